// XLSX: SpreadsheetML; one article a sheet, a row a line.  Numbers are written as they are stored, days as YYYY-MM-DD.
#include "indexer/reader/office/document_text.hpp"
#include "indexer/reader/office/ooxml.hpp"
#include "indexer/reader/office/spreadsheet.hpp"
#include "indexer/reader/strings.hpp"

#include <fmt/format.h>

#include <charconv>
#include <set>
#include <utility>
#include <vector>

namespace blotter::reader {
namespace {

constexpr std::string_view extensions = "xlsx xlsm xltx xltm";

std::size_t number_in(std::string_view text) {
  std::size_t number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  return end.ec == std::errc() ? number : std::size_t{0} - 1;
}

// The texts that cells refer to by number, one behind the other: a part may have millions of empty ones.
class SharedStrings {
 public:
  void begin() { starts_.push_back(text_.size()); }
  // Goes to the text that was begun last.
  void append(std::string_view text) {
    if (!starts_.empty()) text_ += text;
  }
  // Returns an empty text for a number that none has.
  [[nodiscard]] std::string_view at(std::size_t number) const {
    if (number >= starts_.size()) return {};
    const std::size_t end = number + 1 < starts_.size() ? starts_[number + 1] : text_.size();
    return std::string_view(text_).substr(starts_[number], end - starts_[number]);
  }

 private:
  std::string text_;
  std::vector<std::size_t> starts_;
};

// Ruby text is left out.
SharedStrings shared_strings(std::string_view part) {
  SharedStrings strings;
  XmlPart xml(part);
  bool in_text = false;
  for (auto kind = xml.next(); kind != XmlPart::Kind::finish; kind = xml.next()) {
    if (kind == XmlPart::Kind::text) {
      if (in_text) strings.append(xml.text());
    } else if (kind == XmlPart::Kind::end) {
      in_text = false;
    } else if (xml.name() == "si") {
      strings.begin();
    } else if (xml.name() == "rPh") {
      xml.skip();
    } else {
      in_text = xml.name() == "t";
    }
  }
  return strings;
}

// Which cell styles show a number as a day.
std::vector<bool> date_styles(std::string_view part) {
  std::vector<bool> styles;
  std::set<std::string, std::less<>> formats;
  XmlPart xml(part);
  bool in_cells = false;
  for (auto kind = xml.next(); kind != XmlPart::Kind::finish; kind = xml.next()) {
    if (kind == XmlPart::Kind::end && xml.name() == "cellXfs") in_cells = false;
    if (kind != XmlPart::Kind::start) continue;
    if (xml.name() == "cellXfs") in_cells = true;
    else if (xml.name() == "numFmt" && is_date_format(xml.attribute("formatCode")))
      formats.insert(xml.attribute("numFmtId"));
    else if (xml.name() == "xf" && in_cells) {
      const std::string format = xml.attribute("numFmtId");
      const std::size_t number = number_in(format);
      // The built-in ones (18.8.30); 18 to 21 are times of day.
      styles.push_back((number >= 14 && number <= 17) || number == 22 || formats.contains(format));
    }
  }
  return styles;
}

struct Workbook {
  SharedStrings strings;
  std::vector<bool> dates;
  bool from_1904 = false;
};

// By view: a sheet may name one large text as often as it likes.
void write_cell(const Workbook& book, std::string_view type, std::string_view style, std::string_view value,
                DocumentText& text) {
  const std::size_t number = number_in(type == "s" ? value : style);
  if (type == "s") {
    text.characters(book.strings.at(number));
  } else if (type == "b") {
    text.characters(value == "1" ? "TRUE" : "FALSE");
  } else if ((type.empty() || type == "n") && number < book.dates.size() && book.dates[number]) {
    text.characters(day_of_serial(value, book.from_1904));
  } else if (type != "e") {
    text.characters(value);
  }
}

void read_sheet(const Workbook& book, std::string_view part, DocumentText& text) {
  XmlPart xml(part);
  std::string type;
  std::string style;
  std::string value;
  bool in_value = false;
  for (auto kind = xml.next(); kind != XmlPart::Kind::finish; kind = xml.next()) {
    const std::string_view name = xml.name();
    if (kind == XmlPart::Kind::text) {
      if (in_value) value += xml.text();
    } else if (kind == XmlPart::Kind::start) {
      in_value = name == "v" || name == "t";
      if (name == "row") text.begin_row();
      else if (name == "rPh" || name == "f" || name == "oddHeader" || name == "oddFooter") xml.skip();
      else if (name == "c") {
        type = xml.attribute("t");
        style = xml.attribute("s");
        value.clear();
      }
    } else {
      in_value = false;
      if (name == "c") {
        write_cell(book, type, style, trim(value), text);
        text.end_cell();
      } else if (name == "row") {
        text.end_row();
      }
    }
  }
}

int recognise(const Sniff& sniff) { return recognise_package(sniff, PackageKind::xlsx, extensions); }

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, true);
  const Result<Package> package =
      Package::open(stream, context, [](std::string_view name) { return is_ooxml_part(name, "xl/"); });
  if (!package) return tl::unexpected(package.error());
  const std::string main = main_part_of(*package, "xl/workbook.xml");
  if (package->part(main).empty()) return fail(ErrorCode::bad_input, "has no " + main);
  Workbook book{shared_strings(package->part(resolve_part(main, "sharedStrings.xml"))),
                date_styles(package->part(resolve_part(main, "styles.xml"))), false};
  const DocumentFacts facts = core_properties(*package);
  const auto parts = relationships_of(*package, main);
  std::set<std::string> seen;
  std::size_t written = 0;  // by all sheets: each may name the same large texts
  XmlPart xml(package->part(main));
  for (auto kind = xml.next(); kind != XmlPart::Kind::finish; kind = xml.next()) {
    if (kind != XmlPart::Kind::start) continue;
    if (xml.name() == "workbookPr")
      book.from_1904 = xml.attribute("date1904") == "1" || xml.attribute("date1904") == "true";
    if (xml.name() != "sheet") continue;
    const std::string part = referred_part(xml, parts);
    if (part.empty() || !seen.insert(part).second) continue;
    DocumentText text(emitter.limits().article_bytes);
    read_sheet(book, package->part(part), text);
    std::string sheet = text.take();
    written += sheet.size();
    emit_sheet(facts, xml.attribute("name"), std::move(sheet), text.is_cut(), emitter);
    if (const std::size_t max_bytes = emitter.limits().document_bytes; written > max_bytes)
      return fail(ErrorCode::limit, fmt::format("its sheets have more than {} bytes of text (limit document_bytes): "
                                                "the rest is left out",
                                                max_bytes));
  }
  if (seen.empty()) return fail(ErrorCode::bad_input, "has no sheet that is XML");
  return {};
}

}  // namespace

extern const Format xlsx_format;
constinit const Format xlsx_format{
    "xlsx", "Excel workbook (Office Open XML), an article a sheet", extensions, recognise, read, false, true};

}  // namespace blotter::reader
