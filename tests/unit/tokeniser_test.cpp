#include "common/text/tokeniser.hpp"

#include <catch2/catch.hpp>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>

#include <random>
#include <string>
#include <vector>

using blotter::text::Tokeniser;
using blotter::text::TokenStream;

namespace {

std::vector<std::string> forms(std::string_view text) {
  Tokeniser tokeniser;
  TokenStream stream;
  tokeniser.tokenise(text, stream);
  std::vector<std::string> out;
  for (const auto& token : stream.tokens) out.emplace_back(stream.form(token));
  return out;
}

using Forms = std::vector<std::string>;

bool has_letter_or_number(const std::string& segment) {
  const auto characters = icu::UnicodeString::fromUTF8(segment);
  for (std::int32_t i = 0; i < characters.length(); i = characters.moveIndex32(i, 1)) {
    const UChar32 c = characters.char32At(i);
    const int word_break = u_getIntPropertyValue(c, UCHAR_WORD_BREAK);
    if (u_isalnum(c) || word_break == U_WB_ALETTER || word_break == U_WB_NUMERIC) return true;
  }
  return false;
}

// The words as ICU's own iterator sees them, with our tailoring's characters left out of the alphabet.
std::vector<std::pair<std::size_t, std::size_t>> icu_words(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
  words->setText(&utext, status);
  std::vector<std::pair<std::size_t, std::size_t>> out;
  std::int32_t from = words->first();
  for (std::int32_t to = words->next(); to != icu::BreakIterator::DONE; from = to, to = words->next())
    if (has_letter_or_number(text.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from))))
      out.emplace_back(from, to);
  utext_close(&utext);
  return out;
}

}  // namespace

TEST_CASE("words are case-folded and punctuation is dropped") {
  CHECK(forms("Police, in TASHKENT: arrested 12 men.") == Forms{"police", "in", "tashkent", "arrested", "12", "men"});
  CHECK(forms("Straße 3,5 млн") == Forms{"strasse", "3,5", "млн"});
  CHECK(forms("").empty());
  CHECK(forms(" ... --- ___ ").empty());
}

TEST_CASE("the apostrophes of Uzbek Latin are one") {
  for (const char* written :
       {"O\u02BBzbekiston", "O\u2018zbekiston", "O\u2019zbekiston", "O'zbekiston", "O`zbekiston", "O\u02BCzbekiston"})
    CHECK(forms(written) == Forms{"o'zbekiston"});
}

TEST_CASE("an English possessive is dropped, a quotation mark is not part of the word") {
  CHECK(forms("Uzbekistan's State") == Forms{"uzbekistan", "state"});
  CHECK(forms("Uzbekistan\u2019s 'quoted'") == Forms{"uzbekistan", "quoted"});
}

TEST_CASE("offsets slice to the word as written") {
  Tokeniser tokeniser;
  TokenStream stream;
  const std::string text = "В Ташкенте — Oʻzbekistonda, 臺灣 ไทยแลนด์ end";
  tokeniser.tokenise(text, stream);
  REQUIRE(stream.tokens.size() >= 5);
  CHECK(stream.written(stream.tokens[1]) == "Ташкенте");
  CHECK(stream.written(stream.tokens[2]) == "Oʻzbekistonda");
  CHECK(stream.written(stream.tokens.back()) == "end");
  for (const auto& token : stream.tokens) CHECK(token.start < token.end);
}

TEST_CASE("composed and decomposed spellings give one form") {
  CHECK(forms("Бишкек\u0442\u0435й") == forms("Бишкек\u0442\u0435\u0438\u0306"));
  CHECK(forms("caf\u00e9") == forms("cafe\u0301"));
}

TEST_CASE("boundaries equal ICU's on random text") {
  const std::vector<std::string> alphabet{"a",      "Z",      "0",      "9",      "_",  ".",  ",",  ";",  ":",
                                          "'",      "\"",     "-",      " ",      "\n", "ж",  "Қ",  "é",  "\u0301",
                                          "\u00AD", "\u200D", "\u2019", "\u02BB", "א",  "ア", "ไ",  "臺", "😀",
                                          "🇺",      "٣",      "ˈ",      "٫",      "·",  "/",  "한", "あ", "\u200B"};
  std::mt19937 random(7);
  Tokeniser tokeniser;
  TokenStream stream;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t n = random() % 14; n > 0; --n) text += alphabet[random() % alphabet.size()];
    tokeniser.tokenise(text, stream);
    std::vector<std::pair<std::size_t, std::size_t>> got;
    for (const auto& token : stream.tokens) got.emplace_back(token.start, token.end);
    // Words that fold away (only apostrophes or ignorable characters) are no tokens of ours.
    auto expected = icu_words(text);
    std::erase_if(expected, [&](const auto& word) {
      return blotter::text::normalise_word(std::string_view(text).substr(word.first, word.second - word.first)).empty();
    });
    CAPTURE(text);
    REQUIRE(got == expected);
  }
}

TEST_CASE("malformed UTF-8 is separators, never a crash") {
  CHECK(forms("abc\xFF\xFE def\xC3") == Forms{"abc", "def"});
}
