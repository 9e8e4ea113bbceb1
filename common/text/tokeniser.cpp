#include "common/text/tokeniser.hpp"

#include "common/text/code_point.hpp"
#include "common/text/word_classes.hpp"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace blotter::text {
namespace {

struct AsciiFacts {
  WordClass word_class = WordClass::other;
  char fold = 0;
};

// The same facts as CharTable's first block, known at compile time: most bytes of most texts end here.
constexpr std::array<AsciiFacts, 128> ascii = [] {
  std::array<AsciiFacts, 128> table{};
  for (int c = 0; c < 128; ++c) {
    AsciiFacts& facts = table[static_cast<std::size_t>(c)];
    facts.fold = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c == '`' ? '\'' : c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) facts.word_class = WordClass::letter;
    if (c >= '0' && c <= '9') facts.word_class = WordClass::numeric;
    if (c == '_') facts.word_class = WordClass::extend_num_let;
    if (c == '`') facts.word_class = WordClass::mid_letter;
    if (c == '.' || c == '\'') facts.word_class = WordClass::mid_num_let;
    if (c == ',' || c == ';') facts.word_class = WordClass::mid_num;
  }
  return table;
}();

// `c` is a scalar value below 0x10000 or beyond; UTF-8 as the Unicode Standard's table 3-6 has it.
void append_utf8(UChar32 c, std::string& out) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

// Folds what is left of the apostrophes' variants, drops a possessive 's and apostrophes at the ends.  Works
// on the tail of `forms` that starts at `begin`.
void finish_form(std::string& forms, std::size_t begin) {
  if (forms.size() - begin > 2 && forms.ends_with("'s")) forms.resize(forms.size() - 2);
  while (forms.size() > begin && forms.back() == '\'') forms.pop_back();
  std::size_t lead = begin;
  while (lead < forms.size() && forms[lead] == '\'') ++lead;
  forms.erase(begin, lead - begin);
}

void append_normalised(std::string_view word, std::string& forms) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
  icu::UnicodeString mapped;
  const icu::UnicodeString raw =
      icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
  for (std::int32_t i = 0; i < raw.length(); i = raw.moveIndex32(i, 1)) {
    const UChar32 c = raw.char32At(i);
    mapped.append(is_apostrophe(c) ? UChar32{'\''} : c);
  }
  if (U_SUCCESS(status)) nfkc->normalize(mapped, status).toUTF8String(forms);
}

}  // namespace

struct Tokeniser::State {
  CharTable table;
  std::unique_ptr<icu::BreakIterator> icu_words;

  // One character of `text` at `at`, and what is known of it.
  struct Char {
    UChar32 code = 0;
    std::uint32_t length = 1;
    WordClass word_class = WordClass::other;
  };
  Char char_at(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 128) return {byte, 1, ascii[byte].word_class};
    const CodePoint c = first_code_point(text.substr(at));
    if (c.length == 0) return {0xFFFD, 1, WordClass::other};
    const auto code = static_cast<UChar32>(c.code);
    return {code, static_cast<std::uint32_t>(c.length), table.of(code).word_class};
  }

  // The class of the first character at or after `at` that is not an extender (rule WB4 looks through them).
  WordClass significant_class(std::string_view text, std::size_t at) {
    while (at < text.size()) {
      const Char c = char_at(text, at);
      if (c.word_class != WordClass::extend) return c.word_class;
      at += c.length;
    }
    return WordClass::other;
  }

  void add(std::string_view text, std::size_t begin, std::size_t end, TokenStream& out);
  struct Word {
    std::size_t end = 0;
    bool hard = false;        // ICU must decide
    bool connectors = false;  // nothing but connectors ("___"), which are punctuation
  };
  Word word_from(std::string_view text, std::size_t begin, WordClass first);
  bool has_word_character(std::string_view segment);
  void add_between_ats(std::string_view text, std::size_t begin, std::size_t end, TokenStream& out);
  void icu_chunk(std::string_view text, std::size_t begin, std::size_t end, TokenStream& out);
};

// Adds the word [begin, end): folded character by character where that is exact, else through the normaliser.
void Tokeniser::State::add(std::string_view text, std::size_t begin, std::size_t end, TokenStream& out) {
  const std::size_t form_begin = out.forms.size();
  bool plain = true;
  for (std::size_t at = begin; at < end && plain;) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 128) {
      out.forms.push_back(ascii[byte].fold);
      ++at;
      continue;
    }
    const Char c = char_at(text, at);
    const UChar32 fold = table.of(c.code).fold;
    plain = fold != 0;
    if (plain) append_utf8(fold, out.forms);
    at += c.length;
  }
  if (!plain) {
    out.forms.resize(form_begin);
    append_normalised(text.substr(begin, end - begin), out.forms);
  }
  finish_form(out.forms, form_begin);
  if (out.forms.size() == form_begin) return;
  out.tokens.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                        static_cast<std::uint32_t>(form_begin),
                        static_cast<std::uint32_t>(out.forms.size() - form_begin)});
}

// Rules WB5 to WB13b from a first letter, number or connector on.
Tokeniser::State::Word Tokeniser::State::word_from(std::string_view text, std::size_t begin, WordClass first) {
  WordClass last = first;
  bool connectors = first == WordClass::extend_num_let;
  std::size_t at = begin + char_at(text, begin).length;
  while (at < text.size()) {
    const Char c = char_at(text, at);
    switch (c.word_class) {
      case WordClass::letter:
      case WordClass::numeric: connectors = false; [[fallthrough]];
      case WordClass::extend_num_let: last = c.word_class; break;
      case WordClass::extend: break;
      case WordClass::hard: return {at, true, false};
      case WordClass::other: return {at, false, connectors};
      case WordClass::mid_letter:
      case WordClass::mid_num:
      case WordClass::mid_num_let: {
        const bool joins = (last == WordClass::letter && c.word_class != WordClass::mid_num) ||
                           (last == WordClass::numeric && c.word_class != WordClass::mid_letter);
        if (!joins) return {at, false, connectors};
        const WordClass next = significant_class(text, at + c.length);
        if (next == WordClass::hard) return {at, true, false};
        if (next != last) return {at, false, connectors};
        break;
      }
    }
    at += c.length;
  }
  return {at, false, connectors};
}

// ICU's rule status would tell too, but it is that of the last rule: 0 for a word that ends in a connector.
bool Tokeniser::State::has_word_character(std::string_view segment) {
  for (std::size_t at = 0; at < segment.size();) {
    const Char c = char_at(segment, at);
    if (c.word_class == WordClass::letter || c.word_class == WordClass::numeric) return true;
    if (c.word_class == WordClass::hard && u_isalnum(c.code)) return true;
    at += c.length;
  }
  return false;
}

// ICU 72 takes @ for a letter (CLDR 42's tailoring for addresses); UAX #29 itself and our fast path do not.
void Tokeniser::State::add_between_ats(std::string_view text, std::size_t begin, std::size_t end, TokenStream& out) {
  while (begin < end) {
    const std::size_t at = std::min(text.find('@', begin), end);
    if (has_word_character(text.substr(begin, at - begin))) add(text, begin, at, out);
    begin = at + 1;
  }
}

// ICU's own iterator over one stretch between spaces.
void Tokeniser::State::icu_chunk(std::string_view text, std::size_t begin, std::size_t end, TokenStream& out) {
  UErrorCode status = U_ZERO_ERROR;
  if (!icu_words) icu_words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data() + begin, static_cast<std::int64_t>(end - begin), &status);
  if (U_SUCCESS(status)) icu_words->setText(&utext, status);
  if (U_SUCCESS(status)) {
    std::int32_t from = icu_words->first();
    for (std::int32_t to = icu_words->next(); to != icu::BreakIterator::DONE; from = to, to = icu_words->next())
      add_between_ats(text, begin + static_cast<std::size_t>(from), begin + static_cast<std::size_t>(to), out);
  }
  utext_close(&utext);
}

Tokeniser::Tokeniser() : state_(std::make_unique<State>()) {}
Tokeniser::~Tokeniser() = default;
Tokeniser::Tokeniser(Tokeniser&&) noexcept = default;
Tokeniser& Tokeniser::operator=(Tokeniser&&) noexcept = default;

void Tokeniser::tokenise(std::string_view text, TokenStream& out) {
  out.clear();
  out.source = text;
  State& state = *state_;
  std::size_t chunk_begin = 0;   // just after the last ASCII space, where a boundary is certain
  std::size_t chunk_tokens = 0;  // tokens and form bytes before that chunk, to take it back
  std::size_t chunk_forms = 0;
  std::size_t at = 0;
  const auto start_chunk = [&](std::size_t begin) {
    chunk_begin = begin;
    chunk_tokens = out.tokens.size();
    chunk_forms = out.forms.size();
  };
  while (at < text.size()) {
    const State::Char c = state.char_at(text, at);
    bool hard = c.word_class == WordClass::hard;
    if (c.word_class == WordClass::letter || c.word_class == WordClass::numeric ||
        c.word_class == WordClass::extend_num_let) {
      const State::Word word = state.word_from(text, at, c.word_class);
      hard = word.hard;
      if (!hard) {
        if (!word.connectors) state.add(text, at, word.end, out);
        at = word.end;
        continue;
      }
    }
    if (!hard) {
      at += c.length;
      if (c.code == ' ' || c.code == '\n' || c.code == '\t') start_chunk(at);
      continue;
    }
    std::size_t end = text.find_first_of(" \n\t", at);
    if (end == std::string_view::npos) end = text.size();
    out.tokens.resize(chunk_tokens);
    out.forms.resize(chunk_forms);
    state.icu_chunk(text, chunk_begin, end, out);
    at = end;
    start_chunk(at);
  }
}

std::string normalise_word(std::string_view word) {
  std::string form;
  append_normalised(word, form);
  finish_form(form, 0);
  return form;
}

}  // namespace blotter::text
