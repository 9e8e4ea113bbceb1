#include "searcher/query/writings.hpp"

#include "common/text/fold.hpp"
#include "common/text/tokeniser.hpp"
#include "common/text/utf8.hpp"

#include <algorithm>
#include <utility>

namespace blotter::query {

bool is_one_letter(std::string_view form) {
  std::size_t at = 0;
  (void)text::next_code_point(form, at);
  return at == form.size() && at <= 2 && (form.front() < '0' || form.front() > '9');
}

std::vector<std::string> with_joined_letters(const std::vector<std::string>& forms) {
  std::vector<std::string> joined;
  bool letter_before = false;
  for (const std::string& form : forms) {
    const bool letter = is_one_letter(form);
    if (letter && letter_before) joined.back() += form;
    else joined.push_back(form);
    letter_before = letter;
  }
  return joined;
}

bool is_hyphened(std::string_view written) {
  return written.find('-') != std::string_view::npos && written.find_first_of("./:@_'") == std::string_view::npos;
}

bool grows_longer(std::string_view form) {
  constexpr std::size_t min_letters = 2;
  std::size_t at = 0;
  const char32_t c = text::next_code_point(form, at);
  const bool east_asian = (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
  return east_asian && form.size() >= min_letters * at;
}

std::vector<std::string> writings_of_pattern(std::string_view pattern) {
  std::vector<std::string> writings{text::plain_form(text::normalise_word(pattern))};
  if (text::unmix_scripts(pattern) == pattern) return writings;
  std::string apart;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t wildcard = std::min(pattern.find_first_of("*?", at), pattern.size());
    apart += text::plain_form(text::normalise_word(pattern.substr(at, wildcard - at)));
    at = std::min(wildcard + 1, pattern.size());
    apart += pattern.substr(wildcard, at - wildcard);
  }
  writings.push_back(std::move(apart));
  return writings;
}

}  // namespace blotter::query
