#include "common/store/article_record.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace blotter;

namespace {

Article sample() {
  Article a;
  a.id = "a-1";
  a.title = "Four held in Osh";
  a.body = std::string(300, 'x') + " Бишкек";
  a.authors = {"A. Author", "B. Writer"};
  a.published = "2025-11-13";
  FacetValue value;
  value.value = "KG";
  value.label = "Kyrgyzstan";
  value.focus = true;
  value.mentions = 2;
  value.evidence = {{TextField::title, 13, 16}, {TextField::body, 301, 313}};
  a.facet("country").values.push_back(value);
  FacetValue crime;
  crime.value = "forced-labour";
  crime.inferred = true;
  crime.elements = {{"withheld-wages", {{TextField::body, 3, 9}, {TextField::title, 0, 4}}}, {"isolation", {}}};
  a.facet("crime").values.push_back(crime);
  return a;
}

}  // namespace

TEST_CASE("a stored article reads back as it was") {
  const Article article = sample();
  const auto read = store::decode(store::encode(article));
  REQUIRE(read);
  CHECK(*read == article);
}

TEST_CASE("a damaged record is an error, whatever its bytes") {
  const std::string good = store::encode(sample());
  for (std::size_t size = 0; size < good.size(); ++size) CHECK_FALSE(store::decode(good.substr(0, size)));
  std::mt19937 random(3);
  for (int round = 0; round < 5000; ++round) {
    std::string bad = good;
    for (int i = 0; i < 3; ++i) bad[random() % bad.size()] = static_cast<char>(random());
    const auto read = store::decode(bad);
    if (!read) continue;
    const auto again = store::decode(store::encode(*read));  // what is read is an article, not a heap of bytes
    REQUIRE(again);
    CHECK(*again == *read);
  }
}

TEST_CASE("that a text was recognised is stored with it", "[ocr][issue-23]") {
  for (const bool with_place : {false, true}) {
    Article article = sample();
    if (with_place) article.collected = "2025-11-14";
    const std::string plain = store::encode(article);
    article.ocr = Recognition{93, 0xFEDCBA9876543210};
    const std::string full = store::encode(article);
    CHECK(full.size() > plain.size());
    const auto read = store::decode(full);
    REQUIRE(read);
    CHECK(*read == article);
    for (std::size_t size = plain.size() + 1; size < full.size(); ++size) {
      const auto cut = store::decode(full.substr(0, size));
      CHECK_FALSE(cut);
    }
  }
}

TEST_CASE("where an article came from is stored with it, and records without it read as before") {
  Article article = sample();
  const std::string plain = store::encode(article);
  article.collected = "2025-11-14";
  article.parent = "letter@kiln.example";
  article.published_by_page = true;
  const std::string full = store::encode(article);
  CHECK(full.starts_with(plain));
  const auto read = store::decode(full);
  REQUIRE(read);
  CHECK(*read == article);
  for (std::size_t size = plain.size() + 1; size < full.size(); ++size)
    CHECK_FALSE(store::decode(full.substr(0, size)));
}
