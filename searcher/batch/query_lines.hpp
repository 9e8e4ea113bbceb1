// Lines of a text as people's programs write it.
#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>

namespace blotter::search {

// Gives the lines of a stream as it comes, without their ends (LF, CR LF or CR): UTF-8 with or without a byte order
// mark, or UTF-16 with one.
class QueryLines {
 public:
  explicit QueryLines(std::istream& input) : input_(input) {}

  // Returns the next line; nothing at the end.
  [[nodiscard]] std::optional<std::string> next();

 private:
  enum class Encoding : std::uint8_t { unknown, bytes, utf16_le, utf16_be };
  static constexpr int end = -1;

  void detect_encoding();
  [[nodiscard]] int byte();
  [[nodiscard]] int code_unit();
  // Appends the next character and returns it: a byte, or a character of UTF-16; or `end`.
  [[nodiscard]] int character(std::string& line);

  std::istream& input_;
  Encoding encoding_ = Encoding::unknown;
  std::string ahead_;  // bytes that were read to detect the encoding
  bool after_cr_ = false;
};

}  // namespace blotter::search
