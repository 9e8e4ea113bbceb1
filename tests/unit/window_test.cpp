// Windows in the title beside Xapian's OP_PHRASE and OP_NEAR, over random articles whose title terms have positions in
// the index that Xapian is asked about.
#include "searcher/match/window.hpp"

#include "common/schema.hpp"
#include "common/store/title_order.hpp"
#include "tests/unit/search_fixture.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <set>

using namespace blotter;
using namespace blotter::test;
using query::Plan;

namespace {

using Words = std::vector<std::string>;
using Part = std::vector<std::string>;  // any of these words

class Dice {
 public:
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(engine_() % n); }
  Words words(std::uint32_t most) {
    Words some;
    for (std::uint32_t n = below(most + 1); n > 0; --n)
      some.push_back(std::string(1, static_cast<char>('a' + below(6))));
    return some;
  }

 private:
  std::mt19937 engine_{20261125};
};

// One index as it was, with positions of the title's terms, and one as it is made now; every fourth article of it is
// from before.
struct Pair {
  Xapian::WritableDatabase before{"", Xapian::DB_BACKEND_INMEMORY};
  Xapian::WritableDatabase now{"", Xapian::DB_BACKEND_INMEMORY};
  std::vector<Words> titles{{}};  // by document number

  Pair() {
    Dice dice;
    for (int i = 0; i < 600; ++i) {
      const Words title = dice.words(9);
      const Words body = dice.words(30);
      titles.push_back(title);
      before.add_document(document(title, body, true));
      now.add_document(document(title, body, i % 4 == 0));
    }
  }

  static Xapian::Document document(const Words& title, const Words& body, bool positions) {
    Xapian::Document out;
    Xapian::termpos at = 0;
    for (const std::string& word : title) {
      out.add_posting(word, ++at);
      if (positions) out.add_posting("S" + word, at);
      else out.add_term("S" + word);
    }
    at += schema::body_gap;
    for (const std::string& word : body) out.add_posting(word, ++at);
    if (!positions)
      out.add_value(schema::slot_title_order,
                    store::title_order(std::vector<std::string_view>(title.begin(), title.end())));
    return out;
  }
};

Plan window_of(const std::vector<Part>& parts, std::uint32_t distance, bool ordered) {
  Plan plan;
  plan.op = Plan::Op::window;
  plan.distance = distance;
  plan.ordered = ordered;
  for (const Part& part : parts) {
    std::vector<Plan> terms;
    for (const std::string& word : part) terms.push_back(Plan::of_term("S" + word));
    plan.children.push_back(Plan::of(Plan::Op::any, std::move(terms)));
  }
  return plan;
}

std::set<std::uint32_t> by_xapian(const Xapian::Database& database, const std::vector<Part>& parts,
                                  std::uint32_t distance, bool ordered) {
  std::vector<Xapian::Query> queries;
  for (const Part& part : parts) {
    std::vector<std::string> terms;
    for (const std::string& word : part) terms.push_back("S" + word);
    queries.emplace_back(Xapian::Query::OP_OR, terms.begin(), terms.end());
  }
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(ordered ? Xapian::Query::OP_PHRASE : Xapian::Query::OP_NEAR, queries.begin(),
                                  queries.end(), distance));
  std::set<std::uint32_t> found;
  const Xapian::MSet matches = enquire.get_mset(0, database.get_doccount());
  for (auto at = matches.begin(); at != matches.end(); ++at) found.insert(*at);
  return found;
}

// Every choice of a place for every part, from the definition.
bool by_definition(const Words& title, const std::vector<Part>& parts, std::uint32_t distance, bool ordered,
                   std::vector<std::size_t>& chosen) {
  if (chosen.size() == parts.size()) {
    const auto [least, most] = std::minmax_element(chosen.begin(), chosen.end());
    return *most - *least < distance && (!ordered || std::is_sorted(chosen.begin(), chosen.end()));
  }
  const Part& part = parts[chosen.size()];
  for (std::size_t i = 0; i < title.size(); ++i) {
    if (std::find(part.begin(), part.end(), title[i]) == part.end()) continue;
    if (std::find(chosen.begin(), chosen.end(), i) != chosen.end()) continue;
    chosen.push_back(i);
    const bool found = by_definition(title, parts, distance, ordered, chosen);
    chosen.pop_back();
    if (found) return true;
  }
  return false;
}

// Whether two parts share a word and are not the same: there Xapian's OP_NEAR loses documents.
bool overlap(const std::vector<Part>& parts) {
  for (const Part& one : parts)
    for (const Part& other : parts)
      if (std::set(one.begin(), one.end()) != std::set(other.begin(), other.end()) &&
          std::find_first_of(one.begin(), one.end(), other.begin(), other.end()) != one.end())
        return true;
  return false;
}

}  // namespace

TEST_CASE("windows in the title are what Xapian finds from positions of the title's terms") {
  const Pair indexes;
  match::DocSet all(600);
  for (std::uint32_t docid = 1; docid <= 600; ++docid) all.add(docid);
  Dice dice;
  std::size_t hits = 0;
  for (int round = 0; round < 600; ++round) {
    std::vector<Part> parts(2 + dice.below(3));
    for (Part& part : parts)
      while (part.empty()) part = dice.words(dice.below(3) == 0 ? 2 : 1);
    const bool ordered = dice.below(2) == 0;
    const std::uint32_t distance = static_cast<std::uint32_t>(parts.size()) + dice.below(4);
    const Plan plan = window_of(parts, distance, ordered);
    CAPTURE(query::to_text(plan));
    REQUIRE(std::all_of(plan.children.begin(), plan.children.end(), match::has_title_term));
    std::set<std::uint32_t> found;
    match::match_window(indexes.now, plan, all).each([&](std::uint32_t docid) { found.insert(docid); });
    hits += found.size();
    std::set<std::uint32_t> expected;
    std::vector<std::size_t> chosen;
    for (std::uint32_t docid = 1; docid <= 600; ++docid)
      if (by_definition(indexes.titles[docid], parts, distance, ordered, chosen)) expected.insert(docid);
    REQUIRE(found == expected);
    const std::set<std::uint32_t> xapian = by_xapian(indexes.before, parts, distance, ordered);
    if (ordered || !overlap(parts)) REQUIRE(found == xapian);
    else REQUIRE(std::includes(found.begin(), found.end(), xapian.begin(), xapian.end()));
  }
  CHECK(hits > 10000);
}

TEST_CASE("a title's window is not found in the body, nor across the two") {
  std::string many;
  for (int i = 0; i < 300; ++i) many += " n" + std::to_string(i);
  const std::string longest(150, 'x');
  const Opened opened(R"({"id":"a","title":"Court frees the judge","body":"The court judge spoke of drug money."})"
                      "\n"
                      R"({"id":"b","title":"Drug ring went on trial over fraud, drug by drug","body":"Nothing more."})"
                      "\n"
                      R"({"id":"c","title":"Court judge)" +
                      many + R"(","body":"More than a byte tells apart."})" + "\n" +
                      R"({"id":"d","title":"Court judge )" + longest +
                      R"( freed","body":"A word longer than others."})" + "\n");
  CHECK(opened.found("title:\"court judge\"") == "cd");
  CHECK(opened.found("body:\"court judge\"") == "a");
  CHECK(opened.found("title:\"judge the\"").empty());
  CHECK(opened.found("title:(judge NEAR/3 court)") == "acd");
  CHECK(opened.found("title:(judge ADJ/3 court)").empty());
  CHECK(opened.found("title:\"n41 n42\"") == "c");
  CHECK(opened.found("title:\"n42 n41\"").empty());
  CHECK(opened.found("title:\"" + longest + " freed\"") == "d");
  CHECK(opened.found("title:(frees ADJ jud*)").empty());
  CHECK(opened.found("title:(frees ADJ/2 jud*)") == "a");
  CHECK(opened.found("title:drug#3") == "b");
  CHECK(opened.found("title:drug#4").empty());
  CHECK(opened.found("title:(drug NEAR/2 drug)") == "b");
  // The plain word may stand anywhere; the title's, in the title.
  CHECK(opened.found("title:judge NEAR/3 court") == "acd");
  CHECK(opened.found("title:judge NEAR/3 spoke").empty());
}

TEST_CASE("parts that share a word may each have a place of their own") {
  const Opened opened(R"({"id":"a","title":"He went on trial over fraud","body":"No more."})"
                      "\n");
  // Xapian's OP_NEAR moves either part away from the shared word, and loses this when it is the wrong one.
  CHECK(opened.found("title:((over OR trial) NEAR/1 (trial OR went))") == "a");
  CHECK(opened.found("title:((trial OR went) NEAR/1 (trial OR over))") == "a");
  CHECK(opened.found("title:((trial OR fraud) NEAR/1 (trial OR went))").empty());
  CHECK(opened.found("(over OR trial) NEAR/1 (trial OR went)") == "a");
  CHECK(opened.found("(trial OR went) NEAR/1 (trial OR over)") == "a");
  CHECK(opened.found("(trial OR fraud) NEAR/1 (trial OR went)").empty());
}

TEST_CASE("six words stand near each other in the body though two of them stand alone before") {
  const Opened opened(R"({"id":"a","title":"No more","body":"Money was, as all the papers of the town and the land )"
                      R"(have it, why the court judge spoke of drug money."})"
                      "\n");
  CHECK(opened.found("body:(court NEAR/1 judge NEAR/1 spoke NEAR/1 of NEAR/1 drug NEAR/1 money)") == "a");
  CHECK(opened.found("body:(court NEAR/1 judge NEAR/1 spoke NEAR/1 of NEAR/1 drug NEAR/1 town)").empty());
}
