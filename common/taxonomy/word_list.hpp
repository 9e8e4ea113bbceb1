// Word lists of the taxonomy (data/words.tsv): the small words that rules look for beside a name.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace blotter::taxonomy {

// A list by its name; the program ends when the table has none of that name.  Words are compared as they are written.
// Made once (a constant of a file): most words are told from the list's by a few bits.
class WordList {
 public:
  explicit WordList(std::string_view name) noexcept;

  [[nodiscard]] bool contains(std::string_view word) const {
    return !word.empty() && (whole_ >> shape(word) & 1) != 0 && holds(word);
  }
  // The same for a list whose Latin letters are all small, whatever the word's are.
  [[nodiscard]] bool contains_any_case(std::string_view word) const;
  // Whether one of the list's begins, or ends, the word.
  [[nodiscard]] bool begins(std::string_view word) const {
    return !word.empty() && (first_ >> bit(word.front()) & 1) != 0 && holds_beginning(word);
  }
  [[nodiscard]] bool ends(std::string_view word) const {
    return !word.empty() && (last_ >> bit(word.back()) & 1) != 0 && holds_end(word);
  }
  [[nodiscard]] std::span<const std::string_view> words() const { return words_; }

 private:
  [[nodiscard]] static unsigned bit(char c) { return static_cast<unsigned char>(c) & 63u; }
  [[nodiscard]] static unsigned shape(std::string_view word) {
    return (bit(word.front()) + 3 * bit(word.back()) + 7 * static_cast<unsigned>(word.size())) & 63u;
  }
  [[nodiscard]] bool holds(std::string_view word) const;
  [[nodiscard]] bool holds_beginning(std::string_view word) const;
  [[nodiscard]] bool holds_end(std::string_view word) const;

  std::span<const std::string_view> words_;  // ascending
  std::uint64_t whole_ = 0, first_ = 0, last_ = 0;
};

}  // namespace blotter::taxonomy
