#include "indexer/reader/office/spreadsheet.hpp"

#include "indexer/reader/strings.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <utility>

namespace blotter::reader {

void emit_sheet(const DocumentFacts& facts, const std::string& sheet, std::string&& text, bool is_cut,
                Emitter& emitter) {
  if (trim(text).empty() && !is_cut) return emitter.skip();
  DocumentFacts own = facts;
  const std::string title = stated_title(facts);
  own.shown_title = title.empty() ? sheet : title + ": " + sheet;
  emit_document(std::move(own), std::move(text), is_cut, emitter);
}

bool is_date_format(std::string_view format) {
  char closes = 0;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = lower(format[i]);
    if (closes != 0) {
      if (c == closes) closes = 0;
    } else if (c == '"') {
      closes = '"';
    } else if (c == '[') {
      closes = ']';
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == 'd' || c == 'y') {
      return true;
    }
  }
  return false;
}

std::string day_of_serial(std::string_view number, bool from_1904) {
  using std::chrono::days;
  using std::chrono::sys_days;
  using std::chrono::year_month_day;
  using namespace std::chrono_literals;
  double value = 0;
  const auto end = std::from_chars(number.data(), number.data() + number.size(), value);
  if (end.ec != std::errc() || !(value >= 1 && value < 200'000)) return std::string(number);
  const sys_days zero = from_1904 ? sys_days(1904y / 1 / 1) : sys_days(1899y / 12 / 30);
  const year_month_day day(zero + days(static_cast<int>(value)));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

}  // namespace blotter::reader
