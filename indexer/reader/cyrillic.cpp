#include "indexer/reader/cyrillic.hpp"

#include "common/text/characters.hpp"
#include "common/text/utf8.hpp"
#include "indexer/reader/strings.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iconv.h>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace blotter::reader {
namespace {

constexpr std::size_t max_sample = 32 << 10;
constexpr double min_text_score = 0.6;  // what no other language's bytes reach
constexpr double margin = 0.5;          // by which another encoding must be likelier than the declared one

struct Name {
  std::string_view iconv;
  std::string_view labels;  // lower case, separated by blanks; the first is the one that is given out
};

// Of equally likely ones the earlier is taken.
constexpr std::array encodings{
    Name{"CP1251", "windows-1251 cp1251 win-1251 x-cp1251"},
    Name{"KOI8-R", "koi8-r koi8 koi8r"},
    Name{"CP866", "ibm866 cp866 866 dos-866"},
    Name{"MAC-CYRILLIC", "x-mac-cyrillic mac-cyrillic maccyrillic"},
    Name{"RK1048", "kz-1048 rk1048 strk1048-2002"},
    Name{"KOI8-U", "koi8-u"},
    Name{"KOI8-T", "koi8-t"},
    Name{"KOI8-RU", "koi8-ru"},
    Name{"PT154", "pt154 ptcp154"},
    Name{"ISO-8859-5", "iso-8859-5 cyrillic"},
};
constexpr Name latin{"CP1252", "windows-1252"};

// Logarithms (base 2) of how often the letter of the row is followed by each of а to я (ё is е), from the collection in
// corpus/, 0 for never to 9.
// clang-format off
constexpr std::array pairs{
    std::string_view("45556446365868158674344351200134"),  // а
    std::string_view("61201611501401603104000003150011"),  // б
    std::string_view("61104603502423613313111131041002"),  // в
    std::string_view("61002600501100605014000100030000"),  // г
    std::string_view("81413730601114622315003110062001"),  // д
    std::string_view("22455335156657147663232232100011"),  // е
    std::string_view("62003500500002400001000100030000"),  // ж
    std::string_view("64224201401133403302000100130013"),  // з
    std::string_view("22354416545646336661244452010015"),  // и
    std::string_view("01024101301213112340111000050001"),  // й
    std::string_view("70201611603333714456001120040000"),  // к
    std::string_view("71056610701441611345110111055034"),  // л
    std::string_view("62323600603123521314011110042001"),  // м
    std::string_view("73147611703115611455112231063013"),  // н
    std::string_view("16656335365667457660231441000123"),  // о
    std::string_view("50010500401401716243012010011011"),  // п
    std::string_view("73266642604444713455021120062113"),  // р
    std::string_view("62211500505524642475011310153014"),  // с
    std::string_view("81521700605113726355010200065012"),  // т
    std::string_view("24346134124545046434330441120031"),  // у
    std::string_view("30010200200000301132000000000000"),  // ф
    std::string_view("40110100301101402322000010000000"),  // х
    std::string_view("40000401501000100001000000010000"),  // ц
    std::string_view("40000500503002200044010010031000"),  // ч
    std::string_view("50211500504301310154000000141000"),  // ш
    std::string_view("20000300300001000001000000000000"),  // щ
    std::string_view("11001101000110000010000000000001"),  // ъ
    std::string_view("11323315143546055420030130000011"),  // ы
    std::string_view("01011201101024100210001011000022"),  // ь
    std::string_view("00000010004131011220000110100100"),  // э
    std::string_view("01003011000112001131000111000010"),  // ю
    std::string_view("11112201102423000240011211000020"),  // я
};
// clang-format on

constexpr std::u16string_view regional = u"іїєґқғңөұүһәўҳҷӣӯ";  // of Ukrainian, Kazakh, Kyrgyz, Uzbek and Tajik
constexpr int no_letter = -1;
constexpr int rare_letter = 33;  // of other languages: a sign of a wrong encoding

std::string_view label_of(const Name& name) { return name.labels.substr(0, name.labels.find(' ')); }

CodePage make_page(const Name& name) {
  CodePage page{};
  iconv_t converter = iconv_open("UTF-16LE", std::string(name.iconv).c_str());
  if (reinterpret_cast<std::intptr_t>(converter) == -1) return page;
  for (std::size_t i = 0; i < page.size(); ++i) {
    char byte = static_cast<char>(0x80 + i);
    char* in = &byte;
    std::array<char, 8> out{};
    char* to = out.data();
    std::size_t left = 1;
    std::size_t room = out.size();
    iconv(converter, nullptr, nullptr, nullptr, nullptr);
    if (iconv(converter, &in, &left, &to, &room) != static_cast<std::size_t>(-1) && room == 6)
      page[i] = static_cast<char16_t>(static_cast<std::uint8_t>(out[0]) | static_cast<std::uint8_t>(out[1]) << 8U);
  }
  iconv_close(converter);
  return page;
}

const std::vector<std::pair<Name, CodePage>>& pages() {
  static const auto all = [] {
    std::vector<std::pair<Name, CodePage>> made;
    made.reserve(std::size(encodings) + 1);
    for (const Name& name : encodings) made.emplace_back(name, make_page(name));
    made.emplace_back(latin, make_page(latin));
    return made;
  }();
  return all;
}

// 0 to 31: а to я; 32: regional; rare_letter; no_letter.
int index_of(char16_t c) {
  const auto low = static_cast<char16_t>(text::to_lower(c));
  if (low == u'ё') return 5;
  if (low >= u'а' && low <= u'я') return low - u'а';
  if (regional.find(low) != regional.npos) return 32;
  return text::is_letter(c) ? rare_letter : no_letter;
}

bool is_plain_sign(char16_t c) {
  return c == 0xA0 || c == 0xAB || c == 0xBB || c == 0x2116 || (c >= 0x2013 && c <= 0x2026) || c == 0xA7 || c == 0xB0;
}

// How much likelier than chance the pair is, in bits or so.
int pair_points(int before, int now) {
  if (before == rare_letter || now == rare_letter) return -4;
  if (before == 32 || now == 32) return 1;
  return pairs[static_cast<std::size_t>(before)][static_cast<std::size_t>(now)] - '0' - 3;
}

// Accented letters are alone between plain ones, Cyrillic letters make whole words.
bool is_made_of_high_bytes(std::string_view bytes) {
  std::size_t high = 0;
  std::size_t in_runs = 0;
  std::size_t run = 0;
  const auto end_run = [&] {
    high += run;
    if (run >= 3) in_runs += run;
    run = 0;
  };
  for (const char c : bytes) {
    if (static_cast<std::uint8_t>(c) >= 0x80) ++run;
    else end_run();
  }
  end_run();
  return in_runs >= 3 && in_runs * 10 >= high * 6;
}

}  // namespace

const CodePage* code_page(std::string_view name) {
  for (const auto& [known, page] : pages()) {
    bool found = false;
    split_each(known.labels, " ", [&](std::string_view label) { found |= equal_fold(label, name); });
    if (found) return &page;
  }
  return nullptr;
}

double cyrillic_score(std::string_view bytes, const CodePage& page) {
  double points = 0;
  std::size_t high = 0;
  int before = no_letter;
  bool lower_before = false;
  for (const char byte : bytes.substr(0, max_sample)) {
    const auto b = static_cast<std::uint8_t>(byte);
    if (b < 0x80) {
      if (is_ascii_alpha(byte) && before >= 0) points -= 2;
      before = no_letter;
      lower_before = false;
      continue;
    }
    ++high;
    const char16_t c = page[b - 0x80U];
    const int now = index_of(c);
    if (now == no_letter) {
      if (!is_plain_sign(c)) points -= before >= 0 ? 5 : 2;
    } else {
      const bool lower = text::is_lower(c);
      if (before >= 0) points += pair_points(before, now);
      else if (now == rare_letter) points -= 3;
      if (lower_before && !lower) points -= 6;
      lower_before = lower;
    }
    before = now;
    if (now == no_letter) lower_before = false;
  }
  return high == 0 ? 0 : points / static_cast<double>(high);
}

std::string cyrillic_encoding(std::string_view bytes, std::string_view declared) {
  bytes = bytes.substr(0, max_sample);
  if (!is_made_of_high_bytes(bytes)) return {};
  std::string_view best;
  double best_score = min_text_score;
  for (const auto& [name, page] : pages()) {
    if (name.iconv == latin.iconv) continue;
    if (const double score = cyrillic_score(bytes, page); score > best_score) {
      best_score = score;
      best = label_of(name);
    }
  }
  if (const CodePage* page = code_page(declared); page != nullptr && !equal_fold(declared, label_of(latin)))
    if (cyrillic_score(bytes, *page) >= best_score - margin) return std::string(declared);
  return std::string(best);
}

namespace {

// From characters back to the bytes that they were taken from.
class Reverse {
 public:
  explicit Reverse(const CodePage& page) {
    for (std::size_t i = 0; i < page.size(); ++i) {
      if (page[i] != 0) bytes_[page[i]] = static_cast<char>(0x80 + i);
      bytes_.try_emplace(static_cast<char32_t>(0x80 + i), static_cast<char>(0x80 + i));  // C1 passes through
    }
  }
  // nullopt when a character has no byte.
  [[nodiscard]] std::optional<std::string> bytes_of(std::string_view run) const {
    std::string out;
    for (std::size_t at = 0; at < run.size();) {
      const auto found = bytes_.find(text::next_code_point(run, at));
      if (found == bytes_.end()) return std::nullopt;
      out += found->second;
    }
    return out;
  }

 private:
  std::map<char32_t, char> bytes_;
};

// Calls `mend(run, next)` for every run of characters beyond ASCII; what it returns takes the run's place.
template <class Mend>
std::string each_run(std::string_view text, Mend&& mend) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    const bool high = static_cast<std::uint8_t>(text[at]) >= 0x80;
    while (end < text.size() && (static_cast<std::uint8_t>(text[end]) >= 0x80) == high) ++end;
    if (high) out += mend(text.substr(at, end - at));
    else out.append(text.substr(at, end - at));
    at = end;
  }
  return out;
}

// UTF-8 that was read as `page`: nearly every run decodes back, which no text in use does by chance.
bool undo_utf8(std::string& text, std::string_view page, std::size_t min_mended = 8) {
  const Reverse reverse(*code_page(page));
  std::size_t mended = 0;
  std::size_t sound = 0;
  std::string out = each_run(text, [&](std::string_view run) {
    std::optional<std::string> bytes = reverse.bytes_of(run);
    if (bytes && text::is_utf8(*bytes)) {
      mended += bytes->size();
      return std::move(*bytes);
    }
    // A no-break space at the end was made a space: the second half of Р (D0 A0).
    if (bytes && text::is_utf8(*bytes + '\xA0')) {
      mended += bytes->size();
      return *bytes + '\xA0';
    }
    if (run.size() > 6) sound += run.size() / 2;
    return std::string(run);
  });
  if (mended < min_mended || sound * 4 > mended) return false;
  text = std::move(out);
  return true;
}

// windows-1251 that was read as Latin-1: words of nothing but accented letters that are likely Cyrillic.
bool undo_latin(std::string& text) {
  const Reverse reverse(*code_page("windows-1252"));
  const CodePage& page = *code_page("windows-1251");
  std::string sample;
  std::size_t runs = 0;
  std::size_t others = 0;
  (void)each_run(text, [&](std::string_view run) {
    const std::optional<std::string> bytes = reverse.bytes_of(run);
    ++(bytes && bytes->size() >= 3 ? runs : others);
    if (bytes && sample.size() < max_sample) sample.append(*bytes).push_back(' ');
    return std::string();
  });
  if (runs < 3 || others > runs || cyrillic_score(sample, page) < 1) return false;
  text = each_run(text, [&](std::string_view run) {
    const std::optional<std::string> bytes = reverse.bytes_of(run);
    if (!bytes) return std::string(run);
    std::string out;
    for (const char c : *bytes) text::append_utf8(page[static_cast<std::uint8_t>(c) - 0x80U], out);
    return out;
  });
  return true;
}

// KOI8-R and windows-1251 taken for each other: letters stay letters, capitals and small ones change places.
bool undo_other_page(std::string& text, std::string_view read_as, std::string_view was) {
  const Reverse reverse(*code_page(read_as));
  const CodePage& page = *code_page(was);
  std::string sample;
  const auto meant = [&](std::string_view run) {
    const std::optional<std::string> bytes = reverse.bytes_of(run);
    if (!bytes) return std::string(run);
    if (sample.size() < max_sample) sample.append(*bytes).push_back(' ');
    std::string out;
    for (const char c : *bytes) text::append_utf8(page[static_cast<std::uint8_t>(c) - 0x80U], out);
    return out;
  };
  std::string out = each_run(text, meant);
  if (cyrillic_score(sample, page) < cyrillic_score(sample, *code_page(read_as)) + 1) return false;
  text = std::move(out);
  return true;
}

// What texts that were read in a wrong encoding are full of.
struct Marks {
  std::size_t high = 0;              // characters beyond ASCII, or so
  std::size_t latin = 0;             // Ð Ñ Ã Â: UTF-8 taken for windows-1252
  std::size_t cyrillic = 0;          // Р С: for windows-1251
  std::size_t frames = 0;            // п or я before a sign for drawing boxes: for KOI8-R
  std::size_t accented_letters = 0;  // windows-1251 taken for Latin-1
  std::size_t small = 0, capital = 0;
  std::size_t capital_after_small = 0;  // in one word
};

Marks marks_of(std::string_view head) {
  Marks marks;
  std::size_t after_small = head.size();  // where a capital would follow a small letter
  for (std::size_t i = 0; i + 1 < head.size(); ++i) {
    const auto b = static_cast<std::uint8_t>(head[i]);
    if (b < 0xC0) continue;
    ++marks.high;
    const auto next = static_cast<std::uint8_t>(head[i + 1]);
    marks.accented_letters += b == 0xC3 ? 1u : 0u;
    marks.latin +=
        b == 0xC3 && (next == 0x90 || next == 0x91 || next == 0x83 || next == 0x82 || next == 0xA2) ? 1u : 0u;
    marks.cyrillic += b == 0xD0 && (next == 0xA0 || next == 0xA1) ? 1u : 0u;
    const bool frame_follows = i + 3 < head.size() && static_cast<std::uint8_t>(head[i + 2]) == 0xE2 &&
                               static_cast<std::uint8_t>(head[i + 3]) / 4 == 0x94 / 4;
    marks.frames += frame_follows && ((b == 0xD0 && next == 0xBF) || (b == 0xD1 && next == 0x8F)) ? 1u : 0u;
    const bool capital = b == 0xD0 && next >= 0x90 && next < 0xB0;
    const bool small = (b == 0xD0 && next >= 0xB0) || (b == 0xD1 && next < 0x90);
    marks.capital += capital ? 1u : 0u;
    marks.small += small ? 1u : 0u;
    marks.capital_after_small += capital && i == after_small ? 1u : 0u;
    if (small) after_small = i + 2;
  }
  return marks;
}

}  // namespace

bool undo_double_encoding(std::string& text) {
  const std::string_view head = std::string_view(text).substr(0, max_sample);
  const Marks marks = marks_of(head);
  if (marks.high == 0 || !text::is_utf8(text)) return false;
  // Quotation marks and dashes: no text has the two signs that begin them.
  if (head.find("â€") != head.npos && undo_utf8(text, "windows-1252", 3)) return true;
  if (marks.high < 8) return false;
  if (marks.latin * 5 > marks.high && undo_utf8(text, "windows-1252")) return true;
  if (marks.cyrillic * 4 > marks.high && undo_utf8(text, "windows-1251")) return true;
  if (marks.frames * 8 > marks.high && undo_utf8(text, "koi8-r")) return true;
  if (marks.capital > marks.small * 3 && marks.capital_after_small >= 1)
    return undo_other_page(text, "windows-1251", "koi8-r") || undo_other_page(text, "koi8-r", "windows-1251");
  return marks.accented_letters * 10 > marks.high * 8 && undo_latin(text);
}

}  // namespace blotter::reader
