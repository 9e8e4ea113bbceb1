// The words of a query in a text: what is marked, in texts of several languages.
#include "searcher/answer/snippet.hpp"

#include "common/text/stemmer.hpp"
#include "common/text/tokeniser.hpp"
#include "searcher/query/stop_words.hpp"

#include <catch2/catch.hpp>

using namespace blotter;

TEST_CASE("a word is marked wherever it stands and as the language of each text stems it") {
  query::QueryWord word;
  word.stems = {text::Stemmer("en").stem("babies")};
  REQUIRE(text::Stemmer("tr").stem("babies") != word.stems.front());
  match::Highlighter highlighter({word});
  const std::string text = "babies of other babies";
  for (int round = 0; round < 2; ++round) {
    const search::Snippet english = highlighter.whole(text, "en");
    REQUIRE(english.marks.size() == 2);
    CHECK(english.marks[0] == std::pair<std::uint32_t, std::uint32_t>(0, 6));
    CHECK(english.marks[1] == std::pair<std::uint32_t, std::uint32_t>(16, 22));
    CHECK(highlighter.whole(text, "tr").marks.empty());
  }
}

TEST_CASE("stop words are known by their normal form in both scripts and with an apostrophe") {
  for (const char* word : {"the", "what's", "bo'lgan", "для", "және", "ва"}) {
    CAPTURE(word);
    CHECK(query::is_stop_word(text::normalise_word(word)));
  }
  for (const char* form : {"", "kidney", "почка", "the "}) {
    CAPTURE(form);
    CHECK_FALSE(query::is_stop_word(form));
  }
}
