// Bytes of every encoding become UTF-8.
#include "indexer/reader/encoding.hpp"

#include "indexer/reader/bytes.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using namespace blotter;
using namespace blotter::reader;

namespace {

// Each character of `text`, ASCII, in `width` bytes, the least significant one first or last.
std::string wide(std::string_view text, std::size_t width, bool little) {
  std::string out;
  for (const char c : text) {
    std::string bytes(width, '\0');
    bytes[little ? 0 : width - 1] = c;
    out += bytes;
  }
  return out;
}

std::string marked(std::string_view mark, const std::string& bytes) { return std::string(mark) + bytes; }

std::string streamed(std::string_view bytes, std::string_view declared = {}) {
  MemoryStream memory(bytes);
  Utf8Stream stream(memory, declared);
  std::string out;
  while (true) {
    const auto piece = stream.next();
    REQUIRE(piece);
    if (piece->empty()) return out;
    out.append(*piece);
  }
}

std::string whole(std::string_view bytes, std::string_view declared = {}) {
  std::string storage;
  return std::string(as_utf8(bytes, declared, storage));
}

}  // namespace

TEST_CASE("a byte order mark decides, and is no part of the text") {
  using namespace std::string_view_literals;
  const std::pair<std::string_view, std::string> inputs[] = {
      {"UTF-8",
       "\xEF\xBB\xBF"
       "Two men"},
      {"UTF-16LE", marked("\xFF\xFE", wide("Two men", 2, true))},
      {"UTF-16BE", marked("\xFE\xFF", wide("Two men", 2, false))},
      {"UTF-32LE", marked("\xFF\xFE\0\0"sv, wide("Two men", 4, true))},
      {"UTF-32BE", marked("\0\0\xFE\xFF"sv, wide("Two men", 4, false))}};
  for (const auto& [name, bytes] : inputs) {
    CAPTURE(name);
    CHECK(guess_encoding(bytes, "windows-1251") == name);
    CHECK(streamed(bytes) == "Two men");
    CHECK(streamed(bytes, "windows-1251") == "Two men");
    CHECK(whole(bytes, "windows-1251") == "Two men");
  }
}

TEST_CASE("UTF-16 without a mark shows by its zero bytes, from four characters on") {
  CHECK(guess_encoding(wide("Two men", 2, true), "") == "UTF-16LE");
  CHECK(guess_encoding(wide("Two men", 2, false), "") == "UTF-16BE");
  CHECK(guess_encoding(wide("Four", 2, true), "") == "UTF-16LE");
  CHECK(guess_encoding(wide("One", 2, true), "") == "UTF-8");
  CHECK(whole(wide("Two men", 2, false)) == "Two men");
}

TEST_CASE("a declaration of wide characters without any is no declaration") {
  CHECK(whole("caf\xE9 au lait", "UTF-16") == "café au lait");
  CHECK(whole("caf\xE9 au lait", "UTF-32LE") == "café au lait");
  CHECK(whole("plain", "UTF-16") == "plain");
}

TEST_CASE("well-formed UTF-8 is believed against its declaration, and a few broken bytes against their detector") {
  CHECK(guess_encoding("Ош шаары", "windows-1251") == "UTF-8");
  CHECK(guess_encoding("Ош шаары \xD0", "windows-1251") == "UTF-8");  // cut at the end
  CHECK(guess_encoding("Ош \xD0 шаары, Жалал-Абад", "utf-8") == "UTF-8");
  CHECK(guess_encoding("\xCE\xF8 \xE3\xEE\xF0\xEE\xE4, \xEC\xE8\xEB\xE8\xF6\xE8\xFF "
                       "\xE7\xE0\xE4\xE5\xF0\xE6\xE0\xEB\xE0 \xE4\xE2\xEE\xE8\xF5",
                       "utf-8") == "windows-1251");
  CHECK(whole("\xEF\xBB\xBF") == "");
  CHECK(whole("a\xFFz", "utf-8") == "a\xEF\xBF\xBDz");
}

TEST_CASE("Turkish under a Latin-1 label is Turkish, and Icelandic, Czech names and French are not") {
  const std::string turkish =
      "\xDDstanbul'da \xFE\xFCpheli \xFEof\xF6r g\xF6zalt\xFDna al\xFDnd\xFD, da\xF0\xFDt\xFDm s\xFCr\xFCyor";
  CHECK(guess_encoding(turkish, "iso-8859-1") == "windows-1254");
  CHECK(guess_encoding(turkish, "windows-1252") == "windows-1254");
  CHECK(to_utf8(turkish, "windows-1254") == "İstanbul'da şüpheli şoför gözaltına alındı, dağıtım sürüyor");
  for (const char* other : {"\xDE\xE6r f\xF3ru til \xDEingvalla, en \xFE\xFD\xF0ingin er g\xF3\xF0 \xE1 \xFEv\xED sem "
                            "\xFE\xE6r s\xF6g\xF0u",
                            "Mr Nov\xFD and Mr \xC8"
                            "ern\xFD met Mrs Star\xFD and Mr Vesel\xFD",
                            "L'enqu\xEAte a \xE9t\xE9 ferm\xE9"
                            "e, dit Mme Nov\xE1, qui l'a suivie"})
    CHECK(guess_encoding(other, "iso-8859-1") == "windows-1252");
}

TEST_CASE("the web's names of encodings are read as the web means them") {
  CHECK(guess_encoding("caf\xE9 noir", "iso-8859-1") == "windows-1252");
  CHECK(guess_encoding("caf\xE9 noir", " latin1 ") == "windows-1252");
  CHECK(guess_encoding("\xBE\xAF\xB7\xBD", "gb2312") == "GB18030");
  CHECK(to_utf8("\xBE\xAF\xB7\xBD", "GB18030") == "警方");
  CHECK(to_utf8("\x93quoted\x94", "windows-1252") == "“quoted”");
}

TEST_CASE("the encoding that an XML declaration or a meta element names") {
  CHECK(declared_encoding("<?xml version='1.0' encoding='KOI8-R'?>") == "KOI8-R");
  CHECK(declared_encoding("\xEF\xBB\xBF <?xml version=\"1.0\" encoding = \"utf-8\" ?>") == "utf-8");
  CHECK(declared_encoding("<?xml version='1.0'?><meta charset=koi8-u>") == "koi8-u");
  CHECK(declared_encoding("<html><META charset = 'windows-1251' >") == "windows-1251");
  CHECK(declared_encoding("<meta name=x><meta http-equiv=content-type content='text/html; charset=gbk'>") == "gbk");
  CHECK(declared_encoding("<meta content='no charset'>charset=utf-8").empty());
  CHECK(declared_encoding("<?xml version='1.0'?>encoding='utf-8'").empty());
  CHECK(declared_encoding("").empty());
}

TEST_CASE("a character that two pieces of a stream share is whole") {
  std::string text;
  for (int i = 0; i < 40000; ++i) text += "ш";
  CHECK(streamed("x" + text) == "x" + text);
  CHECK(streamed(text.substr(1), "utf-8").substr(0, 5) == "\xEF\xBF\xBDш");
  CHECK(streamed(text + "\xD1") == text + "\xEF\xBF\xBD");
  const std::string long_text = wide(std::string(70000, 'a') + "z", 2, false);
  CHECK(streamed(long_text) == std::string(70000, 'a') + "z");
}
