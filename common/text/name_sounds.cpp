#include "common/text/name_sounds.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>

namespace blotter::text {
namespace {

constexpr std::size_t max_name = 128;  // bytes; no name is longer, and hostile words are

struct Cyrillic {
  char32_t letter;
  std::string_view sounds;
};

// Russian, Ukrainian, Kazakh, Kyrgyz, Uzbek and Tajik letters, lower case.  й occurs beside vowels and
// is one.
constexpr std::array cyrillic{
    Cyrillic{U'а', "a"}, Cyrillic{U'б', "b"}, Cyrillic{U'в', "v"}, Cyrillic{U'г', "g"}, Cyrillic{U'д', "d"},
    Cyrillic{U'е', "e"}, Cyrillic{U'ж', "j"}, Cyrillic{U'з', "z"}, Cyrillic{U'и', "i"}, Cyrillic{U'й', "i"},
    Cyrillic{U'к', "k"}, Cyrillic{U'л', "l"}, Cyrillic{U'м', "m"}, Cyrillic{U'н', "n"}, Cyrillic{U'о', "o"},
    Cyrillic{U'п', "p"}, Cyrillic{U'р', "r"}, Cyrillic{U'с', "s"}, Cyrillic{U'т', "t"}, Cyrillic{U'у', "u"},
    Cyrillic{U'ф', "f"}, Cyrillic{U'х', "h"}, Cyrillic{U'ц', "s"}, Cyrillic{U'ч', "c"}, Cyrillic{U'ш', "x"},
    Cyrillic{U'щ', "x"}, Cyrillic{U'ъ', ""},  Cyrillic{U'ы', "y"}, Cyrillic{U'ь', ""},  Cyrillic{U'э', "e"},
    Cyrillic{U'ю', "u"}, Cyrillic{U'я', "a"}, Cyrillic{U'ѐ', "e"}, Cyrillic{U'ё', "o"}, Cyrillic{U'є', "e"},
    Cyrillic{U'і', "i"}, Cyrillic{U'ї', "i"}, Cyrillic{U'ў', "o"}, Cyrillic{U'ґ', "g"}, Cyrillic{U'ғ', "g"},
    Cyrillic{U'қ', "k"}, Cyrillic{U'ң', "n"}, Cyrillic{U'ү', "u"}, Cyrillic{U'ұ', "u"}, Cyrillic{U'ҳ', "H"},
    Cyrillic{U'ҷ', "j"}, Cyrillic{U'һ', "H"}, Cyrillic{U'ә', "A"}, Cyrillic{U'ө', "o"}, Cyrillic{U'ӣ', "i"},
    Cyrillic{U'ӯ', "u"}, Cyrillic{U'җ', "j"}, Cyrillic{U'ѝ', "i"}, Cyrillic{U'ј', "i"}, Cyrillic{U'ӱ', "u"}};

const Cyrillic* find_cyrillic(char32_t letter) {
  static const auto table = [] {
    std::array<std::int8_t, 0x100> index{};
    index.fill(-1);
    for (std::size_t i = 0; i < cyrillic.size(); ++i)
      index[static_cast<std::size_t>(cyrillic[i].letter - 0x400)] = static_cast<std::int8_t>(i);
    return index;
  }();
  if (letter < 0x400 || letter > 0x4ff) return nullptr;
  const auto at = table[letter - 0x400];
  return at < 0 ? nullptr : &cyrillic[static_cast<std::uint8_t>(at)];
}

// Latin letters that stand for a sound of their own; a capital here is read by latin_sounds below.
char turkic_latin(char32_t letter) {
  switch (letter) {
    case U'ş':
    case U'š': return 'X';
    case U'ç':
    case U'č': return 'C';
    case U'ž': return 'J';
    case U'ğ':
    case U'ǧ': return 'G';
    case U'ň':
    case U'ñ':
    case U'ŋ': return 'N';
    case U'ý':
    case U'ı': return 'y';
    case U'ə':
    case U'ä': return 'A';
    case U'æ': return 'a';
    case U'ö':
    case U'ø': return 'o';
    case U'ü': return 'u';
    case U'ß': return 's';
    case U'ł': return 'l';
    case U'đ': return 'd';
    default: return 0;
  }
}

// In these alphabets c is dzh; elsewhere it is k or s.
bool marks_turkic_c(char32_t letter) {
  return letter == U'ə' || letter == U'ş' || letter == U'ç' || letter == U'ğ' || letter == U'ı';
}

struct Digraph {
  std::string_view letters;
  char sound;  // 0: none
};

// Longest first.
constexpr std::array digraphs{Digraph{"shch", 'x'}, Digraph{"sch", 'x'}, Digraph{"dzh", 'j'}, Digraph{"tch", 'c'},
                              Digraph{"sh", 'x'},   Digraph{"ch", 'c'},  Digraph{"zh", 'j'},  Digraph{"kh", 'h'},
                              Digraph{"gh", 'g'},   Digraph{"ph", 'f'},  Digraph{"th", 't'},  Digraph{"dj", 'j'},
                              Digraph{"ts", 's'},   Digraph{"tz", 's'},  Digraph{"ck", 'k'},  Digraph{"cz", 'c'}};

bool latin_vowel(char letter) { return std::string_view("aeiouy").find(letter) != std::string_view::npos; }

// x is kh in Uzbek and ks in English: Alexander, Maxim, Felix against Xorazm, Buxoro, Axmedov.
bool is_ks(std::string_view word, std::size_t at) {
  if (at == 0) return false;
  if (word[at - 1] == 'e') return true;
  if (at == 2 && word.starts_with("maxi")) return true;
  return at + 1 == word.size() && word[at - 1] == 'i';
}

void one_letter(std::string_view word, std::size_t at, bool turkic_c, std::string& sounds) {
  const char letter = word[at];
  const char next = at + 1 < word.size() ? word[at + 1] : '\0';
  switch (letter) {
    case 'a':
    case 'o':
    case 'u':
    case 'e':
    case 'i': sounds += letter; break;
    // A glide before a vowel takes that vowel's colour (yo, ya, yu are ё, я, ю).
    case 'y':
      if (!latin_vowel(next) || next == 'y') sounds += letter;
      break;
    case 'c': sounds += turkic_c ? 'j' : next == 'e' || next == 'i' || next == 'y' ? 's' : 'k'; break;
    case 'q': sounds += 'k'; break;
    // Kazakh Latin writes the end of Атырау with it, Turkmen the end of Niýazow.
    case 'w':
      if (next != '\0' || at == 0 || word[at - 1] != 'a') sounds += 'v';
      break;
    case 'x':
      if (is_ks(word, at)) sounds += "ks";
      else sounds += 'h';
      break;
    case 'h': sounds += 'H'; break;
    case 'X': sounds += 'x'; break;
    case 'C': sounds += 'c'; break;
    case 'J': sounds += 'j'; break;
    case 'G': sounds += 'g'; break;
    case 'N': sounds += 'n'; break;
    default: sounds += letter;
  }
}

void latin_sounds(std::string_view word, bool turkic_c, std::string& sounds) {
  for (std::size_t at = 0; at < word.size();) {
    const std::string_view rest = word.substr(at);
    const Digraph* found = nullptr;
    // Bakytzhan has t and zh.
    for (const Digraph& digraph : digraphs)
      if (!found && rest.starts_with(digraph.letters) && !rest.starts_with("tzh")) found = &digraph;
    if (found) {
      sounds += found->sound;
      at += found->letters.size();
      continue;
    }
    one_letter(word, at++, turkic_c, sounds);
  }
}

// The letter without its marks, or 0 when that is not an ASCII letter.
char base_letter(char32_t letter) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return 0;
  icu::UnicodeString parts;
  if (!nfd->getDecomposition(static_cast<UChar32>(letter), parts) || parts.isEmpty()) return 0;
  const char16_t first = parts.charAt(0);
  return first >= 'a' && first <= 'z' ? static_cast<char>(first) : '\0';
}

// Georgian, Armenian, Arabic … in Latin letters.  Made at its first use: loading the rules takes
// milliseconds.
std::string romanise(std::string_view form) {
  thread_local const std::unique_ptr<icu::Transliterator> rules = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::Transliterator>(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
  }();
  if (!rules) return {};
  auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(form.data(), static_cast<std::int32_t>(form.size())));
  rules->transliterate(text);
  std::string out;
  text.toUTF8String(out);
  std::string letters;
  for (const char c : out)
    if (c >= 'a' && c <= 'z') letters += c;
  return letters;
}

// Collects sounds run by run, so that сх in Исхак is not read as the Latin digraph sh.
class Reader {
 public:
  // False when the form is not a name.
  bool read(std::string_view form) {
    const auto text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(form.data(), static_cast<std::int32_t>(form.size())));
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1))
      if (!accept(static_cast<char32_t>(text.char32At(at)))) return false;
    flush();
    return true;
  }
  [[nodiscard]] bool foreign() const { return foreign_; }
  // Letters that the word has when written in Latin.
  [[nodiscard]] std::size_t latin_length() const { return latin_length_; }
  std::string sounds;

 private:
  bool accept(char32_t c) {
    if (c == U'\'') return true;
    if (const Cyrillic* letter = find_cyrillic(c)) {
      flush();
      // дж is the one sound of ҷ and j.
      if (c == U'ж' && sounds.ends_with('d')) sounds.pop_back();
      sounds += letter->sounds;
      const bool two = letter->sounds == "x" || letter->sounds == "c" || letter->sounds == "j" || letter->sounds == "h";
      latin_length_ += letter->sounds.empty() ? 0 : two ? 2 : 1;
      return true;
    }
    if (u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK) return true;
    if (!u_isalpha(static_cast<UChar32>(c))) return false;
    turkic_c_ = turkic_c_ || marks_turkic_c(c);
    char plain = c >= 'a' && c <= 'z' ? static_cast<char>(c) : turkic_latin(c);
    if (!plain) plain = base_letter(c);
    if (!plain) foreign_ = true;
    if (plain) latin_ += plain;
    latin_length_ += plain == 'X' || plain == 'C' || plain == 'J' ? 2 : 1;
    return true;
  }
  void flush() {
    latin_sounds(latin_, turkic_c_, sounds);
    latin_.clear();
  }
  std::string latin_;
  std::size_t latin_length_ = 0;
  bool turkic_c_ = false;
  bool foreign_ = false;
};

// Russian case endings of surnames that are not a single vowel: Каримовым, Каримовых.
std::string_view without_case_ending(std::string_view form) {
  constexpr std::array endings{std::string_view("овым"), std::string_view("евым"), std::string_view("ёвым"),
                               std::string_view("иным"), std::string_view("овых"), std::string_view("евых"),
                               std::string_view("ёвых"), std::string_view("иных")};
  for (const std::string_view ending : endings)
    if (form.size() > ending.size() + 4 && form.ends_with(ending)) return form.substr(0, form.size() - 4);
  return form;
}

}  // namespace

std::string name_sounds(std::string_view form) {
  if (form.empty() || form.size() > max_name) return {};
  Reader reader;
  if (!reader.read(without_case_ending(form))) return {};
  if (reader.foreign()) {
    const std::string latin = romanise(form);
    Reader again;
    if (!again.read(latin) || again.latin_length() < 3) return {};
    return std::move(again.sounds);
  }
  return reader.latin_length() < 3 ? std::string() : std::move(reader.sounds);
}

}  // namespace blotter::text
