// What the scan knows of each word: its capitals, and what parts it from the word before.
#include "indexer/facets/scan.hpp"

#include "common/taxonomy/lexicon.hpp"
#include "common/text/tokeniser.hpp"

#include <catch2/catch.hpp>

using namespace blotter;

namespace {

struct Scanned {
  std::string text;
  text::TokenStream title, body;
  facets::Scan scan;
};

// Letters of what is known of each word of a body but the first: j joins, c comma, d dash, s begins a sentence.
std::string gaps(const std::string& body, const std::string& title = "") {
  static const taxonomy::Lexicon none;
  static const facets::Scanner scanner(taxonomy::embedded_lexicon(), none);
  static facets::Scanner::Scratch scratch;
  text::Tokeniser tokeniser;
  text::TokenStream title_words, body_words;
  tokeniser.tokenise(title, title_words);
  tokeniser.tokenise(body, body_words);
  facets::Scan scan;
  scanner.scan(title_words, body_words, "en", scan, scratch);
  std::string out;
  for (std::size_t i = scan.body_begin + 1; i < scan.words.size(); ++i) {
    const facets::Word& word = scan.words[i];
    out += (out.empty() ? "" : " ") + std::string(word.joins ? "j" : "") + (word.comma ? "c" : "") +
           (word.dash ? "d" : "") + (word.sentence_start ? "s" : "");
  }
  return out;
}

}  // namespace

TEST_CASE("scan: what stands between two words joins them or parts them or ends a sentence") {
  const std::pair<const char*, const char*> cases[] = {
      {"in Osh", "j"},           {"in  Osh", "j"},         {"in\tOsh", "j"},         {"in\nOsh", "j"},
      {"in\r\nOsh", "j"},        {"in\u00A0Osh", "j"},     {"Kara-Suu", "j"},        {"Kara\u2010Suu", "j"},
      {"the boys' camp", "j j"}, {"in\n\nOsh", "s"},       {"town. Osh", "s"},       {"St. Osh", "j"},
      {"Bay. Osh", "j"},         {"road, Osh", "c"},       {"why? Osh", "s"},        {"go! Osh", "s"},
      {"said: Osh", "s"},        {"said \"Osh", "s"},      {"said «Osh", "s"},       {"said \u201COsh", "s"},
      {"said \u201EOsh", "s"},   {"road \u2013 Osh", "d"}, {"road \u2014 Osh", "d"}, {"road\u2014Osh", ""},
      {"road - Osh", ""},        {"road (Osh", ""},        {"road; Osh", ""},        {"road, \u2014 Osh", "c"}};
  for (const auto& [text, known] : cases) {
    CAPTURE(text);
    CHECK(gaps(text) == known);
  }
}
