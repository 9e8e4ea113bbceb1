// An order of words becomes position lists, and these the same order again.
#include "indexer/document/word_positions.hpp"

#include "common/schema.hpp"
#include "tests/support/small_index.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace blotter;
using namespace blotter::test;

namespace {

std::size_t listed(const IndexDocument& document) {
  std::size_t positions = 0;
  for (const IndexDocument::Term& term : document.terms) positions += term.position_count;
  return positions;
}

}  // namespace

TEST_CASE("an order becomes position lists, and these the same order") {
  std::string long_title;
  for (int i = 0; i < 1200; ++i) long_title += "n" + std::to_string(i % 700) + ' ';
  const TemporaryFolder folder;
  const std::string directory = make_small_index(
      folder, small_articles + R"({"id":"f","title":"Naïve O'Brien on #EndSlavery","body":"The café."})" + "\n" +
                  R"({"id":"g","title":")" + long_title + R"(","body":"Short text."})" + "\n" +
                  R"({"id":"h","title":"No text","body":"","authors":["Aida Bekova"]})" + "\n");
  const Result<store::OpenIndex> index = store::open(directory);
  REQUIRE(index);
  const Xapian::Database& database = index->database;
  REQUIRE(database.get_doccount() == 8);
  for (Xapian::docid docid = 1; docid <= 8; ++docid) {
    CAPTURE(docid);
    const Xapian::Document document = database.get_document(docid);
    const std::string order = document.get_value(schema::slot_word_order);
    REQUIRE_FALSE(order.empty());
    text::Interner vocabulary;
    IndexDocument out;
    read_terms(database, document, false, vocabulary, out);
    const std::size_t of_authors = listed(out);
    CHECK(of_authors == (docid == 8 ? 2 : 0));
    read_terms(database, document, true, vocabulary, out);
    CHECK(listed(out) > of_authors + 1);
    order_words(vocabulary, out);
    CHECK(out.value(schema::slot_word_order) == order);
    CHECK(listed(out) == of_authors);
  }
}

TEST_CASE("position lists with a gap or a very long word stay lists") {
  text::Interner vocabulary;
  const auto ordered = [&](std::vector<std::uint32_t> positions, const std::string& word) {
    IndexDocument document;
    const auto first = static_cast<std::uint32_t>(positions.size());
    positions.push_back(1);
    document.positions = std::move(positions);
    document.terms = {{vocabulary.intern("one").first, 1, 0, first}, {vocabulary.intern(word).first, 1, first, 1}};
    order_words(vocabulary, document);
    return !document.value(schema::slot_word_order).empty();
  };
  CHECK(ordered({2, 3}, "two"));
  CHECK_FALSE(ordered({2, 4}, "two"));
  CHECK_FALSE(ordered({2, 4'000'000'000U}, "two"));
  CHECK_FALSE(ordered({2, 3}, std::string(130, 'x')));
  // The body begins behind the title and the gap.
  CHECK(ordered({2, 3 + schema::body_gap}, "two"));
  CHECK_FALSE(ordered({2, 2 + schema::body_gap}, "two"));
}
