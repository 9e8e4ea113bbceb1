#include "common/text/utf8.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace blotter;

TEST_CASE("ill-formed UTF-8 becomes U+FFFD, a maximal part at a time", "[utf8]") {
  CHECK(text::repair_utf8("a\xF0\x9F\x98") == "a\xEF\xBF\xBD");
  CHECK(text::repair_utf8("\xC0\xAF") == "\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(text::repair_utf8("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(text::repair_utf8("Ошская область") == "Ошская область");
}

TEST_CASE("bodies keep one line break between paragraphs and no controls", "[utf8]") {
  CHECK(text::clean_body("  One \r\n\r\n  two\t three\x01 \n\n") == "One\ntwo  three");
  CHECK(text::clean_body("a\xC2\xA0"
                         "b\xE2\x80\xA9"
                         "c\xEF\xBB\xBF") == "a b\nc");
  CHECK(text::clean_body("\xC2\x85x\xC2\x9Fy") == "xy");
  CHECK(text::clean_body("\xC2\x93no\xC2\x94 \xC2\x96 it\xC2\x92s") == "“no” – it’s");  // windows-1252
  CHECK(text::clean_line(" a \n b\t\tc ") == "a b c");
}

TEST_CASE("text comes out in NFC", "[utf8]") {
  CHECK(text::clean_body("Кыргыз и\xCC\x86") == "Кыргыз й");
  CHECK(text::clean_body("caf"
                         "e\xCC\x81") == "caf\xC3\xA9");
  CHECK(text::to_nfc("\xE2\x84\xAB") == "\xC3\x85");
}

TEST_CASE("cleaning random bytes gives valid text that cleaning leaves alone", "[utf8]") {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& c : bytes) c = static_cast<char>(random() % 4 == 0 ? random() % 256 : 0xC0 + random() % 64);
    const std::string clean = text::clean_body(bytes);
    CHECK(text::is_utf8(clean));
    CHECK(text::clean_body(clean) == clean);
    for (const char c : clean) CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
  }
}

TEST_CASE("truncation never cuts a character", "[utf8]") {
  CHECK(text::truncate_utf8("Ош", 3) == "О");
  CHECK(text::truncate_utf8("Ош", 4) == "Ош");
  CHECK(text::truncate_utf8("😀", 3).empty());
}

TEST_CASE("characters at the edges of each length are written as UTF-8 has them, and read back", "[utf8]") {
  const std::pair<char32_t, std::string> characters[] = {{0x7F, "\x7F"},
                                                         {0x80, "\xC2\x80"},
                                                         {0x7FF, "\xDF\xBF"},
                                                         {0x800, "\xE0\xA0\x80"},
                                                         {0xD7FF, "\xED\x9F\xBF"},
                                                         {0xE000, "\xEE\x80\x80"},
                                                         {0xFFFF, "\xEF\xBF\xBF"},
                                                         {0x10000, "\xF0\x90\x80\x80"},
                                                         {0x10FFFF, "\xF4\x8F\xBF\xBF"}};
  for (const auto& [character, bytes] : characters) {
    CAPTURE(static_cast<std::uint32_t>(character));
    std::string out;
    text::append_utf8(character, out);
    CHECK(out == bytes);
    CHECK(text::is_utf8(bytes));
    std::size_t at = 0;
    CHECK(text::next_code_point(bytes, at) == character);
    CHECK(at == bytes.size());
    // Beside a byte that is none it stays, cut it is one part.
    CHECK(text::repair_utf8(bytes + "\xFF" + bytes) == bytes + "\xEF\xBF\xBD" + bytes);
    if (bytes.size() > 1)
      CHECK(text::repair_utf8(bytes.substr(0, bytes.size() - 1) + "a") ==
            "\xEF\xBF\xBD"
            "a");
  }
  for (const char32_t none : {0xD800, 0xDFFF, 0x110000}) {
    std::string out;
    text::append_utf8(none, out);
    CHECK(out == "\xEF\xBF\xBD");
  }
  for (const char* ill :
       {"\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\x80"})
    CHECK_FALSE(text::is_utf8(ill));
}
