#include "indexer/reader/dates.hpp"

#include "common/text/comparison.hpp"
#include "indexer/reader/date_pieces.hpp"
#include "indexer/reader/month_names.hpp"
#include "indexer/reader/strings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace blotter::reader {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;
using Piece = DatePiece;

constexpr std::size_t max_text = 200;  // bytes; a date is at the front, what follows is not looked at
constexpr std::size_t max_line = 160;
constexpr int day_seconds = 86400;

bool is_day(int y, int m, int d) {
  return m >= 1 && d >= 1 &&
         year_month_day{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}}.ok();
}

bool plausible(int y, int m, int d) {
  if (!is_day(y, m, d) || y < 1600 || (y == 1970 && m == 1 && d == 1)) return false;
  const auto tomorrow = std::chrono::floor<days>(std::chrono::system_clock::now()) + days{1};
  return sys_days{year{y} / month{static_cast<unsigned>(m)} / day{static_cast<unsigned>(d)}} <= tomorrow;
}

int full_year(const Piece& piece) {
  if (piece.text.size() != 2) return piece.value;
  return piece.value < 70 ? 2000 + piece.value : 1900 + piece.value;
}

bool is_any_of(std::string_view word, std::string_view blank_separated) {
  for (std::size_t at = blank_separated.find(word); at != word.npos; at = blank_separated.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || blank_separated[at - 1] == ' ') && (end == blank_separated.size() || blank_separated[end] == ' '))
      return true;
  }
  return false;
}

// What may be between a day, its month and its year.
bool is_filler(const Piece& piece) {
  if (piece.kind == Piece::number) return false;
  if (piece.kind == Piece::sign) return std::string_view(".,-/'’").find(piece.text) != std::string_view::npos;
  return is_any_of(piece.text,
                   "of de del d da do the st nd rd th er ier re eme o a nji njy nci нчи нчы чи чу ші шы го е ого ум "
                   "уми юм юми соли");
}

class DateParser {
 public:
  // `text` is folded.
  explicit DateParser(std::string_view text) : pieces_(date_pieces(text)) {}

  // The first date, and with every further call the one after it.
  std::optional<DateTime> next() {
    for (std::size_t i = used_; i < pieces_.size(); ++i) {
      std::size_t after = i;
      if (auto date = at(i, after)) {
        from_ = used_;
        start_ = i;
        used_ = after;
        return date;
      }
    }
    return std::nullopt;
  }
  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
  // Where the words before the date begin, where it begins itself, and where it ends.
  [[nodiscard]] std::size_t from() const { return from_; }
  [[nodiscard]] std::size_t start() const { return start_; }
  [[nodiscard]] std::size_t used() const { return used_; }

 private:
  [[nodiscard]] bool number(std::size_t i, std::size_t low, std::size_t high) const {
    return i < pieces_.size() && pieces_[i].kind == Piece::number && pieces_[i].text.size() >= low &&
           pieces_[i].text.size() <= high;
  }
  [[nodiscard]] bool sign(std::size_t i, std::string_view any) const {
    return i < pieces_.size() && pieces_[i].kind == Piece::sign && any.find(pieces_[i].text) != any.npos;
  }
  [[nodiscard]] int month_at(std::size_t i) const {
    return i < pieces_.size() && pieces_[i].kind == Piece::word ? month_of(pieces_[i].text) : 0;
  }
  [[nodiscard]] std::size_t skip_fillers(std::size_t i) const {
    const std::size_t end = i + 3;
    while (i < pieces_.size() && i < end && is_filler(pieces_[i])) ++i;
    return i;
  }
  static std::optional<DateTime> make(int y, int m, int d) {
    if (!plausible(y, m, d)) return std::nullopt;
    return DateTime{y, m, d};
  }

  std::optional<DateTime> at(std::size_t i, std::size_t& after) const {
    if (number(i, 8, 14)) return compact(i, after);
    if (auto date = numeric(i, after)) return date;
    if (month_at(i) != 0) return month_first(i, after);
    if (number(i, 1, 2)) return day_first(i, after);
    if (number(i, 4, 4)) return year_first(i, after);
    return std::nullopt;
  }
  // 20251113, with or without a time behind it
  std::optional<DateTime> compact(std::size_t i, std::size_t& after) const {
    const std::string_view t = pieces_[i].text;
    if (t.size() % 2 != 0 || t.size() == 10) return std::nullopt;
    const auto digits = [&t](std::size_t from, std::size_t n) {
      int value = 0;
      for (std::size_t k = from; k < from + n; ++k) value = value * 10 + (t[k] - '0');
      return value;
    };
    after = i + 1;
    return make(digits(0, 4), digits(4, 2), digits(6, 2));
  }
  // 2025-11-13, 2025/11/13, 2025.11.13, 13.11.2025, 13/11/2025, 11/13/2025; a part of a longer chain (10.2.19.1) is
  // none
  std::optional<DateTime> numeric(std::size_t i, std::size_t& after) const {
    if (auto date = with_signs(i, after)) return date;
    if (!(number(i, 1, 4) && sign(i + 1, "-/.") && number(i + 2, 1, 2) && sign(i + 3, "-/.") && number(i + 4, 1, 4)))
      return std::nullopt;
    if (pieces_[i + 1].text != pieces_[i + 3].text || (!pieces_[i + 1].glued && !is_spaced(i))) return std::nullopt;
    if (i > 1 && pieces_[i].glued && sign(i - 1, "-/.+") && pieces_[i - 1].glued) return std::nullopt;
    if (sign(i + 5, "-/.") && pieces_[i + 5].glued && number(i + 6, 1, 14) && pieces_[i + 6].glued) return std::nullopt;
    after = i + 5;
    const Piece& first = pieces_[i];
    const Piece& last = pieces_[i + 4];
    const int second = pieces_[i + 2].value;
    if (first.text.size() == 4) return last.text.size() <= 2 ? make(first.value, second, last.value) : std::nullopt;
    if (first.text.size() > 2 || last.text.size() % 2 != 0) return std::nullopt;
    return either(first.value, second, last, pieces_[i + 1].text != ".");
  }
  // 13 . 11 . 2025; of numbers with other blanks between them nobody knows.
  [[nodiscard]] bool is_spaced(std::size_t i) const {
    const auto apart = [this](std::size_t k) { return !pieces_[k].glued; };
    return pieces_[i + 1].text != "-" && apart(i + 1) && apart(i + 2) && apart(i + 3) && apart(i + 4) &&
           pieces_[i].text.size() <= 2 && pieces_[i + 4].text.size() == 4;
  }
  // Day first as in most of the world, unless only month first can be.
  static std::optional<DateTime> either(int first, int second, const Piece& last, bool open) {
    const int y = full_year(last);
    auto date = make(y, second, first);
    const auto other = make(y, first, second);
    if (date && other && open) date->either_order = first != second;
    if (!date) date = other;
    if (date) date->two_digit_year = last.text.size() == 2;
    return date;
  }
  // 2025年11月13日, 2025년 11월 13일
  std::optional<DateTime> with_signs(std::size_t i, std::size_t& after) const {
    if (!(number(i, 4, 4) && sign(i + 1, "年년") && number(i + 2, 1, 2) && sign(i + 3, "月월") && number(i + 4, 1, 2)))
      return std::nullopt;
    after = i + 5 + (sign(i + 5, "日일") ? 1 : 0);
    return make(pieces_[i].value, pieces_[i + 2].value, pieces_[i + 4].value);
  }
  // Nov. 13th, 2025; asctime: Nov 13 21:16:39 2025
  std::optional<DateTime> month_first(std::size_t i, std::size_t& after) const {
    std::size_t d = i + 1;
    if (sign(d, ".-/")) ++d;
    if (!number(d, 1, 2)) return std::nullopt;
    std::size_t y = skip_fillers(d + 1);
    if (number(y, 1, 2) && sign(y + 1, ":"))
      for (y += 2; number(y, 2, 2) || sign(y, ":");) ++y;
    while (y < pieces_.size() && y < d + 8 && pieces_[y].kind == Piece::word && month_at(y) == 0) ++y;  // the zone
    if (!number(y, 4, 4) || sign(y - 1, "+")) return std::nullopt;
    after = y + 1;
    return make(pieces_[y].value, month_at(i), pieces_[d].value);
  }
  // 13 November 2025, 13-Nov-25, 13. November 2025, 13 de noviembre de 2025
  std::optional<DateTime> day_first(std::size_t i, std::size_t& after) const {
    const std::size_t m = skip_fillers(i + 1);
    if (month_at(m) == 0) return std::nullopt;
    const std::size_t y = skip_fillers(m + 1);
    if (!(number(y, 4, 4) || number(y, 2, 2)) || sign(y + 1, ":")) return std::nullopt;
    after = y + 1;
    auto date = make(full_year(pieces_[y]), month_at(m), pieces_[i].value);
    if (date) date->two_digit_year = pieces_[y].text.size() == 2;
    return date;
  }
  // 2025-жылдын 13-ноябры, 2025-yil 13-noyabr, 2025 November 13
  std::optional<DateTime> year_first(std::size_t i, std::size_t& after) const {
    for (std::size_t k = i + 1; k < pieces_.size() && k < i + 6; ++k) {
      if (const int m = month_at(k)) {
        std::size_t d = skip_fillers(k + 1);
        if (!number(d, 1, 2)) return std::nullopt;
        after = d + 1;
        return make(pieces_[i].value, m, pieces_[d].value);
      }
      if (!number(k, 1, 14)) continue;
      const std::size_t m = skip_fillers(k + 1);
      after = m + 1;
      return number(k, 1, 2) && month_at(m) != 0 ? make(pieces_[i].value, month_at(m), pieces_[k].value) : std::nullopt;
    }
    return std::nullopt;
  }

  std::vector<Piece> pieces_;
  std::size_t from_ = 0;
  std::size_t start_ = 0;
  std::size_t used_ = 0;
};

constexpr std::string_view published_words =
    "published posted created first erstellt veroffentlicht publie publiee paru publicado publicada опубликовано "
    "размещено создано добавлено опубліковано жарияланды жарыяланды yayinlanma yayin giris chop нашр";
// Words that a line of a date may hold beside it: labels, days, zones, "year", prepositions.
constexpr std::string_view usual_words =
    "published posted created date dated on at by by: the am pm a p m г года год y yil йил жыл жылы жылғы ýyl soat uhr "
    "h "
    "publie publiee paru le la el a les opublikovano опубликовано дата добавлено создано размещено в от время "
    "жарияланды "
    "жарыяланды нашр veroffentlicht erstellt am um vom stand von den der publicado publicada fecha yayinlanma tarihi "
    "yayin chop etildi e'lon qilindi gmt utc msk мск bst cet cest est edt pst pdt t z";
constexpr std::string_view day_words =
    "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday montag "
    "dienstag "
    "mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes "
    "martes miercoles jueves viernes sabado domingo понедельник вторник среда четверг пятница суббота воскресенье";
constexpr std::string_view change_words =
    "updated update modified edited revised changed обновлено обновлен обновлена обновление изменено отредактировано "
    "изменен aktualisiert geandert update: actualizado actualizada modifie modifiee maj jour guncelleme guncellendi "
    "guncellenme жаңартылды жаңыртылды жаңартылған yangilandi yangilangan оновлено tazelendi";
// What numbers in such a line are when they are not dates.
constexpr std::string_view number_words =
    "tel telephone phone fax fon telefon тел телефон факс newsroom article articles статья статьи ст art § version ver "
    "node ip isbn issn no nr номер № рег лицензия свидетельство закон copyright ©";

bool is_time(const std::vector<Piece>& pieces, std::size_t i) {
  return (i + 1 < pieces.size() && pieces[i + 1].text == ":") || (i > 0 && pieces[i - 1].text == ":");
}

struct Remainder {
  std::size_t strange = 0;  // words and numbers that a line of a date does not need
  bool changed = false;     // "updated" right before the date
  bool published = false;   // "published" right before it
  bool numbered = false;    // a word of telephone numbers, articles of law, versions
};

// "Updated" says that the date behind it is of a change, "published" that it is not.
void note_change(const Piece& piece, bool& changed) {
  if (is_any_of(piece.text, change_words)) changed = true;
  if (is_any_of(piece.text, published_words)) changed = false;
}

// "As of": the day of publication unless the line states that as well.
bool is_as_of(const DateParser& parser) {
  for (std::size_t i = parser.from(); i < parser.start(); ++i)
    if (is_any_of(parser.pieces()[i].text, "stand")) return true;
  return false;
}

Remainder rest_of(const DateParser& parser) {
  Remainder rest;
  const std::vector<Piece>& pieces = parser.pieces();
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    if (i >= parser.start() && i < parser.used()) continue;
    if (is_any_of(piece.text, number_words)) rest.numbered = true;
    if (i < parser.from()) continue;  // of a date of a change
    if (i < parser.start()) note_change(piece, rest.changed);
    if (i < parser.start() && is_any_of(piece.text, published_words)) rest.published = true;
    if (piece.kind == Piece::sign || is_any_of(piece.text, usual_words) || is_any_of(piece.text, day_words)) continue;
    if (piece.kind == Piece::number && is_time(pieces, i)) continue;
    ++rest.strange;
  }
  return rest;
}

std::string format(year_month_day ymd) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

}  // namespace

std::optional<DateTime> parse_date(std::string_view text) {
  return DateParser(text::fold_text(text.substr(0, max_text))).next();
}

std::optional<DateTime> parse_date_line(std::string_view text) {
  if (text.size() > max_line) return std::nullopt;
  const std::string folded = text::fold_text(text);
  DateParser parser(folded);
  auto date = parser.next();
  Remainder rest;
  for (; date; date = parser.next())
    if (rest = rest_of(parser); !rest.changed) break;
  if (!date) return std::nullopt;
  if (is_as_of(parser)) {
    DateParser behind = parser;
    if (const auto other = behind.next(); other && rest_of(behind).published) {
      parser = std::move(behind);
      date = other;
      rest = rest_of(parser);
    }
  }
  date->published = rest.published;
  const Piece& first = parser.pieces()[parser.start()];
  const bool compact = first.kind == Piece::number && first.text.size() >= 8;
  const bool terse = date->two_digit_year || compact;  // 12.5.18, 20251113: digits that may be anything
  const std::size_t max_strange = terse ? 0 : 3;
  if (rest.numbered || rest.strange > max_strange) return std::nullopt;
  // 21-12-13 alone is a telephone number as likely.
  if (date->two_digit_year && first.kind == Piece::number && parser.pieces()[parser.start() + 1].text == "-" &&
      parser.pieces()[parser.start() + 2].kind == Piece::number)
    return std::nullopt;
  return date;
}

bool is_change_note(std::string_view text) {
  if (text.empty()) return false;
  const std::string folded = text::fold_text(text);
  DateParser parser(folded);
  while (parser.next()) {
  }
  bool changed = false;
  for (std::size_t i = parser.used(); i < parser.pieces().size(); ++i) note_change(parser.pieces()[i], changed);
  return changed;
}

std::string day_of(const DateTime& date) {
  if (date.either_order) return fmt::format("{:02}/{:02}/{:04}", date.day, date.month, date.year);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string day_of(std::string_view text) {
  const std::string_view bare = trim(text);
  if ((bare.size() == 10 || bare.size() == 13) && std::all_of(bare.begin(), bare.end(), is_digit))
    return day_of_seconds(std::strtod(std::string(bare).c_str(), nullptr) / (bare.size() == 13 ? 1000 : 1));
  const auto date = parse_date(text);
  return date ? day_of(*date) : std::string();
}

bool are_neighbours(std::string_view a, std::string_view b) {
  const auto one = parse_date(a);
  const auto other = parse_date(b);
  if (!one || !other) return false;
  const auto day_number = [](const DateTime& date) {
    return sys_days{year{date.year} / month{static_cast<unsigned>(date.month)} / day{static_cast<unsigned>(date.day)}};
  };
  return std::abs((day_number(*one) - day_number(*other)).count()) <= 1;
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
