#include "common/taxonomy/word_list.hpp"

#include "common/taxonomy/taxonomy.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace blotter::taxonomy {

WordList::WordList(std::string_view name) noexcept : words_(word_list(name)) {
  if (words_.empty()) {
    std::fprintf(stderr, "blotter: no word list \"%.*s\"\n", static_cast<int>(name.size()), name.data());
    std::abort();
  }
  for (const std::string_view word : words_) {
    whole_.add(shape(word));
    if (word.size() < 2) continue;
    head_.add(pair(word[0], word[1]));
    tail_.add(pair(word[word.size() - 2], word.back()));
  }
}

bool WordList::holds_any_case(std::string_view word) const {
  char small[48];
  if (word.size() > sizeof small) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto c = static_cast<unsigned char>(word[i]);
    small[i] = to_small(word[i]);
    // А to П begin with the byte of а to п, Р to Я with that of р to я.
    if (i == 0 || word[i - 1] != '\xD0' || c < 0x90 || c > 0xAF) continue;
    small[i - 1] = c < 0xA0 ? '\xD0' : '\xD1';
    small[i] = static_cast<char>(c < 0xA0 ? c + 0x20 : c - 0x20);
  }
  return contains({small, word.size()});
}

bool WordList::has_word(std::string_view word) const { return std::binary_search(words_.begin(), words_.end(), word); }

bool WordList::holds_beginning(std::string_view word) const {
  return std::any_of(words_.begin(), words_.end(), [&](std::string_view one) { return word.starts_with(one); });
}

bool WordList::holds_end(std::string_view word) const {
  return std::any_of(words_.begin(), words_.end(), [&](std::string_view one) { return word.ends_with(one); });
}

}  // namespace blotter::taxonomy
