// The order of an article's words in a few bytes a word.
#include "common/store/word_order.hpp"

#include "common/schema.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <string>

using namespace blotter;
using Part = store::WordOrder::Part;

namespace {

struct Article {
  std::vector<std::string> title;
  std::vector<std::string> body;
  std::vector<std::pair<std::uint32_t, std::string>> more;  // further forms: index, form
};

struct Ordered {
  std::string bytes;
  std::map<std::string, std::vector<std::uint32_t>> positions;  // by the definition
};

std::uint32_t position_of(std::uint32_t index, std::uint32_t title_words) {
  return index < title_words ? store::title_start(title_words) + index
                             : store::body_start(title_words) + index - title_words;
}

Ordered order(const Article& article) {
  std::vector<std::string> all = article.title;
  all.insert(all.end(), article.body.begin(), article.body.end());
  std::vector<std::pair<std::uint32_t, std::string>> ordered_forms = article.more;
  for (std::uint32_t index = 0; index < all.size(); ++index) ordered_forms.emplace_back(index, all[index]);
  const auto title_words = static_cast<std::uint32_t>(article.title.size());
  std::map<std::string, std::uint32_t> numbers;
  std::vector<std::uint32_t> hashes;
  std::vector<store::OrderedForm> words;
  Ordered ordered;
  for (const auto& [index, form] : ordered_forms) {
    const auto [number, fresh] = numbers.try_emplace(form, static_cast<std::uint32_t>(hashes.size()));
    if (fresh) hashes.push_back(store::order_hash(form));
    words.push_back({number->second, index});
    ordered.positions[form].push_back(position_of(index, title_words));
  }
  for (auto& [form, positions] : ordered.positions) std::sort(positions.begin(), positions.end());
  ordered.bytes = store::word_order(hashes, words, title_words);
  return ordered;
}

std::vector<std::uint32_t> positions(std::string_view bytes, std::string_view form, Part part = Part::all) {
  std::vector<std::uint32_t> found;
  const auto order = store::WordOrder::read(bytes);
  REQUIRE(order);
  order->add_positions(store::order_hash(form), part, found);
  return found;
}

std::vector<std::string> words(std::mt19937& random, std::size_t count, std::size_t different) {
  std::vector<std::string> some;
  for (; count > 0; --count) some.push_back("w" + std::to_string(random() % different));
  return some;
}

}  // namespace

TEST_CASE("an order tells where each word of the article stands") {
  std::mt19937 random(11);
  // Codes of one, two and three bytes; titles that are shorter and longer than the gap.
  for (const std::size_t most : {30U, 400U, 9000U})
    for (int round = 0; round < 20; ++round) {
      Article article{
          words(random, random() % (most == 9000 ? 1500 : 20), most), words(random, random() % most, most), {}};
      const auto count = static_cast<std::uint32_t>(article.title.size() + article.body.size());
      for (std::uint32_t index = 0; index < count; index += 1 + static_cast<std::uint32_t>(random() % 50))
        article.more.emplace_back(index, "more" + std::to_string(random() % 20));
      const Ordered ordered = order(article);
      if (count == 0) {
        CHECK(ordered.bytes.empty());
        continue;
      }
      REQUIRE_FALSE(ordered.bytes.empty());
      for (const auto& [form, expected] : ordered.positions) {
        REQUIRE(positions(ordered.bytes, form) == expected);
        const auto title = static_cast<std::uint32_t>(article.title.size());
        std::vector<std::uint32_t> of_body = expected;
        std::erase_if(of_body,
                      [&](std::uint32_t at) { return at <= schema::body_gap || at >= store::long_title_start; });
        REQUIRE(positions(ordered.bytes, form, Part::body) == of_body);
        std::vector<std::uint32_t> of_title = expected;
        std::erase_if(of_title, [&](std::uint32_t at) {
          return at < store::title_start(title) || at >= store::title_start(title) + title;
        });
        REQUIRE(positions(ordered.bytes, form, Part::title) == of_title);
      }
    }
}

TEST_CASE("an order finds the phrases that positions find") {
  std::mt19937 random(7);
  std::size_t found = 0;
  std::size_t undecided = 0;
  for (int round = 0; round < 300; ++round) {
    Article article{words(random, random() % 12, 6), words(random, 1 + random() % 60, 6), {}};
    if (round % 3 == 0) article.more.emplace_back(0, "w0");
    const std::string bytes = order(article).bytes;
    const auto read = store::WordOrder::read(bytes);
    REQUIRE(read);
    std::vector<std::string> present = article.title;
    present.insert(present.end(), article.body.begin(), article.body.end());
    for (int phrase = 0; phrase < 30; ++phrase) {
      std::vector<std::string> forms;
      for (std::size_t n = 1 + random() % 4; n > 0; --n) forms.push_back(present[random() % present.size()]);
      std::vector<std::uint32_t> hashes;
      for (const std::string& form : forms) hashes.push_back(store::order_hash(form));
      const bool further = round % 3 == 0;
      const auto in = [&](const std::vector<std::string>& part) {
        const std::string* const first = article.title.empty() ? article.body.data() : article.title.data();
        return std::search(part.begin(), part.end(), forms.begin(), forms.end(),
                           [&](const std::string& word, const std::string& form) {
                             return word == form || (further && &word == first && form == "w0");
                           }) != part.end();
      };
      const std::size_t rarest = random() % forms.size();
      const auto all = read->has_phrase(hashes, rarest, Part::all);
      undecided += all ? 0 : 1;
      REQUIRE((all.has_value() || further));
      if (!all) continue;
      REQUIRE(*all == (in(article.title) || in(article.body)));
      REQUIRE(read->has_phrase(hashes, rarest, Part::title) == in(article.title));
      REQUIRE(read->has_phrase(hashes, rarest, Part::body) == in(article.body));
      found += *all ? 1 : 0;
    }
  }
  CHECK(found > 3000);
  CHECK(undecided > 500);
}

TEST_CASE("an order takes two bytes a word of an ordinary article and depends on nothing but its words") {
  std::mt19937 random(5);
  Article article{words(random, 10, 300), words(random, 400, 300), {{3, "naive"}, {70, "Z"}, {70, "a"}}};
  const std::string bytes = order(article).bytes;
  CHECK(bytes.size() == 6 + 410 * 2 + 3 * 4);
  std::swap(article.more[1], article.more[2]);
  CHECK(order(article).bytes == bytes);
}

TEST_CASE("an article without words or with very many has no order") {
  CHECK(order({}).bytes.empty());
  CHECK(store::word_order({}, {}, 0).empty());
  std::mt19937 random(3);
  CHECK_FALSE(order({{}, words(random, 32000, 100), {}}).bytes.empty());
  CHECK(order({{}, words(random, 33000, 100), {}}).bytes.empty());
  CHECK(order({{}, words(random, 70000, 10), {}}).bytes.empty());
}

TEST_CASE("an article with two words of one hash has no order") {
  const std::vector<std::uint32_t> hashes{7, 8, 7};
  const std::vector<store::OrderedForm> words{{0, 0}, {1, 1}, {2, 2}};
  CHECK(store::word_order(hashes, words, 0).empty());
  CHECK_FALSE(store::word_order(std::vector<std::uint32_t>{7, 8, 9}, words, 0).empty());
}

TEST_CASE("a damaged order is refused or read within its bytes") {
  std::mt19937 random(9);
  const std::string plain = order({words(random, 5, 90), words(random, 90, 90), {}}).bytes;
  for (std::size_t size = 0; size < plain.size(); ++size) CHECK_FALSE(store::WordOrder::read(plain.substr(0, size)));
  CHECK_FALSE(store::WordOrder::read(plain + "x"));
  const std::string bytes = order({words(random, 5, 90), words(random, 90, 90), {{7, "more"}}}).bytes;
  for (int round = 0; round < 2000; ++round) {
    std::string damaged = bytes;
    damaged[random() % damaged.size()] = static_cast<char>(random());
    const std::string exact(damaged.data(), damaged.size());
    if (const auto order = store::WordOrder::read(exact)) {
      std::vector<std::uint32_t> found;
      order->add_positions(store::order_hash("w1"), Part::all, found);
      CHECK(found.size() <= 96);
    }
  }
}
