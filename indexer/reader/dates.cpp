#include "indexer/reader/dates.hpp"

#include "indexer/reader/month_names.hpp"
#include "indexer/reader/strings.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cmath>
#include <vector>

namespace blotter::reader {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::size_t longest_text = 200;  // a date stands at the front; what follows is not looked at
constexpr int day_seconds = 86400;

// A piece of a date: a number with what stands before it, or a word.
struct Piece {
  enum Kind { number, word, sign } kind = number;
  std::string_view text;
  int value = 0;
};

bool is_letter(char c) { return (static_cast<unsigned char>(c) & 0x80) != 0 || is_ascii_alpha(c); }

std::vector<Piece> split(std::string_view text) {
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    if (is_digit(text[i])) {
      int value = 0;
      for (; i < text.size() && is_digit(text[i]); ++i)
        if (i - start < 9) value = value * 10 + (text[i] - '0');
      pieces.push_back({Piece::number, text.substr(start, i - start), value});
    } else if (is_letter(text[i])) {
      while (i < text.size() && (is_letter(text[i]))) ++i;
      pieces.push_back({Piece::word, text.substr(start, i - start), 0});
    } else {
      if (text[i] != ' ' && text[i] != '\t' && text[i] != '\n') pieces.push_back({Piece::sign, text.substr(i, 1), 0});
      ++i;
    }
  }
  return pieces;
}

bool plausible(int y, int m, int d) {
  const year_month_day ymd{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  if (m < 1 || d < 1 || !ymd.ok() || y < 1600) return false;
  const auto tomorrow = std::chrono::floor<days>(std::chrono::system_clock::now()) + days{1};
  return sys_days{ymd} <= tomorrow;
}

int full_year(const Piece& piece) {
  if (piece.text.size() != 2) return piece.value;
  return piece.value < 70 ? 2000 + piece.value : 1900 + piece.value;
}

class DateParser {
 public:
  explicit DateParser(std::string_view text) : pieces_(split(text)) {}

  std::optional<DateTime> first() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      std::size_t after = i;
      if (auto date = at(i, after)) {
        time(after, *date);
        used_ = after;
        start_ = i;
        return date;
      }
    }
    return std::nullopt;
  }
  // Words and numbers that are not part of the date found.
  [[nodiscard]] std::size_t left_over() const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < pieces_.size(); ++i)
      if ((i < start_ || i >= used_) && pieces_[i].kind != Piece::sign) ++count;
    return count;
  }

 private:
  [[nodiscard]] bool number(std::size_t i, std::size_t low, std::size_t high) const {
    return i < pieces_.size() && pieces_[i].kind == Piece::number && pieces_[i].text.size() >= low &&
           pieces_[i].text.size() <= high;
  }
  [[nodiscard]] bool sign(std::size_t i, std::string_view any) const {
    return i < pieces_.size() && pieces_[i].kind == Piece::sign && any.find(pieces_[i].text[0]) != any.npos;
  }
  [[nodiscard]] int month_at(std::size_t i) const {
    return i < pieces_.size() && pieces_[i].kind == Piece::word ? month_of(pieces_[i].text) : 0;
  }
  static std::optional<DateTime> make(int y, int m, int d) {
    if (!plausible(y, m, d)) return std::nullopt;
    return DateTime{y, m, d, 0, std::nullopt};
  }

  std::optional<DateTime> at(std::size_t i, std::size_t& after) const {
    if (auto date = numeric(i, after)) return date;
    return named(i, after);
  }
  // 2025-11-13, 2025/11/13, 2025.11.13, 20251113, 13.11.2025, 13/11/2025, 11/13/2025
  std::optional<DateTime> numeric(std::size_t i, std::size_t& after) const {
    if (number(i, 8, 8) || number(i, 14, 14)) {
      const std::string_view t = pieces_[i].text;
      const auto digits = [&t](std::size_t from, std::size_t n) {
        int value = 0;
        for (std::size_t k = from; k < from + n; ++k) value = value * 10 + (t[k] - '0');
        return value;
      };
      after = i + 1;
      return make(digits(0, 4), digits(4, 2), digits(6, 2));
    }
    if (!(number(i, 1, 4) && sign(i + 1, "-/.") && number(i + 2, 1, 2) && sign(i + 3, "-/.") && number(i + 4, 1, 4)))
      return std::nullopt;
    if (pieces_[i + 1].text != pieces_[i + 3].text) return std::nullopt;
    after = i + 5;
    const int second = pieces_[i + 2].value;
    if (pieces_[i].text.size() == 4) return make(pieces_[i].value, second, pieces_[i + 4].value);
    if (pieces_[i].text.size() == 3 || pieces_[i + 4].text.size() == 3) return std::nullopt;
    const int last = full_year(pieces_[i + 4]);
    // Day first, as in most of the world, unless only month first can be.
    if (auto date = make(last, second, pieces_[i].value)) return date;
    return make(last, pieces_[i].value, second);
  }
  // 13 November 2025, 13-Nov-25, November 13, 2025, 13 de noviembre de 2025, 2025-жылдын 13-ноябры, asctime
  std::optional<DateTime> named(std::size_t i, std::size_t& after) const {
    if (const int m = month_at(i)) {
      if (!number(i + 1, 1, 2)) return std::nullopt;
      for (std::size_t k = i + 2; k < pieces_.size() && k < i + 10; ++k)
        if (number(k, 4, 4) && !sign(k - 1, "+-:")) {
          after = k + 1;
          return make(pieces_[k].value, m, pieces_[i + 1].value);
        }
      return std::nullopt;
    }
    if (number(i, 1, 2)) return day_first(i, after);
    if (number(i, 4, 4)) return year_first(i, after);
    return std::nullopt;
  }
  std::optional<DateTime> day_first(std::size_t i, std::size_t& after) const {
    std::size_t k = i + 1;
    while (k < pieces_.size() && k < i + 4 && month_at(k) == 0 && !number(k, 1, 14)) ++k;
    const int m = month_at(k);
    if (m == 0) return std::nullopt;
    std::size_t y = k + 1;
    while (y < pieces_.size() && y < k + 4 && pieces_[y].kind != Piece::number) ++y;
    if (!number(y, 2, 4) || pieces_[y].text.size() == 3 || sign(y + 1, ":")) return std::nullopt;
    after = y + 1;
    return make(full_year(pieces_[y]), m, pieces_[i].value);
  }
  std::optional<DateTime> year_first(std::size_t i, std::size_t& after) const {
    for (std::size_t k = i + 1; k < pieces_.size() && k < i + 6; ++k) {
      if (const int m = month_at(k); m != 0 && number(k + 1, 1, 2)) {
        after = k + 2;
        return make(pieces_[i].value, m, pieces_[k + 1].value);
      }
      if (!number(k, 1, 2)) continue;
      std::size_t j = k + 1;
      while (j < pieces_.size() && j < k + 3 && pieces_[j].kind == Piece::sign) ++j;
      const int m = month_at(j);
      after = j + 1;
      return m != 0 ? make(pieces_[i].value, m, pieces_[k].value) : std::nullopt;
    }
    return std::nullopt;
  }

  // hh:mm[:ss[.f]] somewhere behind the date, then Z, +hh:mm, +hhmm or a zone's name.
  void time(std::size_t& after, DateTime& date) const {
    std::size_t i = after;
    while (i < pieces_.size() && i < after + 3 && !(number(i, 1, 2) && sign(i + 1, ":"))) ++i;
    if (!(number(i, 1, 2) && sign(i + 1, ":") && number(i + 2, 2, 2))) {
      // asctime puts the time before the year.
      i = after >= 5 && sign(after - 3, ":") ? after - 6 : pieces_.size();
      if (i >= pieces_.size() || !number(i, 1, 2) || !sign(i + 1, ":")) return;
    }
    int hours = pieces_[i].value;
    const int minutes = pieces_[i + 2].value;
    int seconds = 0;
    i += 3;
    if (sign(i, ":") && number(i + 1, 2, 2)) {
      seconds = pieces_[i + 1].value;
      i += 2;
      if (sign(i, ".,") && number(i + 1, 1, 12)) i += 2;
    }
    if (i < pieces_.size() && pieces_[i].kind == Piece::word && (pieces_[i].text == "PM" || pieces_[i].text == "pm")) {
      if (hours < 12) hours += 12;
      ++i;
    } else if (i < pieces_.size() && (pieces_[i].text == "AM" || pieces_[i].text == "am")) {
      if (hours == 12) hours = 0;
      ++i;
    }
    if (hours > 24 || minutes > 59 || seconds > 60) return;
    date.seconds = hours * 3600 + minutes * 60 + seconds;
    zone(i, date);
    after = std::max(after, i);
  }
  void zone(std::size_t& i, DateTime& date) const {
    if (i < pieces_.size() && pieces_[i].kind == Piece::word) {
      if (const auto offset = zone_offset(pieces_[i].text)) {
        date.offset = *offset;
        ++i;
        if (*offset != 0) return;
      }
    }
    if (!sign(i, "+-") || !number(i + 1, 1, 4)) return;
    const int direction = pieces_[i].text == "-" ? -1 : 1;
    const int value = pieces_[i + 1].value;
    int minutes = pieces_[i + 1].text.size() > 2 ? value / 100 * 60 + value % 100 : value * 60;
    i += 2;
    if (sign(i, ":") && number(i + 1, 2, 2)) {
      minutes += pieces_[i + 1].value;
      i += 2;
    }
    if (minutes <= 26 * 60) date.offset = direction * minutes * 60;
  }

  std::vector<Piece> pieces_;
  std::size_t start_ = 0;
  std::size_t used_ = 0;
};

std::string format(year_month_day ymd) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

}  // namespace

std::optional<DateTime> parse_date(std::string_view text) { return DateParser(text.substr(0, longest_text)).first(); }

std::optional<DateTime> parse_date_line(std::string_view text) {
  if (text.size() > 80) return std::nullopt;
  DateParser parser(text);
  auto date = parser.first();
  if (date && parser.left_over() > 3) return std::nullopt;
  return date;
}

std::string local_day(const DateTime& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string utc_day(const DateTime& date) {
  const int seconds = date.seconds - date.offset.value_or(0);
  const int shift = seconds < 0 ? -((-seconds + day_seconds - 1) / day_seconds) : seconds / day_seconds;
  const year_month_day ymd{year{date.year}, month{static_cast<unsigned>(date.month)},
                           day{static_cast<unsigned>(date.day)}};
  return format(year_month_day{sys_days{ymd} + days{shift}});
}

std::string day_of(std::string_view text) {
  const auto date = parse_date(text);
  return date ? local_day(*date) : std::string();
}

std::string utc_day_of(std::string_view text) {
  const auto date = parse_date(text);
  return date ? utc_day(*date) : std::string();
}

std::string day_of_seconds(double seconds) {
  if (!(std::abs(seconds) < 1e11)) return {};
  const auto count = static_cast<long>(std::floor(seconds / day_seconds));
  const year_month_day ymd{sys_days{days{count}}};
  if (!plausible(static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
                 static_cast<int>(static_cast<unsigned>(ymd.day()))))
    return {};
  return format(ymd);
}

}  // namespace blotter::reader
