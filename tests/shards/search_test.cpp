// Searches through Xapian's stock servers give what one local index gives.
#include "common/store/remote.hpp"
#include "tests/shards/shards_fixture.hpp"
#include "tests/support/programs.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <random>

using namespace blotter;
using namespace blotter::test;
using search::Request;

namespace {

const std::vector<std::string> words{"police",     "court",    "trafficking", "heroin",  "opium",      "customs",
                                     "border",     "prison",   "Tashkent",    "Ташкент", "суд",        "полиция",
                                     "Mirziyoyev", "fraud",    "the",         "said",    "wheat",      "kidney",
                                     "organ",      "minister", "Бишкек",      "polis",   "prosecutor", "zzyzx"};

class Queries {
 public:
  explicit Queries(unsigned seed) : random_(seed) {}

  Request next() {
    Request request = request_for(text());
    request.match_any = one_in(3);
    if (one_in(3)) request.filters.push_back(filter());
    if (one_in(8) && !request.filters.empty() && request.filters[0].facet != "source")
      request.filters.push_back({"source", {}, {}, {"Herald"}});
    if (one_in(6)) request.from = "2025-03";
    if (one_in(6)) request.to = "2025-08-15";
    if (one_in(5)) request.sort = one_in(2) ? search::Sort::newest : search::Sort::oldest;
    if (one_in(4)) request.facets = {"country", "focus", "language", "source", "indicator"};
    if (one_in(8)) request.drill_down = true;
    if (one_in(5)) request.histogram = match::Unit::month;
    if (one_in(12)) request.crosses = {{"country", "crime"}};
    if (one_in(6)) request.offset = 7;
    if (one_in(9)) request.half_life = 60;
    if (one_in(9)) request.limit = 60;
    if (one_in(12)) request.explain = true;
    return request;
  }

 private:
  bool one_in(unsigned n) { return random_() % n == 0; }
  const std::string& word() { return words[random_() % words.size()]; }
  std::string text() {
    switch (random_() % 20) {
      case 0: return "*";
      case 1: return "\"" + word() + " " + word() + "\"";
      case 2: return "title:" + word();
      case 3: return "title:\"" + word() + " " + word() + "\"";
      case 4: return "body:" + word();
      case 5: return "body:\"the " + word() + "\"";
      case 6: return word().substr(0, 4) + "*";
      case 7: return word() + "~";
      case 8: return word() + " NEAR/6 " + word();
      case 9: return word() + " ADJ/3 (" + word() + " OR " + word() + ")";
      case 10: return word() + "#2 " + word();
      case 11: return "country:UZ " + word();
      case 12: return word() + " -" + word();
      case 13: return "published:2025-02..2025-06 " + word();
      case 14: return word() + "^3 " + word();
      case 15: return "title:" + word().substr(0, 3) + "* OR " + word();
      case 16: return word() + " AND (" + word() + " OR " + word() + " OR " + word() + ")";
      default: return word() + " " + word();
    }
  }
  search::FilterRequest filter() {
    switch (random_() % 5) {
      case 0: return {"country", {}, {"UZ", "KG"}, {}};
      case 1: return {"country", {}, {}, {"RU"}};
      case 2: return {"country", {}, {"KZ"}, {"RU", "UZ"}};
      case 3: return {"crime", {}, {"corruption"}, {}};
      default: return {"language", {}, {"en"}, {}};
    }
  }

  std::mt19937 random_;
};

std::string describe(const Request& request) {
  std::string text = request.query + (request.match_any ? " any" : "");
  for (const auto& filter : request.filters)
    text +=
        " " + filter.facet + "+" + std::to_string(filter.include.size()) + "-" + std::to_string(filter.exclude.size());
  return text + " " + request.from + ".." + request.to + " sort " + std::to_string(static_cast<int>(request.sort)) +
         " offset " + std::to_string(request.offset) + " recent " + std::to_string(request.half_life);
}

// What only positions on this side can decide, or the age of matches, for more articles than are read for it: by name,
// never another answer.
bool is_refused(const search::Answer& answer) {
  return answer.error && (holds(answer.error->message, "servers cannot look for ") ||
                          answer.error->message.starts_with("--recent cannot be had from servers: "));
}

}  // namespace

TEST_CASE("shards: queries of every kind through four servers give what one index gives") {
  Servers servers;
  search::Searcher whole = searcher_on({Sharded::shared().whole()});
  search::Searcher parts = searcher_on(servers.addresses());
  Queries queries(17);
  const int count = is_long() ? 500 : 200;
  int found = 0, refused = 0;
  for (int i = 0; i < count; ++i) {
    const Request request = queries.next();
    INFO(i << ": " << describe(request));
    const search::Answer local = whole.run(request);
    const search::Answer remote = parts.run(request);
    if (is_refused(remote)) {
      ++refused;
      continue;
    }
    CHECK(difference(local, remote) == "");
    if (local.total > 0) ++found;
  }
  CHECK(found > 80);
  CHECK(refused * 10 < count);
}

TEST_CASE("shards: queries that are expanded, by every model, through four servers give what one index gives") {
  using match::Model;
  constexpr Model models[] = {Model::bm25, Model::lm, Model::bm25plus, Model::pl2, Model::dph, Model::tfidf};
  Servers servers;
  search::Searcher whole = searcher_on({Sharded::shared().whole()});
  search::Searcher parts = searcher_on(servers.addresses());
  Queries queries(29);
  // What a wildcard stands for is weighed as one word, by an estimate that is the same in every shard.
  for (const Model model : models)
    for (const char* text : {"ka* OR polic*", "cour~"}) {
      Request request = request_for(text);
      request.model = model;
      INFO(describe(request) << " model " << static_cast<int>(model));
      CHECK(difference(whole.run(request), parts.run(request)) == "");
    }
  const std::string like = whole.run(request_for("court police")).hits.front().id;
  int expanded = 0;
  for (std::size_t i = 0; i < (is_long() ? 300U : 24U); ++i) {
    Request request = queries.next();
    request.crosses.clear();
    request.expand = i % 3 != 2;
    request.model = models[i % 5 < 2 ? 0 : i % std::size(models)];
    if (i % 7 == 6) request.like = like;
    INFO(i << ": " << describe(request) << " model " << i % std::size(models) << " like " << request.like);
    const search::Answer local = whole.run(request);
    const search::Answer remote = parts.run(request);
    if (is_refused(remote)) continue;
    CHECK(difference(local, remote) == "");
    const auto is_expanded = [](const std::string& note) { return note.starts_with("expanded by "); };
    expanded += !local.hits.empty() && std::any_of(remote.notes.begin(), remote.notes.end(), is_expanded);
  }
  CHECK(expanded > 8);
}

TEST_CASE("shards: folders, ssh and copies can be mixed, and a stand-in ssh starts the servers") {
  const Sharded& sharded = Sharded::shared();
  const std::string bin = sharded.folder() / "bin";
  std::filesystem::create_directories(bin);
  write_file(bin + "/ssh", "#!/bin/sh\nshift\nexec sh -c \"$*\"\n");
  std::filesystem::permissions(bin + "/ssh", std::filesystem::perms::owner_all);
  Server second(sharded.part(2));
  Server fourth(sharded.part(4));
  const std::string dead = [] {
    Server gone(Sharded::shared().part(1));
    return gone.address();
  }();
  const std::string path = std::string("PATH=") + bin + ":" + std::getenv("PATH");
  const auto ask = [&](const std::vector<std::string>& names, const std::vector<std::string>& query) {
    std::vector<std::string> command{searcher, "--format", "tsv", "--columns", "rank,score,id,title", "--limit", "50"};
    for (const std::string& name : names) command.insert(command.end(), {"--db", name});
    command.insert(command.end(), query.begin(), query.end());
    return run(command, {}, {path});
  };
  const std::vector<std::string> mixed{"ssh://archive" + sharded.part(1), dead + "|" + second.address(),
                                       sharded.part(3), fourth.address() + "|" + dead};
  for (const std::vector<std::string>& query :
       std::vector<std::vector<std::string>>{{"court"}, {"traffick*"}, {"--country", "UZ", "*"}, {"\"the court\""}}) {
    const Ran one = ask({sharded.whole()}, query);
    const Ran other = ask(mixed, query);
    INFO(other.err);
    CHECK(one.out == other.out);
    CHECK(other.status == 0);
  }
  const auto show = [&](const std::string& id) {
    return run({searcher, "--db", mixed[0], "--db", mixed[1], "--db", mixed[2], "--db", mixed[3], "--show", id}, {},
               {path});
  };
  const std::string id = lines_of(run({searcher, "--db", sharded.whole(), "--format", "ids", "court"}).out).front();
  CHECK(show(id).out == run({searcher, "--db", sharded.whole(), "--show", id}).out);
  CHECK(show("no-such-article").status == 1);
}

TEST_CASE("shards: a batch over servers is that over one index, by several connections, expanded or not") {
  Servers servers;
  std::vector<std::string> queries;
  for (std::size_t i = 0; i < 60; ++i) queries.push_back(words[i % words.size()] + " " + words[i * 7 % words.size()]);
  const auto check = [&](std::size_t count, const std::vector<std::string>& options) {
    std::string lines;
    for (std::size_t i = 0; i < count; ++i) lines += std::to_string(i) + "\t" + queries[i] + "\n";
    const std::string file = Sharded::shared().folder() / "batch.tsv";
    write_file(file, lines);
    const auto batch = [&](const std::vector<std::string>& names) {
      std::vector<std::string> command{searcher, "-q", "--bulk", file, "--format", "trec", "--jobs", "3"};
      command.insert(command.end(), options.begin(), options.end());
      for (const std::string& name : names) command.insert(command.end(), {"--db", name});
      return run(command).out;
    };
    const std::string one = batch({Sharded::shared().whole()});
    CHECK(lines_of(one).size() > count / 2);
    CHECK(batch(servers.addresses()) == one);
  };
  check(60, {});
  check(12, {"--expand", "--match", "any", "--limit", "5"});
}

TEST_CASE("shards: what servers cannot do is refused by name") {
  Servers servers;
  search::Searcher parts = searcher_on(servers.addresses());
  const auto refused = [&](const auto& change) {
    Request request = request_for("court");
    change(request);
    const search::Answer answer = parts.run(request);
    return answer.error ? answer.error->message : "";
  };
  CHECK(refused([](Request& r) { r.group = true; }).starts_with("--group cannot be had from servers"));
  CHECK(refused([](Request& r) { r.similar = "x"; }).starts_with("--similar cannot be had from servers"));
  const Ran plain = run({searcher, "--db", sample_folder() / "news.db", "--db", servers.addresses()[0], "court"});
  CHECK(plain.status == 2);
  CHECK(plain.err.find("news.db has no value slots") != std::string::npos);
}

TEST_CASE("shards: an index under two addresses is refused and not counted twice") {
  Servers servers;
  const std::string address = servers.addresses()[0];
  const auto refused = [&](const std::string& other) {
    const Ran ran = run({searcher, "--db", address, "--db", other, "court"});
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    return holds(ran.err, "'" + address + "' and '" + other + "' are the same index");
  };
  CHECK(refused("tcp://localhost:" + address.substr(address.rfind(':') + 1)));
  CHECK(refused(Sharded::shared().part(1)));
  // The same name again is one index, and its copies are one shard.
  const auto total = [&](const std::vector<std::string>& names) {
    std::vector<std::string> command{searcher, "--count", "court"};
    for (const std::string& name : names) command.insert(command.end(), {"--db", name});
    return run(command).out;
  };
  CHECK(total({address, address}) == total({address}));
  CHECK(total({address + "|" + Sharded::shared().part(1)}) == total({address}));
}

TEST_CASE("shards: a report over servers is a page without the words that they cannot count") {
  Servers servers;
  const TemporaryFolder folder;
  std::vector<std::string> command{searcher, "--report", folder / "page.html", "court"};
  for (const std::string& address : servers.addresses()) command.insert(command.end(), {"--db", address});
  const Ran made = run(command);
  CHECK(made.status == 0);
  CHECK(holds(made.err, "note: the page has no characteristic words"));
  CHECK(holds(read_file(folder / "page.html"), "court"));
  command.insert(command.end(), {"--terms", "5"});
  CHECK(holds(run(command).err, "--terms cannot be had from servers"));
}

TEST_CASE("shards: an address is what it says and no more") {
  CHECK(store::parse_remote("tcp://archive.example:7000")->port == 7000);
  CHECK(store::parse_remote("tcp://[::1]:7000")->host == "::1");
  CHECK(store::parse_remote("ssh://me@archive/srv/news.db")->arguments == "me@archive xapian-progsrv /srv/news.db");
  CHECK(store::parse_remote("ssh://archive:2222/srv/a")->arguments == "-p 2222 archive xapian-progsrv /srv/a");
  CHECK(store::parse_remote("ssh://archive/~/news.db")->arguments == "archive xapian-progsrv news.db");
  for (const char* wrong : {"tcp://host", "tcp://host:0", "tcp://host:70000", "tcp://:7", "tcp://-x:7", "ssh://host",
                            "ssh://host/", "ssh:///srv", "ssh://-oProxyCommand=x/srv", "ssh://a b/srv", "ssh://a/x y",
                            "ssh://a/x;y", "ssh://a/$(x)", "ssh://a/`x`", "ssh://a/~/-x", "file://x"})
    CHECK(!store::parse_remote(wrong));
  // A file in a folder leads nowhere, whatever it says.
  const TemporaryFolder folder;
  write_file(folder / "XAPIANDB", "remote 127.0.0.1:7000\n");
  CHECK(run({searcher, "--db", folder.path(), "court"}).status == 2);
}
