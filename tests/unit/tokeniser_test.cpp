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

// The words that are read as one beside their parts, and the number of the first part.
using Joined = std::vector<std::pair<std::uint32_t, std::string>>;
Joined joined(std::string_view text) {
  Tokeniser tokeniser;
  TokenStream stream;
  tokeniser.tokenise(text, stream);
  Joined out;
  for (const auto& word : stream.joined) out.emplace_back(word.token, stream.form(word));
  return out;
}

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

TEST_CASE("the apostrophes of Uzbek Latin are one, and none is the same") {
  for (const char* sign : {"'", "`", "\u00B4", "\u02B9", "\u02BB", "\u02BC", "\u02BD", "\u02BE", "\u02BF", "\u02C8",
                           "\u2018", "\u2019", "\u201B", "\u2032", "\uFF07", ""}) {
    CAPTURE(sign);
    CHECK(forms("O" + std::string(sign) + "zbekistonda") == Forms{"ozbekistonda"});
    CHECK(forms("Bo" + std::string(sign) + "g" + sign + "ot") == Forms{"bogot"});
  }
}

TEST_CASE("a full stop without a space parts words, and single letters are an acronym") {
  CHECK(forms("К.Р.Тулегенова") == Forms{"кр", "тулегенова"});
  CHECK(forms("г.Нарын и с.Ак-Суу") == Forms{"г", "нарын", "и", "с", "ак", "суу"});
  CHECK(forms("the kiosk.Guards ran") == Forms{"the", "kiosk", "guards", "ran"});
  CHECK(forms("the U.S. and U.S.S.R., e.g. Mr.Smith") == Forms{"the", "us", "and", "ussr", "eg", "mr", "smith"});
  CHECK(forms("tip.line@quay.example") == Forms{"tip", "line", "quay", "example"});
}

TEST_CASE("an underscore parts words") {
  CHECK(forms("memo_2021_Harbour__v2.pdf _note_") == Forms{"memo", "2021", "harbour", "v2", "pdf", "note"});
}

TEST_CASE("a Turkish ending behind an apostrophe belongs to the name, a glottal stop to its word") {
  CHECK(forms("Antalya'dan Kilis’e Van’ın ABD'nin Üniversitesi'nde") ==
        Forms{"antalya", "kilis", "van", "abd", "üniversitesi"});
  CHECK(forms("Sana'a Qur'on san'at Ma'no Hawai'i Xi'an") ==
        Forms{"sanaa", "quron", "sanat", "mano", "hawaii", "xian"});
}

TEST_CASE("French articles, English contractions and names in capitals are parted at the apostrophe") {
  CHECK(forms("l’escroquerie d'Osh qu'elle") == Forms{"l", "escroquerie", "d", "osh", "qu", "elle"});
  CHECK(forms("we'll they've don't") == Forms{"we", "ll", "they", "ve", "dont"});
  CHECK(forms("O'Brien's D’Angelo O'BRIEN") == Forms{"o", "brien", "d", "angelo", "obrien"});
}

TEST_CASE("numbers: thousands are one, dates are parted, a unit is a word") {
  CHECK(forms("1,000 12,345,678 1.000.000 3,5 2.75") == Forms{"1000", "12345678", "1000000", "3,5", "2.75"});
  CHECK(forms("17.09.2018 10.0.0.1 09.2018") == Forms{"17", "09", "2018", "10", "0", "0", "1", "09", "2018"});
  CHECK(forms("740kg 5км 33rd 1990s MH17 9mm") == Forms{"740", "kg", "5", "км", "33rd", "1990s", "mh17", "9", "mm"});
}

TEST_CASE("words read as one stand in the place of the first") {
  CHECK(forms("see #EndQuarrySlavery") == Forms{"see", "end", "quarry", "slavery"});
  CHECK(joined("see #EndQuarrySlavery now") == Joined{{1, "endquarryslavery"}});
  CHECK(forms("#COVIDRelief @osh_Watch") == Forms{"covid", "relief", "osh", "watch"});
  CHECK(joined("Mr O'Brien") == Joined{{1, "obrien"}});
  CHECK(joined("paid 1 000 000 to +996 (312) 66-12-34") ==
        Joined{{1, "1000000"}, {5, "996312661234"}, {6, "312661234"}});
  CHECK(joined("from 2019-07-23 to 2010 2011, 12 45 7").empty());
  CHECK(joined("card 4276 1234 5678 2012") == Joined{{1, "4276123456782012"}});
}

TEST_CASE("groups of digits are one number from as many digits on as a telephone has, up to a card's") {
  CHECK(joined("call 66-12-34") == Joined{{1, "661234"}});
  CHECK(joined("call 66 12 34").empty());
  CHECK(joined("call 66-1234").empty());
  CHECK(joined("call 66-12-3").empty());
  CHECK(joined("call (312) 66 12") == Joined{{1, "3126612"}});
  CHECK(joined("+3 126 612") == Joined{{0, "3126612"}});
  CHECK(joined("call 312 66 12").empty());
  CHECK(joined("call (31) 66 12").empty());
  CHECK(joined("call 0312 66 12 3") == Joined{{1, "031266123"}});
  CHECK(joined("call 0312 66 12").empty());
  CHECK(joined("card 1234 5678 9012 3456 789") == Joined{{1, "1234567890123456789"}});
  CHECK(joined("card 1234 5678 9012 3456 7890").empty());
  CHECK(joined("+1 2 3 4 5 6 7 8") == Joined{{0, "12345678"}});
  CHECK(joined("+1 2 3 4 5 6 7 8 9").empty());
}

TEST_CASE("a telephone number is one with the code of its country and without (issue 14)") {
  CHECK(joined("+7 (701) 444-01-98") == Joined{{0, "77014440198"}, {1, "7014440198"}});
  CHECK(joined("8-800-600-70-91") == Joined{{0, "88006007091"}, {1, "8006007091"}});
  CHECK(joined("4276 1234 5678 2012") == Joined{{0, "4276123456782012"}});
  CHECK(joined("701-444-0198") == Joined{{0, "7014440198"}});
}

TEST_CASE("an IBAN in groups is one word too, words of four letters are not (issue 14)") {
  CHECK(joined("to KZ75 125K ZT20 0410 0123.") == Joined{{1, "kz75125kzt2004100123"}});
  CHECK(joined("GB29 NWBK 6016 1331 9268 19, paid") == Joined{{0, "gb29nwbk60161331926819"}, {2, "60161331926819"}});
  CHECK(joined("AB12 that were four").empty());
  CHECK(joined("AB12 CD34 EF56").empty());
}

TEST_CASE("the letters of plates and passports are Latin in either script (issue 14)") {
  CHECK(forms("В456ЕК99 АН7654321 в456ек99") == Forms{"b456ek99", "ah7654321", "b456ek99"});
  CHECK(forms("ковид19 ту154м2") == Forms{"ковид19", "ty154m2"});
  CHECK(forms("ЖД1234 с30") == Forms{"жд1234", "с30"});
}

TEST_CASE("a year in a hashtag and the number of a version are words (issue 14)") {
  CHECK(forms("#OshRally2024Now #COVID19 #mi6") == Forms{"osh", "rally", "2024", "now", "covid19", "mi", "6"});
  CHECK(joined("#OshRally2024") == Joined{{0, "oshrally2024"}});
  CHECK(forms("v3.4.18 v2.5 v2 V.I.P") == Forms{"v", "3", "4", "18", "v", "2.5", "v2", "vip"});
}

TEST_CASE("Arabic letters, marks and digits have one form (issue 14)") {
  CHECK(forms("الشُّرطة مهـــرب") == Forms{"الشرطة", "مهرب"});
  CHECK(forms("پلیس ۲۵ ٢٥ أحمد") == forms("پليس 25 25 احمد"));
}

TEST_CASE("groups of digits that are years, or no thousands, stay apart") {
  CHECK(joined("in 1999 2000 2001 2002").empty());
  CHECK(joined("from 555 1999 8888 on").empty());
  CHECK(joined("about 1234 5678 1990 on") == Joined{});
  CHECK(joined("paid 1 000 som") == Joined{{1, "1000"}});
  CHECK(joined("paid 1\u00A0000 som") == Joined{{1, "1000"}});
  CHECK(joined("paid 1-000 som").empty());
  CHECK(joined("paid 1234 000 som").empty());
  CHECK(joined("paid 12 00 som").empty());
  CHECK(joined("paid 1 000, 2 000") == Joined{{1, "1000"}, {3, "2000"}});
}

TEST_CASE("look-alike letters of the other script are folded") {
  CHECK(forms("c\u0430\u043cовa\u0440") == forms("\u0441\u0430\u043cов\u0430\u0440"));
  CHECK(forms("т\u0069зім") == Forms{"тізім"});
  CHECK(forms("Т\u0430shkent") == Forms{"tashkent"});
  CHECK(forms("SIM IT-отдел") == Forms{"sim", "it", "отдел"});
}

TEST_CASE("invisible characters and stress marks do not part or change a word") {
  CHECK(forms("coun\u200Bter em\u00ADbezzle") == Forms{"counter", "embezzle"});
  CHECK(forms("Узбекиста\u0301н \u0130stanbul") == Forms{"узбекистан", "istanbul"});
  CHECK(forms("Наймит \u0438\u0306од") == Forms{"наймит", "йод"});
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

// Words are cut further than UAX #29 does, so every one of ours lies in one of ICU's, and each of ICU's has some.
TEST_CASE("no word crosses ICU's boundaries on random text, and none of ICU's words is lost") {
  const std::vector<std::string> alphabet{"a",      "Z",      "0",      "9",      "_",  ".",  ",",  ";",  ":",
                                          "'",      "\"",     "-",      " ",      "\n", "ж",  "Қ",  "é",  "\u0301",
                                          "\u00AD", "\u200D", "\u2019", "\u02BB", "א",  "ア", "ไ",  "臺", "😀",
                                          "🇺",      "٣",      "ˈ",      "٫",      "·",  "/",  "한", "あ"};
  std::mt19937 random(7);
  Tokeniser tokeniser;
  TokenStream stream;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t n = random() % 14; n > 0; --n) text += alphabet[random() % alphabet.size()];
    tokeniser.tokenise(text, stream);
    // Words that fold away (only apostrophes or ignorable characters) are no tokens of ours.
    auto expected = icu_words(text);
    std::erase_if(expected, [&](const auto& word) {
      return !has_letter_or_number(
          blotter::text::normalise_word(std::string_view(text).substr(word.first, word.second - word.first)));
    });
    std::vector<std::pair<std::size_t, std::size_t>> got;
    for (const auto& token : stream.tokens)
      for (const auto& word : expected)
        if (word.first <= token.start && token.end <= word.second && (got.empty() || got.back() != word))
          got.push_back(word);
    CAPTURE(text);
    REQUIRE(got == expected);
    for (std::size_t i = 1; i < stream.tokens.size(); ++i) REQUIRE(stream.tokens[i - 1].end <= stream.tokens[i].start);
    REQUIRE(stream.tokens.size() >= expected.size());
  }
}

TEST_CASE("malformed UTF-8 is separators, never a crash") {
  CHECK(forms("abc\xFF\xFE def\xC3") == Forms{"abc", "def"});
}
