#include "common/text/fold.hpp"

#include "common/text/utf8.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <utility>

namespace blotter::text {
namespace {

constexpr char32_t io = U'\u0451';  // ё

// Letters that Unicode does not take apart.
std::string_view spelled_out(char32_t letter) {
  switch (letter) {
    case U'æ': return "ae";
    case U'œ': return "oe";
    case U'ø': return "o";
    case U'ł': return "l";
    case U'đ':
    case U'ð': return "d";
    case U'þ': return "th";
    case U'ħ': return "h";
    case U'ı': return "i";
    default: return {};
  }
}

bool is_marked_latin(char32_t letter) {
  return (letter >= 0xDF && letter <= 0x24F) || (letter >= 0x1E00 && letter <= 0x1EFF);
}

bool is_combining_mark(char32_t letter) { return letter >= 0x300 && letter <= 0x36F; }

// The Latin letter under its marks, or 0.
char base_of(char32_t letter) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString parts;
  if (U_FAILURE(status) || !nfd->getDecomposition(static_cast<UChar32>(letter), parts) || parts.isEmpty()) return 0;
  const char16_t first = parts.charAt(0);
  return first >= u'a' && first <= u'z' ? static_cast<char>(first) : '\0';
}

// By the lead bytes alone: Latin beyond ASCII, combining marks, ё.
bool may_have_marks(std::string_view form) {
  for (std::size_t i = 0; i < form.size(); ++i) {
    const auto byte = static_cast<unsigned char>(form[i]);
    if (byte < 0xC3) continue;
    if (byte <= 0xC9 || byte == 0xCC || byte == 0xCD || byte == 0xE1) return true;
    if (byte == 0xD1 && i + 1 < form.size() && static_cast<unsigned char>(form[i + 1]) == 0x91) return true;
  }
  return false;
}

struct LookAlike {
  char32_t latin;
  char32_t cyrillic;
};
constexpr std::array look_alikes{
    LookAlike{U'a', U'а'}, LookAlike{U'c', U'с'}, LookAlike{U'e', U'е'}, LookAlike{U'o', U'о'}, LookAlike{U'p', U'р'},
    LookAlike{U'x', U'х'}, LookAlike{U'y', U'у'}, LookAlike{U'i', U'і'}, LookAlike{U'h', U'һ'}, LookAlike{U'k', U'к'},
    LookAlike{U'm', U'м'}, LookAlike{U't', U'т'}, LookAlike{U'j', U'ј'}, LookAlike{U's', U'ѕ'}, LookAlike{U'ë', U'ё'},
    LookAlike{U'ï', U'ї'}, LookAlike{U'ə', U'ә'}, LookAlike{U'ɵ', U'ө'}, LookAlike{U'A', U'А'}, LookAlike{U'B', U'В'},
    LookAlike{U'C', U'С'}, LookAlike{U'E', U'Е'}, LookAlike{U'H', U'Н'}, LookAlike{U'I', U'І'}, LookAlike{U'K', U'К'},
    LookAlike{U'M', U'М'}, LookAlike{U'O', U'О'}, LookAlike{U'P', U'Р'}, LookAlike{U'T', U'Т'}, LookAlike{U'X', U'Х'},
    LookAlike{U'Y', U'У'}, LookAlike{U'J', U'Ј'}, LookAlike{U'S', U'Ѕ'}, LookAlike{U'Ë', U'Ё'}, LookAlike{U'Ï', U'Ї'},
    LookAlike{U'Ə', U'Ә'}, LookAlike{U'Ɵ', U'Ө'}};

bool is_cyrillic(char32_t c) { return c >= 0x400 && c <= 0x52F; }
bool is_latin(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0x2AF && c != 0xD7 && c != 0xF7);
}

char32_t to_cyrillic(char32_t latin) {
  for (const LookAlike& pair : look_alikes)
    if (pair.latin == latin) return pair.cyrillic;
  return 0;
}

char32_t to_latin(char32_t cyrillic) {
  for (const LookAlike& pair : look_alikes)
    if (pair.cyrillic == cyrillic) return pair.latin;
  return 0;
}

// Number plates, passports and the like; in a Cyrillic text they may be in either script (А123ВС77).
constexpr std::size_t min_code_digits = 3;

// The Latin capital, without marks, that looks like this Cyrillic letter's, or 0.
char32_t capital_twin(char32_t cyrillic) {
  const char32_t latin = to_latin(static_cast<char32_t>(u_toupper(static_cast<UChar32>(cyrillic))));
  return latin < 0x80 ? latin : 0;
}

// The code in Latin letters; empty when it is none.
std::string code_in_latin(std::string_view word) {
  std::string out;
  std::size_t digits = 0;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    const char32_t letter = is_cyrillic(c) ? capital_twin(c) : c;
    if (letter == 0) return {};
    digits += c >= U'0' && c <= U'9';
    append_utf8(letter, out);
  }
  return digits >= min_code_digits ? out : std::string();
}

}  // namespace

std::string without_marks(std::string_view form) {
  if (!may_have_marks(form)) return {};
  std::string out;
  bool changed = false;
  for (std::size_t at = 0; at < form.size();) {
    const char32_t c = next_code_point(form, at);
    const char base = is_marked_latin(c) ? base_of(c) : '\0';
    const bool latin_before = !out.empty() && out.back() >= 'a' && out.back() <= 'z';
    if (c == io) out += "е";
    else if (const std::string_view letters = spelled_out(c); !letters.empty()) out += letters;
    else if (base != 0) out += base;
    else if (!is_combining_mark(c) || !latin_before) {
      append_utf8(c, out);
      continue;
    }
    changed = true;
  }
  return changed ? out : std::string();
}

std::string plain_form(std::string_view form) {
  std::string plain = without_marks(form);
  return plain.empty() ? std::string(form) : plain;
}

std::string unmix_scripts(std::string_view word) {
  std::size_t latin = 0, cyrillic = 0, only_latin = 0, only_cyrillic = 0;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    latin += is_latin(c);
    cyrillic += is_cyrillic(c);
    only_latin += is_latin(c) && to_cyrillic(c) == 0;
    only_cyrillic += is_cyrillic(c) && to_latin(c) == 0;
  }
  if (cyrillic != 0)
    if (std::string code = code_in_latin(word); !code.empty()) return code;
  if (latin == 0 || cyrillic == 0 || (only_latin != 0 && only_cyrillic != 0)) return std::string(word);
  const bool to_latin_letters = only_latin != 0 || (only_cyrillic == 0 && latin > cyrillic);
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    const char32_t other = to_latin_letters ? to_latin(c) : to_cyrillic(c);
    append_utf8(other == 0 ? c : other, out);
  }
  return out;
}

}  // namespace blotter::text
