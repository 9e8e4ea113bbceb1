#include "indexer/extract/word.hpp"

#include "common/text/charset.hpp"
#include "common/text/utf8.hpp"
#include "indexer/extract/compound_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>
#include <vector>

namespace blotter::extract {
namespace {

using reader::Extracted;

std::string decoded(std::string_view bytes, const char* encoding) {
  return text::repair_utf8(text::decode(bytes, encoding));
}

// Positions in the file whose text is deleted or hidden.
struct Range {
  std::uint32_t from = 0, to = 0;
};

// Whether a run's properties (2.6.1, Prl) mark it as deleted or hidden.
bool is_removed(std::string_view properties) {
  bool removed = false;
  for (std::size_t at = 0; at + 3 <= properties.size();) {
    const std::uint32_t sprm = number_at(properties, at, 2);
    at += 2;
    const std::uint32_t first = number_at(properties, at, 1);
    if ((sprm == 0x0800 || sprm == 0x083C) && first == 1) removed = true;  // sprmCFRMarkDel, sprmCFVanish
    switch (sprm >> 13U) {
      case 0:
      case 1: at += 1; break;
      case 3: at += 4; break;
      case 6: at += 1 + first; break;
      case 7: at += 3; break;
      default: at += 2; break;
    }
  }
  return removed;
}

constexpr std::size_t page_size = 512;  // of runs' properties

// From the pages of runs' properties (ChpxFkp).
std::vector<Range> removed_ranges(std::string_view document, std::string_view table) {
  std::vector<Range> ranges;
  const std::string_view places =
      table.substr(std::min<std::size_t>(number_at(document, 0xFA, 4), table.size()), number_at(document, 0xFE, 4));
  if (places.size() < 4) return ranges;
  const std::size_t pages = (places.size() - 4) / 8;
  // A table that names a page again and again has more of them than the document.
  for (std::size_t i = 0; i < std::min(pages, document.size() / page_size); ++i) {
    const std::size_t at =
        static_cast<std::size_t>(number_at(places, 4 * (pages + 1) + 4 * i, 4) & 0x3FFFFFU) * page_size;
    if (at >= document.size()) continue;
    const std::string_view page = document.substr(at, page_size);
    const std::size_t runs = number_at(page, page_size - 1, 1);
    for (std::size_t run = 0; run < runs; ++run) {
      const std::size_t offset = 2 * number_at(page, 4 * (runs + 1) + run, 1);
      if (offset == 0 || offset >= page.size()) continue;
      if (is_removed(page.substr(offset + 1, number_at(page, offset, 1))))
        ranges.push_back({number_at(page, 4 * run, 4), number_at(page, 4 * run + 4, 4)});
    }
  }
  std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) { return a.from < b.from; });
  return ranges;
}

bool is_in(const std::vector<Range>& ranges, std::uint32_t place) {
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), place,
                                      [](std::uint32_t p, const Range& range) { return p < range.from; });
  return after != ranges.begin() && place < std::prev(after)->to;
}

// The document's characters as UTF-16, removed ones as 0.
std::u16string characters_of(std::string_view document, std::string_view table) {
  std::u16string out;
  std::string_view clx =
      table.substr(std::min<std::size_t>(number_at(document, 0x1A2, 4), table.size()), number_at(document, 0x1A6, 4));
  while (clx.starts_with('\1')) clx.remove_prefix(std::min<std::size_t>(3 + number_at(clx, 1, 2), clx.size()));
  if (!clx.starts_with('\2') || clx.size() < 9) return out;
  const std::string_view pieces = clx.substr(5, number_at(clx, 1, 4));
  const std::vector<Range> removed = removed_ranges(document, table);
  const std::size_t count = pieces.size() < 4 ? 0 : (pieces.size() - 4) / 12;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t from = number_at(pieces, 4 * i, 4);
    const std::uint32_t to = number_at(pieces, 4 * i + 4, 4);
    const std::uint32_t where = number_at(pieces, 4 * (count + 1) + 8 * i + 2, 4);
    const bool compressed = (where & 0x40000000U) != 0;
    const std::uint32_t begin = compressed ? (where & 0x3FFFFFFFU) / 2 : where & 0x3FFFFFFFU;
    const std::size_t width = compressed ? 1 : 2;
    if (to < from || begin >= document.size()) continue;
    const std::string_view bytes = document.substr(begin, static_cast<std::size_t>(to - from) * width);
    if (out.size() + bytes.size() > 2 * document.size()) break;  // pieces that overlap again and again
    const std::u16string units = text::decode_utf16(bytes, compressed ? "windows-1252" : "UTF-16LE");
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      const std::uint32_t place = begin + static_cast<std::uint32_t>(unit * width);
      out += is_in(removed, place) ? u'\0' : units[unit];
    }
  }
  return out;
}

// From the signs that Word has in its text to lines (2.4.1).
class Lines {
 public:
  void add(std::u16string_view characters) {
    fields_ = 0;
    instructions_ = 0;
    for (const char16_t c : characters) one(c);
    end_line();
  }
  std::string text;

 private:
  void one(char16_t c) {
    if (c == 0x13) {  // a field: its instruction, perhaps 0x14 and its result, 0x15
      ++fields_;
      ++instructions_;
    } else if (c == 0x14) {
      if (instructions_ > 0) --instructions_;
    } else if (c == 0x15) {
      if (fields_ > 0) --fields_;
      instructions_ = std::min(instructions_, fields_);
    } else if (instructions_ > 0 || c == 0) {
      return;
    } else if (c == 0x07) {
      end_cell();
    } else if (c == 0x0D || c == 0x0B || c == 0x0C || c == 0x0E) {
      end_line();
    } else if (c == 0x1E) {
      line_ += u'-';
    } else if (c == '\t' || c >= 0x20) {
      line_ += c;
    }
  }
  std::string taken() {
    std::string utf8 = text::to_utf8(line_);
    line_.clear();
    return utf8;
  }
  void end_line() {
    if (line_.empty()) return;
    text += taken() + '\n';
  }
  // Every cell ends so, and a row by one more.
  void end_cell() {
    if (!line_.empty()) {
      row_.append(row_.empty() ? "" : " | ").append(taken());
    } else if (!row_.empty()) {
      text += std::exchange(row_, {}) + '\n';
    }
  }

  std::u16string line_;
  std::string row_;
  int fields_ = 0;
  int instructions_ = 0;
};

// "2025-11-13" of 100 ns since 1601.
std::string day_of_filetime(std::uint64_t ticks) {
  using std::chrono::year_month_day;
  constexpr std::uint64_t ticks_a_day = 864'000'000'000;
  const std::uint64_t days = ticks / ticks_a_day;
  if (days == 0 || days > 200'000) return {};
  const year_month_day day(std::chrono::sys_days(std::chrono::year(1601) / 1 / 1) + std::chrono::days(days));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

constexpr std::size_t max_property = 4096;  // bytes of a title or a name

// Identifiers of the properties that are read (MS-OLEPS).
constexpr std::uint32_t code_page_property = 1, title_property = 2, author_property = 4, created_property = 12;

// The property whose value is at `at`; its text is in `encoding`, which the code page sets.
void read_property(std::uint32_t property, std::string_view section, std::size_t at, std::string& encoding,
                   Extracted& found) {
  if (property == code_page_property) {
    const std::uint32_t page = number_at(section, at + 4, 2);
    encoding = page == 65001 ? "UTF-8" : page == 1200 ? "UTF-16LE" : fmt::format("windows-{}", page);
  } else if (property == created_property) {
    const std::uint64_t high = number_at(section, at + 8, 4);
    found.created = day_of_filetime(high << 32U | number_at(section, at + 4, 4));
  } else {
    const std::size_t size = std::min<std::size_t>(number_at(section, at + 4, 4), max_property);
    std::string value = decoded(section.substr(at + 8, size), encoding.c_str());
    value.resize(std::min(value.find('\0'), value.size()));
    (property == title_property ? found.title : found.author) = std::move(value);
  }
}

// Title, author and date.
void read_properties(std::string_view stream, Extracted& found) {
  const std::size_t start = number_at(stream, 44, 4);
  if (start >= stream.size()) return;
  const std::string_view section = stream.substr(start);
  const std::size_t count = std::min<std::size_t>(number_at(section, 4, 4), 100);
  std::string encoding = "windows-1252";
  for (const std::uint32_t property : {code_page_property, title_property, author_property, created_property})
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t at = number_at(section, 12 + 8 * i, 4);
      if (number_at(section, 8 + 8 * i, 4) == property && at + 8 <= section.size())
        read_property(property, section, at, encoding, found);
    }
}

}  // namespace

reader::Extracted read_word(std::string_view bytes) {
  Extracted found;
  const std::optional<CompoundFile> file = CompoundFile::open(bytes);
  const std::string document = file ? file->stream("WordDocument") : std::string();
  const std::uint32_t flags = number_at(document, 0x0A, 2);
  if (document.empty()) found.error = "damaged, or no Word document";
  else if (number_at(document, 0, 2) != 0xA5EC || number_at(document, 2, 2) < 0xC1) found.error = "older than Word 97";
  else if ((flags & 0x0100U) != 0) found.error = "encrypted";
  if (!found.error.empty()) return found;
  const std::string table = file->stream((flags & 0x0200U) != 0 ? "1Table" : "0Table");
  const std::u16string characters = characters_of(document, table);
  if (characters.empty()) {
    found.error = "damaged: it has no text";
    return found;
  }
  // The parts follow each other: text, footnotes, heads and feet, macros, comments, endnotes, text boxes.
  Lines lines;
  std::size_t begin = 0;
  for (const unsigned size_at : {0x4CU, 0x50U, 0x54U, 0x58U, 0x5CU, 0x60U, 0x64U}) {
    const std::size_t size = number_at(document, size_at, 4);
    const bool is_text = size_at != 0x54 && size_at != 0x58 && size_at != 0x5C;
    if (is_text && begin < characters.size()) lines.add(std::u16string_view(characters).substr(begin, size));
    begin += size;
  }
  found.text = text::repair_utf8(lines.text);
  read_properties(file->stream("\5SummaryInformation"), found);
  return found;
}

}  // namespace blotter::extract
