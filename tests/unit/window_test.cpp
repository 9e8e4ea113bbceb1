// Windows beside Xapian's OP_PHRASE and OP_NEAR, over random articles that have position lists in the index that Xapian
// is asked about.
#include "searcher/match/window.hpp"

#include "common/hash.hpp"
#include "common/schema.hpp"
#include "common/store/word_order.hpp"
#include "tests/unit/search_fixture.hpp"

#include <catch2/catch.hpp>

#include <map>
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

// How an index has the places of an article's words: in position lists, as format 1 (of the title by an order of its
// own), or in an order.
enum class Places { lists, format_1, order };

std::string title_order_of_format_1(const Words& title) {
  std::string order(1, '\0');
  for (const std::string& word : title)
    order += static_cast<char>(hash_of(word) * 0x9e3779b97f4a7c15 >> 56);  // six words: no two alike
  return title.empty() ? std::string() : order;
}

std::string order_of(const Words& title, const Words& body) {
  std::map<std::string, std::uint32_t> numbers;
  std::vector<std::uint32_t> hashes;
  std::vector<store::OrderedForm> placed;
  for (const Words* part : {&title, &body})
    for (const std::string& word : *part) {
      const auto [number, fresh] = numbers.try_emplace(word, static_cast<std::uint32_t>(hashes.size()));
      if (fresh) hashes.push_back(store::order_hash(word));
      placed.push_back({number->second, static_cast<std::uint32_t>(placed.size())});
    }
  return store::word_order(hashes, placed, static_cast<std::uint32_t>(title.size()));
}

// One index with position lists, and one with articles of all kinds.
struct Pair {
  Xapian::WritableDatabase lists{"", Xapian::DB_BACKEND_INMEMORY};
  Xapian::WritableDatabase mixed{"", Xapian::DB_BACKEND_INMEMORY};
  std::vector<Words> titles{{}};  // by document number
  std::vector<Words> bodies{{}};

  Pair() {
    Dice dice;
    for (int i = 0; i < 600; ++i) {
      const Words title = dice.words(9);
      const Words body = dice.words(30);
      titles.push_back(title);
      bodies.push_back(body);
      lists.add_document(document(title, body, Places::lists));
      mixed.add_document(document(title, body,
                                  i % 4 == 0   ? Places::lists
                                  : i % 4 == 1 ? Places::format_1
                                               : Places::order));
    }
  }

  static Xapian::Document document(const Words& title, const Words& body, Places places) {
    Xapian::Document out;
    Xapian::termpos at = 0;
    const auto add = [&](const std::string& term, bool listed) {
      if (listed) out.add_posting(term, at);
      else out.add_term(term);
    };
    for (const std::string& word : title) {
      ++at;
      add(word, places != Places::order);
      add("S" + word, places == Places::lists);
    }
    at += schema::body_gap;
    for (const std::string& word : body) {
      ++at;
      add(word, places != Places::order);
    }
    if (places == Places::format_1) out.add_value(schema::slot_title_order, title_order_of_format_1(title));
    if (places == Places::order) out.add_value(schema::slot_word_order, order_of(title, body));
    return out;
  }
};

Plan window_of(const std::vector<Part>& parts, std::uint32_t distance, bool ordered, const std::string& prefix) {
  Plan plan;
  plan.op = Plan::Op::window;
  plan.distance = distance;
  plan.ordered = ordered;
  for (const Part& part : parts) {
    std::vector<Plan> terms;
    for (const std::string& word : part) terms.push_back(Plan::of_term(prefix + word));
    plan.children.push_back(Plan::of(Plan::Op::any, std::move(terms)));
  }
  return plan;
}

std::set<std::uint32_t> by_xapian(const Xapian::Database& database, const std::vector<Part>& parts,
                                  std::uint32_t distance, bool ordered, const std::string& prefix) {
  std::vector<Xapian::Query> queries;
  for (const Part& part : parts) {
    std::vector<std::string> terms;
    for (const std::string& word : part) terms.push_back(prefix + word);
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

// The documents that have one of the words of each part.
match::DocSet with_all(const Pair& indexes, const std::vector<Part>& parts, bool in_title) {
  match::DocSet found(600);
  for (std::uint32_t docid = 1; docid <= 600; ++docid) {
    Words words = indexes.titles[docid];
    if (!in_title) words.insert(words.end(), indexes.bodies[docid].begin(), indexes.bodies[docid].end());
    if (std::all_of(parts.begin(), parts.end(), [&](const Part& part) {
          return std::find_first_of(words.begin(), words.end(), part.begin(), part.end()) != words.end();
        }))
      found.add(docid);
  }
  return found;
}

void compare_windows(const std::string& prefix) {
  const bool in_title = !prefix.empty();
  const Pair indexes;
  match::Shard mixed;
  mixed.database = indexes.mixed;
  Dice dice;
  std::size_t hits = 0;
  for (int round = 0; round < 600; ++round) {
    std::vector<Part> parts(2 + dice.below(3));
    for (Part& part : parts)
      while (part.empty()) part = dice.words(dice.below(3) == 0 ? 2 : 1);
    const bool ordered = dice.below(2) == 0;
    const std::uint32_t distance = static_cast<std::uint32_t>(parts.size()) + dice.below(4);
    const Plan plan = window_of(parts, distance, ordered, prefix);
    CAPTURE(query::to_text(plan));
    std::set<std::uint32_t> found;
    match::match_window(mixed, plan, with_all(indexes, parts, in_title)).each([&](std::uint32_t docid) {
      found.insert(docid);
    });
    hits += found.size();
    std::set<std::uint32_t> expected;
    std::vector<std::size_t> chosen;
    for (std::uint32_t docid = 1; docid <= 600; ++docid)
      if (by_definition(indexes.titles[docid], parts, distance, ordered, chosen) ||
          (!in_title && by_definition(indexes.bodies[docid], parts, distance, ordered, chosen)))
        expected.insert(docid);
    REQUIRE(found == expected);
    const std::set<std::uint32_t> xapian = by_xapian(indexes.lists, parts, distance, ordered, prefix);
    if (ordered || !overlap(parts)) REQUIRE(found == xapian);
    else REQUIRE(std::includes(found.begin(), found.end(), xapian.begin(), xapian.end()));
  }
  CHECK(hits > 10000);
}

}  // namespace

TEST_CASE("windows are what Xapian finds from position lists") { compare_windows(""); }

TEST_CASE("windows in the title are what Xapian finds from positions of the title's terms") { compare_windows("S"); }

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
