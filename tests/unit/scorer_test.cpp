// The scorer beside Xapian's matcher: random plans over random articles, in one index and in two.
#include "searcher/rank/scorer.hpp"

#include "common/schema.hpp"
#include "searcher/rank/ranker.hpp"
#include "tests/support/sanitizers.hpp"
#include "tests/unit/search_fixture.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

using namespace blotter;
using namespace blotter::test;
using query::Plan;

namespace {

const std::vector<std::string> words{"court",   "organ",  "police", "wheat",   "broker", "border", "heroin",
                                     "harvest", "prison", "judge",  "customs", "money",  "street", "village"};

class Dice {
 public:
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(engine_() % n); }
  // The first are the most frequent.
  const std::string& word() { return words[below(1 + below(static_cast<std::uint32_t>(words.size())))]; }
  double weight() { return below(3) == 0 ? below(10) / 9.0 : 1; }

 private:
  std::mt19937 engine_{20261124};
};

// More articles than a block of postings has, many of them equal but for their ids; some repeat a word very often.
std::string articles(std::uint32_t from, std::uint32_t step) {
  std::string lines;
  std::set<std::string> known;
  Dice dice;
  for (std::uint32_t i = 0; i < 9000; ++i) {
    std::string body;
    for (std::uint32_t n = 2 + dice.below(9); n > 0; --n) body += dice.word() + ' ';
    if (i % 900 == 0)
      for (int n = 0; n < 300; ++n) body += words[i / 900] + ' ';
    const std::uint32_t day = 1 + dice.below(28);
    const std::string rest = R"("language":"en","published":"2025-01-)" + std::string(day < 10 ? "0" : "") +
                             std::to_string(day) + R"(","title":")" + dice.word() + R"(","body":")" + body + "\"}\n";
    // What is the same throughout would be indexed once, but once in each half.
    if (known.insert(rest).second && i % step == from) lines += R"({"id":")" + std::to_string(i) + "\"," + rest;
  }
  return lines;
}

struct Indexes {
  TemporaryFolder folder;
  match::Index one;
  match::Index two;
  match::Index reversed;  // the last ids have the first numbers

  Indexes()
      : one(open({make("all", 0, 1)})),
        two(open({make("even", 0, 2), make("odd", 1, 2)})),
        reversed(open({make("reversed", 0, 1, true)})) {}

  std::string make(const std::string& name, std::uint32_t from, std::uint32_t step, bool backward = false) const {
    std::string lines = articles(from, step);
    if (backward) {
      std::string turned;
      const std::vector<std::string> all = lines_of(lines);
      for (auto line = all.rbegin(); line != all.rend(); ++line) turned += *line + '\n';
      lines = std::move(turned);
    }
    const Ran made = run({indexer, "--quiet", "--db", folder / name, "-"}, lines);
    if (made.status != 0) throw std::runtime_error("indexing: " + made.err);
    return folder / name;
  }
  static match::Index open(const std::vector<std::string>& directories) {
    Result<match::Index> opened = match::Index::open(directories);
    if (!opened) throw std::runtime_error(opened.error().message);
    return std::move(*opened);
  }
};

const Indexes& indexes() {
  static const Indexes both;
  return both;
}

Plan random_term(Dice& dice) {
  if (dice.below(12) == 0) return Plan::of_term(schema::word_term({}, "absent"), dice.weight());
  return Plan::of_term(schema::word_term(dice.below(3) == 0 ? "S" : "", dice.word()), dice.weight());
}

Plan random_window(Dice& dice) {
  std::vector<Plan> parts;
  for (std::uint32_t n = 2 + dice.below(2); n > 0; --n)
    parts.push_back(Plan::of_term(schema::word_term({}, dice.word())));
  Plan plan = Plan::of(Plan::Op::window, std::move(parts));
  plan.ordered = dice.below(2) == 0;
  plan.distance = static_cast<std::uint32_t>(plan.children.size()) + dice.below(4);
  return plan;
}

// Xapian estimates in how many articles a synonym stands, so plans with some are not compared with it.
Plan random_plan(Dice& dice, int depth, bool synonyms = false) {
  if (depth == 0 || dice.below(4) == 0) return random_term(dice);
  Plan plan;
  const std::uint32_t kind = dice.below(synonyms ? 11 : 9);
  if (kind == 0) {
    plan = random_window(dice);
  } else if (kind == 1) {
    plan.op = Plan::Op::dates;
    plan.range = {20250100 + dice.below(20), 20250110 + dice.below(20)};
  } else if (kind == 2) {
    plan.op = Plan::Op::at_least;
    plan.distance = 2;
    const std::string& word = dice.word();
    plan.children = {random_plan(dice, depth - 1, synonyms), Plan::of_term(schema::word_term({}, word))};
  } else if (kind > 8) {
    plan.op = Plan::Op::synonym;  // or nothing: a pattern that no word matches
    if (dice.below(5) == 0) return Plan();
    for (std::uint32_t n = 1 + dice.below(4); n > 0; --n)
      plan.children.push_back(Plan::of_term(schema::word_term({}, dice.word())));
  } else {
    static const std::vector<Plan::Op> ops{Plan::Op::any,     Plan::Op::any,   Plan::Op::all, Plan::Op::all,
                                           Plan::Op::exclude, Plan::Op::maybe, Plan::Op::max};
    plan.op = ops[dice.below(static_cast<std::uint32_t>(ops.size()))];
    const bool two = plan.op == Plan::Op::exclude || plan.op == Plan::Op::maybe;
    for (std::uint32_t n = two ? 2 : 2 + dice.below(4); n > 0; --n)
      plan.children.push_back(random_plan(dice, depth - 1, synonyms));
  }
  plan.weight = dice.weight();
  return plan;
}

struct Sides {
  const match::Index& index;
  match::Matcher matcher{index};
  match::Scorer scorer{index, matcher};

  std::vector<match::ScoredDoc> best(const Plan& plan, std::uint32_t wanted) {
    return match::Ranker(index, &scorer).best(plan, matcher.match(plan), false, match::Model::bm25, wanted, matcher);
  }
  void check(const Plan& plan, std::uint32_t wanted, bool narrowed, Dice& dice) {
    match::ShardSets documents = matcher.match(plan);
    if (narrowed)
      for (match::DocSet& set : documents) {
        match::DocSet kept = set;
        set.each([&](std::uint32_t docid) {
          if (dice.below(3) == 0) kept.remove(docid);
        });
        set = kept;
      }
    const auto own = match::Ranker(index, &scorer).best(plan, documents, narrowed, match::Model::bm25, wanted, matcher);
    const auto xapian =
        match::Ranker(index).best(plan, documents, narrowed, match::Model::bm25, match::count(documents), matcher);
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> scores;
    for (const match::ScoredDoc& one : xapian) scores[{one.document.shard, one.document.docid}] = one.score;
    REQUIRE(own.size() == std::min<std::size_t>(wanted, xapian.size()));
    // Xapian adds up in another order: what it scores alike to 1e-12 may stand in either order.
    const auto alike = [](double a, double b) { return std::abs(a - b) <= 1e-12 * b; };
    for (std::size_t i = 0; i < own.size(); ++i) {
      CAPTURE(i, index.id(own[i].document), index.id(xapian[i].document), own[i].score, xapian[i].score);
      REQUIRE(alike(own[i].score, scores.at({own[i].document.shard, own[i].document.docid})));
      REQUIRE(alike(own[i].score, xapian[i].score));
      if (i > 0) REQUIRE(match::ranks_before(index, own[i - 1], own[i]));
    }
  }
};

}  // namespace

TEST_CASE("the scorer ranks random plans as Xapian does") {
  Dice dice;
  for (const match::Index* index : {&indexes().one, &indexes().two}) {
    Sides sides{*index};
    for (int round = 0; round < rounds(300); ++round) {
      const Plan plan = random_plan(dice, 1 + static_cast<int>(dice.below(3)));
      const std::uint32_t wanted = std::vector<std::uint32_t>{1, 3, 10, 10, 200, 20000}[dice.below(6)];
      CAPTURE(round, to_text(plan), wanted, index->shards().size());
      sides.check(plan, wanted, dice.below(3) == 0, dice);
    }
  }
}

TEST_CASE("regression: scores over several indexes are those of one, to the last bit, also of wildcards") {
  Dice dice;
  Sides one{indexes().one};
  Sides two{indexes().two};
  for (int round = 0; round < rounds(300); ++round) {
    const Plan plan = random_plan(dice, 1 + static_cast<int>(dice.below(3)), true);
    const std::uint32_t wanted = std::vector<std::uint32_t>{1, 10, 200, 20000}[dice.below(4)];
    CAPTURE(round, to_text(plan), wanted);
    const auto whole = one.best(plan, wanted);
    const auto halves = two.best(plan, wanted);
    REQUIRE(whole.size() == halves.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
      REQUIRE(one.index.id(whole[i].document) == two.index.id(halves[i].document));
      REQUIRE(whole[i].score == halves[i].score);
    }
  }
}

TEST_CASE("a synonym counts as one word: its articles are counted once and its times add up") {
  const match::Index& index = indexes().one;
  Sides sides{index};
  Plan plan = Plan::of(Plan::Op::synonym, {Plan::of_term("heroin"), Plan::of_term("wheat"), Plan::of_term("absent")});
  match::ShardSets documents = sides.matcher.match(plan);
  const Xapian::Database& database = index.all();
  const double mean = database.get_avlength();
  const auto ranked = sides.best(plan, match::count(documents));
  REQUIRE(ranked.size() > 100);
  for (const match::ScoredDoc& one : ranked) {
    std::uint32_t times = 0;
    for (auto term = database.termlist_begin(one.document.docid); term != database.termlist_end(one.document.docid);
         ++term)
      if (*term == "heroin" || *term == "wheat") times += term.get_wdf();
    const double norm = match::bm25_norm(database.get_doclength(one.document.docid), 1 / mean);
    const double weight = match::bm25_weight(database.get_doccount(), static_cast<std::uint32_t>(ranked.size()), 1);
    REQUIRE(one.score == Approx(weight * match::bm25_tf(times, norm)).epsilon(1e-12));
  }
}

// Articles that score nothing are ordered by id, which is not the order of their numbers: those of later blocks of
// postings may come first.
TEST_CASE("regression: ties at score 0 are ordered by id past the first block of postings") {
  const Plan everything = [] {
    Plan plan;
    plan.op = Plan::Op::everything;
    return plan;
  }();
  const Plan plan = Plan::of(Plan::Op::any, {Plan::of_term("heroin"), everything});
  for (const match::Index* index : {&indexes().reversed, &indexes().two}) {
    Sides sides{*index};
    const std::uint32_t articles = index->all().get_doccount();
    REQUIRE(articles > 8192 + 500);
    const auto all = sides.best(plan, articles);
    REQUIRE(all.size() == articles);
    for (std::size_t i = 1; i < all.size(); ++i)
      REQUIRE((all[i - 1].score > all[i].score ||
               (all[i - 1].score == all[i].score && index->id(all[i - 1].document) < index->id(all[i].document))));
    const auto scored = static_cast<std::uint32_t>(
        std::count_if(all.begin(), all.end(), [](const match::ScoredDoc& one) { return one.score > 0; }));
    for (const std::uint32_t wanted : {1u, scored - 1, scored, scored + 1, scored + 50, scored + 500, articles - 1}) {
      const auto first = sides.best(plan, wanted);
      REQUIRE(first.size() == wanted);
      CAPTURE(wanted, scored);
      for (std::size_t i = 0; i < wanted; ++i) REQUIRE(first[i].document == all[i].document);
    }
  }
}

TEST_CASE("regression: an article of two indexes has the same place on every page") {
  const match::Index twice = Indexes::open({indexes().folder / "all", indexes().folder / "all"});
  Sides sides{twice};
  const Plan plan = Plan::of_term("heroin");
  const auto all = sides.best(plan, 18000);
  for (const std::uint32_t wanted : {1u, 2u, 3u, 10u, 11u, 101u}) {
    const auto first = sides.best(plan, wanted);
    for (std::size_t i = 0; i < wanted; ++i) REQUIRE(first[i].document == all[i].document);
  }
}

// Xapian lost the second "court" of such queries in the second index, where its search began with a least score.
TEST_CASE("regression: a word asked for three times scores alike in every index") {
  const auto word = [](const std::string& form) {
    return Plan::of(Plan::Op::maybe, {Plan::of_term("Z" + form), Plan::of_term(form, 0.25)});
  };
  const Plan plan = Plan::of(Plan::Op::any, {word("wheat"), word("wheat"), word("wheat"), word("organ")});
  const match::Index& index = indexes().two;
  match::Matcher matcher(index);
  const match::Ranker ranker(index);
  const match::ShardSets documents = matcher.match(plan);
  const auto first = ranker.best(plan, documents, false, match::Model::bm25, 10, matcher);
  const auto all = ranker.best(plan, documents, false, match::Model::bm25, match::count(documents), matcher);
  REQUIRE(first.size() == 10);
  for (std::size_t i = 0; i < first.size(); ++i) CHECK(first[i].score == all[i].score);
}

TEST_CASE("recent values stay until they take too much") {
  struct Value {
    std::size_t size;
    [[nodiscard]] std::size_t bytes() const { return size; }
  };
  match::LruCache<Value> recent(2000);
  int made = 0;
  const auto get = [&](const std::string& name) {
    return recent.get(name, [&] {
      ++made;
      return Value{600};
    });
  };
  const auto held = get("a");
  (void)get("b");
  (void)get("a");
  CHECK(made == 2);
  (void)get("c");  // takes the place of "b"
  (void)get("a");
  CHECK(made == 3);
  (void)get("b");
  CHECK(made == 4);
  CHECK(recent.bytes() <= 2000);
  CHECK(held->size == 600);
}

TEST_CASE("an article loses half of its score with each half-life, one without a date two halves") {
  CHECK(match::recency(20250131, 10, 20250131) == 1);
  CHECK(match::recency(20250201, 10, 20250131) == 1);
  CHECK(match::recency(20250121, 10, 20250131) == Approx(0.5));
  CHECK(match::recency(20250101, 10, 20250131) == Approx(0.125));
  CHECK(match::recency(0, 10, 20250131) == Approx(0.25));
}
