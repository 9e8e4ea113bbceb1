#include "common/text/word_parts.hpp"

#include "common/text/affixes.hpp"
#include "common/text/code_point.hpp"
#include "common/text/utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

namespace blotter::text {
namespace {

constexpr std::size_t year_digits = 4;

char32_t code_at(std::string_view text, std::size_t at) { return first_code_point(text.substr(at)).code; }

bool is_capital(std::string_view text, std::size_t at) {
  return u_isupper(static_cast<UChar32>(code_at(text, at))) != 0;
}

bool is_stop(char32_t c) { return c == U'.' || c == U'\u2024' || c == U'\uFE52' || c == U'\uFF0E'; }
bool is_comma(char32_t c) { return c == U',' || c == U'\uFE50' || c == U'\uFF0C' || c == U'\u066B' || c == U'\u066C'; }
bool is_mark(char32_t c) { return is_apostrophe(static_cast<UChar32>(c)); }

}  // namespace

void WordCutter::add(std::size_t begin, std::size_t form_end, std::size_t end, bool keeps_marks) {
  parts_.push_back({begin, form_end, end, keeps_marks});
}

std::string WordCutter::folded(const Piece& piece) const {
  std::string out;
  for (std::size_t at = piece.begin; at < piece.end;) {
    const CodePoint c = first_code_point(text_.substr(at));
    append_utf8(static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.code))), out);
    at += std::max<std::size_t>(c.length, 1);
  }
  return out;
}

bool WordCutter::all_capitals(const Piece& piece) const {
  for (std::size_t at = piece.begin; at < piece.end;) {
    const CodePoint c = first_code_point(text_.substr(at));
    if (u_islower(static_cast<UChar32>(c.code))) return false;
    at += std::max<std::size_t>(c.length, 1);
  }
  return true;
}

// v2 of v2.7.19.
bool WordCutter::is_version(const Piece& piece) const {
  const auto is_digit = [this](std::size_t at) { return at < text_.size() && text_[at] >= '0' && text_[at] <= '9'; };
  return (text_[piece.begin] | 32) == 'v' && piece.letters == 1 && piece.digits + 1 == piece.end - piece.begin &&
         is_digit(piece.begin + 1) && piece.end < text_.size() && text_[piece.end] == '.' && is_digit(piece.end + 1);
}

void WordCutter::close_piece(Piece piece) {
  if (piece.letters + piece.digits == 0) return;
  if (is_version(piece)) {
    pieces_.push_back({piece.begin, piece.begin + 1, piece.separator, 1, 0});
    pieces_.push_back({piece.begin + 1, piece.end, 0, 0, piece.digits});
    return;
  }
  std::size_t digits_end = piece.begin;
  while (digits_end < piece.end && text_[digits_end] >= '0' && text_[digits_end] <= '9') ++digits_end;
  if (digits_end == piece.begin || piece.letters == 0 ||
      !is_unit(folded({digits_end, piece.end, 0, piece.letters, 0}))) {
    pieces_.push_back(piece);
    return;
  }
  pieces_.push_back({piece.begin, digits_end, piece.separator, 0, piece.digits});
  pieces_.push_back({digits_end, piece.end, 0, piece.letters, 0});
}

void WordCutter::find_pieces(std::size_t begin, std::size_t end) {
  pieces_.clear();
  Piece piece{begin, begin, 0, 0, 0};
  for (std::size_t at = begin; at < end;) {
    const CodePoint c = first_code_point(text_.substr(at));
    const std::size_t next = at + std::max<std::size_t>(c.length, 1);
    const WordClass kind = table_->of(static_cast<UChar32>(c.code)).word_class;
    const bool letter = (kind == WordClass::letter || kind == WordClass::hard) && !is_mark(c.code);
    if (letter || kind == WordClass::numeric || kind == WordClass::extend) {
      piece.letters += letter;
      piece.digits += kind == WordClass::numeric;
      piece.end = next;
    } else {
      close_piece(piece);
      piece = {next, next, c.code, 0, 0};
    }
    at = next;
  }
  close_piece(piece);
}

// Single letters with full stops between them: the last piece of the acronym, or `first` when there is none.
std::size_t WordCutter::acronym(std::size_t first) {
  const auto single = [this](std::size_t i) { return pieces_[i].letters == 1 && pieces_[i].digits == 0; };
  std::size_t last = first;
  if (!single(first)) return first;
  while (last + 1 < pieces_.size() && is_stop(pieces_[last + 1].separator) && single(last + 1)) ++last;
  if (last > first) add(pieces_[first].begin, pieces_[last].end, pieces_[last].end);
  return last;
}

// Numbers with marks between them, from `first` on; gives the last piece.
std::size_t WordCutter::number(std::size_t first) {
  const auto is_number = [this](std::size_t i) { return pieces_[i].letters == 0; };
  const char32_t mark = first + 1 < pieces_.size() ? pieces_[first + 1].separator : 0;
  if (!is_stop(mark) && !is_comma(mark) && !is_mark(mark)) return first;
  std::size_t last = first;
  while (last + 1 < pieces_.size() && pieces_[last + 1].separator == mark && is_number(last + 1)) ++last;
  std::size_t grouped = first;
  if (pieces_[first].digits <= 3)
    while (grouped < last && pieces_[grouped + 1].digits == 3) ++grouped;
  // 1,000 and 1.000.000, but 1.000 may be one with decimals.
  if (grouped == last && last - first >= (is_stop(mark) ? 2u : 1u)) {
    add(pieces_[first].begin, pieces_[last].end, pieces_[last].end);
    return last;
  }
  const bool decimal = last == first + 1 && !is_mark(mark) && pieces_[last].digits != year_digits;
  if (decimal) add(pieces_[first].begin, pieces_[last].end, pieces_[last].end, true);
  else
    for (std::size_t i = first; i <= last; ++i) add(pieces_[i].begin, pieces_[i].end, pieces_[i].end);
  return last;
}

// Whether a Turkish or Azeri name is parted from its ending here.  A one-letter base or one that the ending does not
// fit by its sounds (Sana'a, Hawai'i) is a name with a glottal stop.
bool WordCutter::is_named_case(const Piece& base, const Piece& ending) const {
  if (ending.separator == U'\u02BB' || !is_capital(text_, base.begin) || base.digits != 0) return false;
  return is_turkish_ending(folded(base), base.letters, folded(ending), all_capitals(base));
}

void WordCutter::apostrophes(std::size_t first, std::size_t last) {
  const std::size_t end = pieces_[last].end;
  bool ending = false;
  if (last > first) {
    const std::string tail = folded(pieces_[last]);
    if (tail == "s" || is_named_case(pieces_[last - 1], pieces_[last])) {
      ending = true;
      // Uzbek writes gʻ and oʻ with the same signs: Bulogʻi may be a whole.
      const char letter = text_[pieces_[last - 1].end - 1];
      if (tail != "s" && (letter == 'g' || letter == 'o'))
        wholes_.push_back({parts_.size(), pieces_[first].begin, end});
      --last;
    } else if (is_contraction(tail)) {
      apostrophes(first, last - 1);
      add(pieces_[last].begin, end, end);
      return;
    }
  }
  const auto finish = [&](std::size_t from, std::size_t to) {
    add(pieces_[from].begin, pieces_[to].end, to == last && ending ? end : pieces_[to].end);
  };
  const std::size_t first_part = parts_.size();
  std::size_t from = first;
  bool name = false;
  for (std::size_t i = first; i < last; ++i) {
    const bool capital =
        is_capital(text_, pieces_[i + 1].begin) && pieces_[i + 1].letters > 1 && !all_capitals(pieces_[i + 1]);
    const bool article = i == from && is_elided(folded(pieces_[i]), folded(pieces_[i + 1]));
    if (!capital && !article) continue;
    name = name || (capital && is_capital(text_, pieces_[i].begin));
    finish(from, i);
    from = i + 1;
  }
  finish(from, last);
  if (name) wholes_.push_back({first_part, pieces_[first].begin, pieces_[last].end});
}

// #EndQuarrySlavery, #COVIDRelief, #OshRally2024.
void WordCutter::camel(const Piece& piece) {
  const std::size_t first_part = parts_.size();
  std::size_t from = piece.begin;
  bool lower_before = false;
  bool capital_before = false;
  bool digit_before = false;
  std::size_t previous = piece.begin;
  for (std::size_t at = piece.begin; at < piece.end;) {
    const CodePoint c = first_code_point(text_.substr(at));
    const bool capital = u_isupper(static_cast<UChar32>(c.code)) != 0;
    const bool lower = u_islower(static_cast<UChar32>(c.code)) != 0;
    const bool digit = text_[at] >= '0' && text_[at] <= '9';
    std::size_t cut = from;
    if ((capital || (digit && !digit_before)) && lower_before) cut = at;
    else if (lower && capital_before && previous > from) cut = previous;
    if (cut > from) {
      add(from, cut, cut);
      from = cut;
    }
    lower_before = lower || (lower_before && !capital);
    capital_before = capital;
    digit_before = digit;
    previous = at;
    at += std::max<std::size_t>(c.length, 1);
  }
  add(from, piece.end, piece.end);
  if (parts_.size() > first_part + 1) wholes_.push_back({first_part, piece.begin, piece.end});
}

void WordCutter::cut(std::string_view text, std::size_t begin, std::size_t end) {
  text_ = text;
  parts_.clear();
  wholes_.clear();
  find_pieces(begin, end);
  const bool tag = begin > 0 && (text[begin - 1] == '#' || text[begin - 1] == '@');
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const std::size_t parts = parts_.size();
    if (pieces_[i].letters == 0) i = number(i);
    else i = acronym(i);
    if (parts_.size() > parts) continue;
    std::size_t last = i;
    while (last + 1 < pieces_.size() && is_mark(pieces_[last + 1].separator) && pieces_[last + 1].letters != 0) ++last;
    if (last > i) apostrophes(i, last);
    else if (tag && pieces_[i].letters != 0) camel(pieces_[i]);
    else add(pieces_[i].begin, pieces_[i].end, pieces_[i].end);
    i = last;
  }
}

}  // namespace blotter::text
