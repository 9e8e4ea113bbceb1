// Word lists of the taxonomy (data/words.tsv): the small words that rules look for beside a name.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace blotter::taxonomy {

// A list by its name; the program ends when the table has none of that name.  Words are compared as they are written.
// Made once (a constant of a file): one bit is enough to refuse most words that are not in the list.
class WordList {
 public:
  explicit WordList(std::string_view name) noexcept;

  [[nodiscard]] bool contains(std::string_view word) const {
    return !word.empty() && whole_.has(shape(word)) && has_word(word);
  }
  // The same for a list whose Latin and Russian letters are all small, whatever the word's are.
  [[nodiscard]] bool contains_any_case(std::string_view word) const {
    if (word.empty()) return false;
    // Nearly every word ends here.
    const bool ascii = ((static_cast<unsigned>(word.front()) | static_cast<unsigned>(word.back())) & 0x80) == 0;
    return (!ascii || whole_.has(shape(to_small(word.front()), to_small(word.back()), word.size()))) &&
           holds_any_case(word);
  }
  // Returns whether one of the list's begins, or ends, the word.  Of lists whose words have two bytes at least.
  [[nodiscard]] bool begins(std::string_view word) const {
    return word.size() > 1 && head_.has(pair(word[0], word[1])) && holds_beginning(word);
  }
  [[nodiscard]] bool ends(std::string_view word) const {
    return word.size() > 1 && tail_.has(pair(word[word.size() - 2], word.back())) && holds_end(word);
  }
  [[nodiscard]] std::span<const std::string_view> words() const { return words_; }

 private:
  // A set of small numbers, of which some are taken for one another.
  class Bits {
   public:
    void add(unsigned number) { bits_[number / 64 % size] |= std::uint64_t{1} << number % 64; }
    [[nodiscard]] bool has(unsigned number) const { return (bits_[number / 64 % size] >> number % 64 & 1) != 0; }

   private:
    static constexpr std::size_t size = 32;
    std::array<std::uint64_t, size> bits_{};
  };

  [[nodiscard]] static unsigned pair(char a, char b) {
    return static_cast<unsigned char>(a) * 61u + static_cast<unsigned char>(b);
  }
  [[nodiscard]] static unsigned shape(char first, char last, std::size_t size) {
    return pair(first, last) + 331u * static_cast<unsigned>(size);
  }
  [[nodiscard]] static unsigned shape(std::string_view word) { return shape(word.front(), word.back(), word.size()); }
  [[nodiscard]] static char to_small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
  [[nodiscard]] bool has_word(std::string_view word) const;
  [[nodiscard]] bool holds_any_case(std::string_view word) const;
  [[nodiscard]] bool holds_beginning(std::string_view word) const;
  [[nodiscard]] bool holds_end(std::string_view word) const;

  std::span<const std::string_view> words_;  // ascending
  Bits whole_, head_, tail_;
};

}  // namespace blotter::taxonomy
