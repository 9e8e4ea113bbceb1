#include "searcher/batch/query_lines.hpp"

#include "common/text/utf8.hpp"

namespace blotter::search {

std::optional<std::string> QueryLines::next() {
  if (encoding_ == Encoding::unknown) detect_encoding();
  std::string line;
  bool any = false;
  while (true) {
    const int c = character(line);
    if (c == end) return any ? std::optional(std::move(line)) : std::nullopt;
    if (c != '\n' && c != '\r') {
      after_cr_ = false;
      any = true;
      continue;
    }
    line.pop_back();
    const bool rest_of_end = c == '\n' && after_cr_ && line.empty();
    after_cr_ = c == '\r';
    if (!rest_of_end) return line;
  }
}

void QueryLines::detect_encoding() {
  encoding_ = Encoding::bytes;
  for (int c = 0; ahead_.size() < 3 && (c = input_.get()) != std::istream::traits_type::eof();)
    ahead_ += static_cast<char>(c);
  if (ahead_.starts_with("\xff\xfe")) encoding_ = Encoding::utf16_le;
  else if (ahead_.starts_with("\xfe\xff")) encoding_ = Encoding::utf16_be;
  if (encoding_ != Encoding::bytes) ahead_.erase(0, 2);
  else if (ahead_ == "\xef\xbb\xbf") ahead_.clear();
}

int QueryLines::byte() {
  if (!ahead_.empty()) {
    const int first = static_cast<unsigned char>(ahead_.front());
    ahead_.erase(0, 1);
    return first;
  }
  const int c = input_.get();
  return c == std::istream::traits_type::eof() ? end : c;
}

int QueryLines::code_unit() {
  const int first = byte();
  const int second = first == end ? end : byte();
  if (second == end) return end;
  return encoding_ == Encoding::utf16_le ? second << 8 | first : first << 8 | second;
}

int QueryLines::character(std::string& line) {
  if (encoding_ == Encoding::bytes) {
    const int c = byte();
    if (c != end) line += static_cast<char>(c);
    return c;
  }
  const int unit = code_unit();
  if (unit == end) return end;
  int c = unit;
  if (unit >= 0xd800 && unit < 0xdc00) {
    const int low = code_unit();
    c = low >= 0xdc00 && low < 0xe000 ? 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00) : 0xfffd;
  } else if (unit >= 0xdc00 && unit < 0xe000) {
    c = 0xfffd;
  }
  text::append_utf8(static_cast<char32_t>(c), line);
  return c;
}

}  // namespace blotter::search
