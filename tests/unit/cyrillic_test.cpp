// Encodings of Cyrillic text: declared, wrongly declared, undeclared, and encoded twice.
#include "indexer/reader/cyrillic.hpp"

#include "common/text/utf8.hpp"
#include "indexer/reader/encoding.hpp"

#include <catch2/catch.hpp>

using namespace blotter;

namespace {

constexpr std::string_view prose =
    "Сотрудники таможни вскрыли во вторник грузовик с луком и нашли одиннадцать килограммов героина — водитель "
    "задержан.";
constexpr std::string_view capitals =
    "ВНИМАНИЕ: РОЗЫСК. ТОКТОГУЛОВ АЗАМАТ, 1984 ГОДА РОЖДЕНИЯ, УРОЖЕНЕЦ ОШСКОЙ ОБЛАСТИ.";

std::string encoded(std::string_view utf8, std::string_view name) {
  const reader::CodePage* page = reader::code_page(name);
  REQUIRE(page != nullptr);
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = text::next_code_point(utf8, at);
    if (c < 0x80) {
      out += static_cast<char>(c);
      continue;
    }
    for (std::size_t i = 0; i < page->size(); ++i)
      if ((*page)[i] == c) {
        out += static_cast<char>(0x80 + i);
        break;
      }
  }
  return out;
}

std::string decoded(std::string_view bytes, std::string_view declared) {
  std::string storage;
  return std::string(reader::as_utf8(bytes, declared, storage));
}

// UTF-8 that was read as `name`.
std::string taken_for(std::string_view utf8, std::string_view name) {
  const reader::CodePage* page = reader::code_page(name);
  std::string out;
  for (const char c : utf8) {
    const auto b = static_cast<unsigned char>(c);
    const char16_t high = b < 0x80 ? b : (*page)[b - 0x80U];
    text::append_utf8(high != 0 ? high : b, out);
  }
  return out;
}

}  // namespace

TEST_CASE("a declared Cyrillic encoding is believed in capitals as in prose", "[encoding]") {
  for (const std::string_view name : {"windows-1251", "KOI8-R", "IBM866", "x-mac-cyrillic", "ISO-8859-5"})
    for (const std::string_view text : {prose, capitals}) {
      INFO(name);
      const std::string bytes = encoded(text, name);
      std::string wanted;  // an encoding may lack the dash
      for (const char c : text) wanted += c;
      if (bytes.find("  ") != bytes.npos) wanted.erase(wanted.find("—"), 3);
      CHECK(decoded(bytes, name) == wanted);
    }
}

TEST_CASE("undeclared and wrongly declared Cyrillic is detected from its letter pairs", "[encoding]") {
  for (const std::string_view name : {"windows-1251", "KOI8-R", "IBM866", "x-mac-cyrillic"})
    for (const std::string_view declared : {"", "iso-8859-1", "windows-1252"}) {
      INFO(name << " declared as " << declared);
      CHECK(decoded(encoded(capitals, name), declared) == capitals);
    }
  CHECK(decoded(encoded(capitals, "KOI8-R"), "windows-1251") == capitals);
  CHECK(decoded(encoded(capitals, "windows-1251"), "koi8-r") == capitals);
}

TEST_CASE("KZ-1048 and KOI8-T, which ICU does not know", "[encoding]") {
  constexpr std::string_view kazakh = "Қарағанды облысының прокуратурасы қылмыстық іс қозғады, үш адам ұсталды.";
  CHECK(decoded(encoded(kazakh, "kz-1048"), "KZ-1048") == kazakh);
  CHECK(decoded(encoded(kazakh, "kz-1048"), "") == kazakh);
  constexpr std::string_view tajik = "Прокуратураи шаҳри Хуҷанд парвандаи ҷиноятӣ оғоз кард.";
  CHECK(decoded(encoded(tajik, "KOI8-T"), "KOI8-T") == tajik);
}

TEST_CASE("Latin text is not taken for Cyrillic", "[encoding]") {
  const std::string french =
      "Perquisition \xE0 Och: la police a fouill\xE9 un entrep\xF4t, o\xF9 elle a trouv\xE9 des cachets.";
  CHECK(decoded(french, "iso-8859-1").find("fouillé un entrepôt") != std::string::npos);
  CHECK(decoded(french, "").find("fouillé un entrepôt") != std::string::npos);
}

TEST_CASE("UTF-8 that was encoded twice is mended where that is certain", "[encoding]") {
  for (const std::string_view name : {"windows-1252", "windows-1251"})
    for (const std::string_view text : {prose, capitals}) {
      INFO(name);
      std::string twice = taken_for(text, name);
      CHECK(reader::undo_double_encoding(twice));
      CHECK(twice == text);
    }
  std::string quoted = "The guardâ€™s bail";
  CHECK(reader::undo_double_encoding(quoted));
  CHECK(quoted == "The guard’s bail");
  std::string framed = taken_for(prose, "koi8-r");
  CHECK(reader::undo_double_encoding(framed));
  CHECK(framed == prose);
  std::string mixed = taken_for(prose, "windows-1252") + " — and a sound dash";
  CHECK(reader::undo_double_encoding(mixed));
  CHECK(mixed == std::string(prose) + " — and a sound dash");
  std::string latin = taken_for(encoded(capitals, "windows-1251"), "windows-1252");
  CHECK(reader::undo_double_encoding(latin));
  CHECK(latin == capitals);
}

TEST_CASE("KOI8-R and windows-1251 taken for each other are changed back", "[encoding]") {
  for (const auto& [was, read_as] : {std::pair{"koi8-r", "windows-1251"}, std::pair{"windows-1251", "koi8-r"}}) {
    INFO(was);
    std::string sound(prose);
    sound.replace(sound.find("—"), std::string_view("—").size(), "-");  // KOI8-R has no dash
    std::string text = taken_for(encoded(sound, was), read_as);
    CHECK(reader::undo_double_encoding(text));
    CHECK(text == sound);
  }
}

TEST_CASE("sound text is never mended", "[encoding]") {
  for (const std::string_view sound :
       {prose, capitals, std::string_view("РОССИЯ, СССР, РСФСР: СРС, СС, РР"),
        std::string_view("Ärzte in Österreich prüften über fünfzig Fälle; ähnliche Fälle gäbe es öfter."),
        std::string_view("Qılıç, şüphelinin üzerinde ölçülü bir çığlık: İçişleri, Ğ, Ş, Ö."),
        std::string_view("Ñandú, Ñuñoa, Ñ"), std::string_view("МинЮст, ГосДума И МосГорСуд ПРОТИВ ВСЕХ ДОВОДОВ"),
        std::string_view("100 €, âge, â 5 €")}) {
    std::string text(sound);
    CHECK_FALSE(reader::undo_double_encoding(text));
    CHECK(text == sound);
  }
}
