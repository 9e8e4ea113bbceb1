#include "common/text/affixes.hpp"

#include "common/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace blotter::text {
namespace {

using std::string_view;

constexpr std::array contractions{string_view("d"), string_view("ll"), string_view("m"), string_view("re"),
                                  string_view("ve")};

constexpr std::array articles{
    string_view("all"),    string_view("bell"), string_view("c"),     string_view("coll"),  string_view("d"),
    string_view("dall"),   string_view("dell"), string_view("j"),     string_view("jusqu"), string_view("l"),
    string_view("lorsqu"), string_view("m"),    string_view("n"),     string_view("nell"),  string_view("presqu"),
    string_view("puisqu"), string_view("qu"),   string_view("quell"), string_view("quest"), string_view("quoiqu"),
    string_view("s"),      string_view("sant"), string_view("sull"),  string_view("t"),     string_view("un")};

constexpr std::array units{
    string_view("bn"),  string_view("cm"),   string_view("eur"), string_view("g"),   string_view("gb"),
    string_view("gr"),  string_view("ha"),   string_view("kb"),  string_view("kg"),  string_view("kgs"),
    string_view("km"),  string_view("kmh"),  string_view("kw"),  string_view("kwh"), string_view("l"),
    string_view("lb"),  string_view("lbs"),  string_view("m"),   string_view("mb"),  string_view("mg"),
    string_view("ml"),  string_view("mln"),  string_view("mm"),  string_view("mph"), string_view("mw"),
    string_view("sm"),  string_view("sq"),   string_view("t"),   string_view("tb"),  string_view("tl"),
    string_view("usd"), string_view("г"),    string_view("га"),  string_view("гр"),  string_view("долл"),
    string_view("кв"),  string_view("кг"),   string_view("км"),  string_view("л"),   string_view("м"),
    string_view("млн"), string_view("млрд"), string_view("мм"),  string_view("р"),   string_view("руб"),
    string_view("см"),  string_view("т"),    string_view("тг"),  string_view("тыс"), string_view("шт")};

// Turkish endings by sound classes: A is a, e or ə; I is ı, i, u or ü; D is d or t.
constexpr std::array endings{
    string_view("A"),        string_view("CA"),       string_view("DA"),      string_view("DAkI"),
    string_view("DAkIlAr"),  string_view("DAkIlArI"), string_view("DAn"),     string_view("DI"),
    string_view("DIr"),      string_view("I"),        string_view("In"),      string_view("lA"),
    string_view("lAr"),      string_view("lArA"),     string_view("lArDA"),   string_view("lArDAn"),
    string_view("lArI"),     string_view("lArIn"),    string_view("lArInA"),  string_view("lArInDA"),
    string_view("lArInDAn"), string_view("lArInI"),   string_view("lArInIn"), string_view("lI"),
    string_view("lIk"),      string_view("lIlAr"),    string_view("nA"),      string_view("nDA"),
    string_view("nDAkI"),    string_view("nDAn"),     string_view("nI"),      string_view("nIn"),
    string_view("sI"),       string_view("sInA"),     string_view("sInDA"),   string_view("sInDAn"),
    string_view("sInI"),     string_view("sInIn"),    string_view("yA"),      string_view("yDI"),
    string_view("yI"),       string_view("ylA"),      string_view("ymIs")};

template <std::size_t n>
bool contains(const std::array<string_view, n>& words, string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::u32string_view open_vowels = U"aeəâ";
constexpr std::u32string_view close_vowels = U"ıiuüîû";
constexpr std::u32string_view other_vowels = U"oöyàáèéêëìíïòóôùúæœ";

bool is_open(char32_t c) { return open_vowels.find(c) != std::u32string_view::npos; }
bool is_close(char32_t c) { return close_vowels.find(c) != std::u32string_view::npos; }
bool is_vowel(char32_t c) { return is_open(c) || is_close(c) || other_vowels.find(c) != std::u32string_view::npos; }

// The ending in the classes above.
std::string sound_classes(string_view ending) {
  std::string out;
  for (std::size_t at = 0; at < ending.size();) {
    const char32_t c = next_code_point(ending, at);
    if (is_open(c)) out += 'A';
    else if (is_close(c)) out += 'I';
    else if (c == U'\u0307') continue;  // of a lower-cased İ
    else if (c == U'd' || c == U't') out += 'D';
    else if (c == U'c' || c == U'ç') out += 'C';
    else if (c == U'ş') out += 's';
    else append_utf8(c, out);
  }
  return out;
}

char32_t last_letter(string_view word) {
  char32_t last = 0;
  for (std::size_t at = 0; at < word.size();) last = next_code_point(word, at);
  return last;
}

}  // namespace

bool is_contraction(string_view tail) { return contains(contractions, tail); }

bool is_elided(string_view article, string_view word) {
  std::size_t at = 0;
  if (word.empty() || !contains(articles, article)) return false;
  const char32_t first = next_code_point(word, at);
  return first == U'h' || is_vowel(first);
}

bool is_turkish_ending(string_view base, std::size_t letters, string_view ending, bool abbreviation) {
  if (ending.size() > 16 || !contains(endings, sound_classes(ending))) return false;
  if (abbreviation) return letters >= 2;
  std::size_t at = 0;
  const char32_t first = next_code_point(ending, at);
  const bool after_vowel = is_vowel(last_letter(base));
  if (is_vowel(first)) return !after_vowel && letters >= (at == ending.size() ? 4 : 3);
  if (first == U'y' || first == U'n' || first == U's') return after_vowel && letters >= 3;
  return letters >= 3;
}

bool is_unit(string_view word) { return contains(units, word); }

}  // namespace blotter::text
