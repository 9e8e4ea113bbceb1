// Stands in for extractor.cpp: what blotter-extract does by itself is done here, where the fuzzer sees it.  The bytes
// of a PDF are the answer of a process that lies, a Word document is read as the process reads it, and the bytes of a
// picture are words with their places, which are laid out.
#include "common/text/utf8.hpp"
#include "indexer/extract/page_layout.hpp"
#include "indexer/extract/word.hpp"
#include "indexer/reader/extract/extractor.hpp"

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <utility>
#include <vector>

namespace blotter::reader {
namespace {

// In quarters of a point; the least number stands for none, the greatest for one that is far off.
double place_at(std::string_view bytes, std::size_t at) {
  const auto number = static_cast<std::int16_t>(static_cast<unsigned char>(bytes[at]) |
                                                static_cast<unsigned char>(bytes[at + 1]) << 8U);
  if (number == std::numeric_limits<std::int16_t>::min()) return std::numeric_limits<double>::quiet_NaN();
  return number == std::numeric_limits<std::int16_t>::max() ? 1e300 : number / 4.;
}

// Each word: left, top, right and bottom, a byte of its size and marks, its text.
std::vector<extract::Page> pages_of(std::string_view bytes) {
  constexpr std::size_t head = 9;
  std::vector<extract::Page> pages(1, extract::Page{595, 842, {}});
  while (bytes.size() >= head) {
    const auto marks = static_cast<unsigned char>(bytes[head - 1]);
    if ((marks & 0x80U) != 0) pages.push_back({place_at(bytes, 0), place_at(bytes, 2), {}});
    const std::string_view text = bytes.substr(head, marks & 0x3FU);
    pages.back().words.push_back({place_at(bytes, 0), place_at(bytes, 2), place_at(bytes, 4), place_at(bytes, 6),
                                  text::repair_utf8(text), (marks & 0x40U) != 0});
    bytes.remove_prefix(head + text.size());
  }
  return pages;
}

}  // namespace

Result<Extracted> extract(ExtractKind kind, std::string_view bytes, const Limits&, std::string_view) {
  if (kind == ExtractKind::pdf || kind == ExtractKind::scan) return decode_answer(bytes);
  Extracted found;
  if (kind == ExtractKind::word) {
    found = extract::read_word(bytes);
  } else {
    extract::LaidOut laid = extract::lay_out(pages_of(bytes));
    found.heading = std::move(laid.heading);
    found.text = std::move(laid.text);
  }
  const std::string answer = encode_answer(found);
  const Result<Extracted> received = decode_answer(std::string_view(answer).substr(answer_header_bytes));
  if (!received || decode_size(answer) + answer_header_bytes != answer.size() || received->text != found.text ||
      !text::is_utf8(found.text) || !text::is_utf8(found.heading))
    std::abort();
  if (!found.error.empty()) return fail(ErrorCode::bad_input, found.error);
  return found;
}

}  // namespace blotter::reader
