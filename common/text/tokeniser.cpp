#include "common/text/tokeniser.hpp"

#include "common/text/code_point.hpp"
#include "common/text/fold.hpp"
#include "common/text/number_runs.hpp"
#include "common/text/utf8.hpp"
#include "common/text/word_classes.hpp"
#include "common/text/word_parts.hpp"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

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
    facts.fold = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) facts.word_class = WordClass::letter;
    if (c >= '0' && c <= '9') facts.word_class = WordClass::numeric;
    if (c == '_') facts.word_class = WordClass::extend_num_let;
    if (c == '`') facts.word_class = WordClass::mid_letter;
    if (c == '.' || c == '\'') facts.word_class = WordClass::mid_num_let;
    if (c == ',' || c == ';') facts.word_class = WordClass::mid_num;
  }
  return table;
}();

// `c` is a scalar value.
void append_folded(UChar32 c, std::string& out) {
  if (c < 0x800 && c >= 0x80) {  // Cyrillic and most of Latin, without a call
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    append_utf8(static_cast<char32_t>(c), out);
  }
}

// Stress marks (заме́нит), which only primers write, and the dot that folding İ leaves over its i.
bool is_left_out(UChar32 c, UChar32 before) {
  const bool cyrillic = before >= 0x400 && before <= 0x52F;
  return (cyrillic && (c == 0x300 || c == 0x301)) || (before == 'i' && c == 0x307);
}

void append_normalised(std::string_view word, std::string& forms) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) return;
  const std::string one_script = unmix_scripts(word);
  const auto raw =
      icu::UnicodeString::fromUTF8(icu::StringPiece(one_script.data(), static_cast<std::int32_t>(one_script.size())));
  // Before NFKC, which makes a space and an accent of ´.
  icu::UnicodeString letters;
  for (std::int32_t i = 0; i < raw.length(); i = raw.moveIndex32(i, 1))
    if (const UChar32 c = raw.char32At(i); !is_apostrophe(c)) letters.append(c);
  const icu::UnicodeString folded = nfkc->normalize(letters, status);
  UChar32 before = 0;
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 c = same_letter(folded.char32At(i));
    if (c == 0 || is_left_out(c, before)) continue;
    append_utf8(static_cast<char32_t>(c), forms);
    before = c;
  }
}

}  // namespace

struct Tokeniser::State {
  CharTable table;
  WordCutter cutter{table};
  std::string unmarked;                // a word less the marks inside
  std::vector<std::uint32_t> numbers;  // tokens of digits alone
  std::vector<std::uint32_t> codes;    // tokens that may begin an IBAN
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
  void add_parts(std::string_view text, std::size_t begin, std::size_t end, TokenStream& out);
  std::string_view without_inner_marks(std::string_view word);
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

// Adds the word [begin, end).  Nearly all are letters of one script, or digits, that fold one by one.
void Tokeniser::State::add(std::string_view text, std::size_t begin, std::size_t end, TokenStream& out) {
  const std::size_t form_begin = out.forms.size();
  bool latin = false;
  bool cyrillic = false;
  bool plain = begin == 0 || (text[begin - 1] != '#' && text[begin - 1] != '@');
  const bool digit = text[begin] >= '0' && text[begin] <= '9';
  bool digits = false;
  for (std::size_t at = begin; at < end && plain;) {
    if (static_cast<unsigned char>(text[at]) < 128) {
      const std::size_t run = at;
      for (; at < end && plain && static_cast<unsigned char>(text[at]) < 128; ++at) {
        const WordClass known = ascii[static_cast<unsigned char>(text[at])].word_class;
        latin = latin || known == WordClass::letter;
        digits = digits || known == WordClass::numeric;
        plain = known == WordClass::letter || known == WordClass::numeric;
      }
      const std::size_t folded = out.forms.size();
      out.forms.append(text, run, at - run);
      for (auto c = out.forms.begin() + static_cast<std::ptrdiff_t>(folded); c != out.forms.end(); ++c)
        *c = ascii[static_cast<unsigned char>(*c)].fold;
      continue;
    }
    const Char c = char_at(text, at);
    const UChar32 fold = table.of(c.code).fold;
    plain = fold != 0 && (c.word_class == WordClass::letter || c.word_class == WordClass::numeric);
    cyrillic = cyrillic || (fold >= 0x400 && fold <= 0x52F);
    if (plain) append_folded(fold, out.forms);
    at += c.length;
  }
  if (!plain || (cyrillic && (latin || digits)) || (digit && latin)) {
    out.forms.resize(form_begin);
    add_parts(text, begin, end, out);
    return;
  }
  if (digit) numbers.push_back(static_cast<std::uint32_t>(out.tokens.size()));
  else if (digits && starts_code(text.substr(begin, end - begin)))
    codes.push_back(static_cast<std::uint32_t>(out.tokens.size()));
  out.tokens.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                        static_cast<std::uint32_t>(form_begin),
                        static_cast<std::uint32_t>(out.forms.size() - form_begin)});
}

std::string_view Tokeniser::State::without_inner_marks(std::string_view word) {
  unmarked.clear();
  for (std::size_t at = 0; at < word.size();) {
    const Char c = char_at(word, at);
    const bool mark = c.word_class == WordClass::mid_letter || c.word_class == WordClass::mid_num ||
                      c.word_class == WordClass::mid_num_let || is_apostrophe(c.code);
    if (!mark) unmarked.append(word.substr(at, c.length));
    at += c.length;
  }
  return unmarked;
}

void Tokeniser::State::add_parts(std::string_view text, std::size_t begin, std::size_t end, TokenStream& out) {
  cutter.cut(text, begin, end);
  const std::size_t first_token = out.tokens.size();
  std::size_t dropped = 0;  // parts that fold away
  for (const WordPart& part : cutter.parts()) {
    const std::string_view word = text.substr(part.begin, part.form_end - part.begin);
    const std::size_t form_begin = out.forms.size();
    append_normalised(part.keeps_marks ? word : without_inner_marks(word), out.forms);
    if (out.forms.size() == form_begin) {
      ++dropped;
      continue;
    }
    if (std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }))
      numbers.push_back(static_cast<std::uint32_t>(out.tokens.size()));
    out.tokens.push_back({static_cast<std::uint32_t>(part.begin), static_cast<std::uint32_t>(part.end),
                          static_cast<std::uint32_t>(form_begin),
                          static_cast<std::uint32_t>(out.forms.size() - form_begin)});
  }
  if (dropped != 0) return;
  for (const WholeWord& whole : cutter.wholes()) {
    const std::size_t form_begin = out.forms.size();
    append_normalised(without_inner_marks(text.substr(whole.begin, whole.end - whole.begin)), out.forms);
    out.joined.push_back({static_cast<std::uint32_t>(first_token + whole.part), static_cast<std::uint32_t>(whole.end),
                          static_cast<std::uint32_t>(form_begin),
                          static_cast<std::uint32_t>(out.forms.size() - form_begin)});
  }
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

// ICU's rule status would say so, too, but it is that of the last rule: 0 for a word that ends in a connector.
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
  state.numbers.clear();
  state.codes.clear();
  std::size_t chunk_begin = 0;   // just after the last ASCII space, where a boundary is certain
  std::size_t chunk_tokens = 0;  // tokens and form bytes before that chunk, to take it back
  std::size_t chunk_forms = 0;
  std::size_t chunk_joined = 0;
  std::size_t at = 0;
  const auto start_chunk = [&](std::size_t begin) {
    chunk_begin = begin;
    chunk_tokens = out.tokens.size();
    chunk_forms = out.forms.size();
    chunk_joined = out.joined.size();
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
    out.joined.resize(chunk_joined);
    for (std::vector<std::uint32_t>* const found : {&state.numbers, &state.codes})
      while (!found->empty() && found->back() >= chunk_tokens) found->pop_back();
    state.icu_chunk(text, chunk_begin, end, out);
    at = end;
    start_chunk(at);
  }
  join_numbers(state.numbers, state.codes, out);
}

std::string normalise_word(std::string_view word) {
  for (const std::string_view owner : {"'s", "’s"})
    if (word.size() > owner.size() && word.ends_with(owner)) word.remove_suffix(owner.size());
  std::string form;
  append_normalised(word, form);
  return form;
}

}  // namespace blotter::text
