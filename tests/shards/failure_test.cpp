// Servers that die, hang, or change their index.
#include "tests/shards/shards_fixture.hpp"
#include "tests/support/programs.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/stat.h>
#include <thread>

using namespace blotter;
using namespace blotter::test;

TEST_CASE("shards: a server that is killed costs its query, and is asked again when it is back") {
  Servers servers;
  search::Searcher whole = searcher_on({Sharded::shared().whole()});
  search::Searcher parts = searcher_on(servers.addresses());
  const search::Request request = request_for("court police");
  REQUIRE(difference(whole.run(request), parts.run(request)) == "");
  servers[2].stop();
  const search::Answer lost = parts.run(request);
  REQUIRE(lost.error);
  CHECK(lost.error->message.starts_with(servers[2].address() + ": "));
  CHECK(lost.hits.empty());
  servers[2].start();
  CHECK(difference(whole.run(request), parts.run(request)) == "");
}

TEST_CASE("shards: a batch that loses a server in its middle names its queries and is completed by --resume") {
  Servers servers;
  const TemporaryFolder folder;
  const std::vector<std::string> words{"court", "police", "border", "minister", "bank", "heroin", "village", "the"};
  const int queries = is_long() ? 1000 : 200;
  const auto query = [&](int i) { return std::to_string(i) + '\t' + words[static_cast<std::size_t>(i) % 8] + '\n'; };
  std::string all;
  for (int i = 0; i < queries; ++i) all += query(i);
  const std::string out = folder / "out.jsonl", pipe = folder / "queries.tsv";
  const auto batch = [&](const std::vector<std::string>& databases, const std::string& bulk, bool resume) {
    std::vector<std::string> command{searcher, "--bulk", bulk, "--format", "jsonl", "--limit", "3", "-q", "-j", "2"};
    for (const std::string& database : databases) command.insert(command.end(), {"--db", database});
    if (resume) command.insert(command.end(), {"--resume", out});
    return run(command, bulk == "-" ? all : std::string());
  };
  // The server dies when the first answers are there and before the last queries come.
  write_file(out, "");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  std::thread writer([&] {
    std::ofstream to(pipe);
    to << all.substr(0, all.find("\n70\t") + 1) << std::flush;
    for (int i = 0; i < 100 && std::filesystem::file_size(out) == 0; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    servers[1].stop();
    to << all.substr(all.find("\n70\t") + 1);
  });
  const Ran lost = batch(servers.addresses(), pipe, true);
  writer.join();
  CHECK(lost.status == 2);
  CHECK(holds(lost.err, servers[1].address()));
  CHECK(holds(read_file(out), R"("error":{"code":"index")"));
  servers[1].start();
  CHECK(batch(servers.addresses(), "-", true).status == 0);
  const std::vector<std::string> completed = lines_of(read_file(out));
  const std::vector<std::string> whole = lines_of(batch({Sharded::shared().whole()}, "-", false).out);
  REQUIRE(completed.size() == static_cast<std::size_t>(queries));
  REQUIRE(whole.size() == completed.size());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const auto one = nlohmann::json::parse(whole[i]), other = nlohmann::json::parse(completed[i]);
    CAPTURE(i);
    CHECK(one.at("qid") == other.at("qid"));
    CHECK(one.at("total") == other.at("total"));
    CHECK(other.at("error").is_null());
    REQUIRE(one.at("hits").size() == other.at("hits").size());
    for (std::size_t hit = 0; hit < one.at("hits").size(); ++hit)
      CHECK(one.at("hits").at(hit).at("id") == other.at("hits").at(hit).at("id"));
  }
}

TEST_CASE("shards: with --partial the other shards answer, and the answer says so") {
  Servers servers;
  match::RemoteOptions options;
  options.partial = true;
  search::Searcher parts = searcher_on(servers.addresses(), options);
  const search::Request request = request_for("court");
  const std::uint32_t all = parts.run(request).total;
  search::Searcher third = searcher_on({servers[2].address()});
  const std::uint32_t lost = third.run(request).total;
  REQUIRE(lost > 0);
  servers[2].stop();
  const search::Answer partial = parts.run(request);
  CHECK(!partial.error);
  CHECK(partial.total == all - lost);
  CHECK(partial.partial == std::vector<std::string>{servers[2].address()});
  const Ran ran = run(
      {searcher, "--partial", "--format", "json", "--db", servers[2].address(), "--db", servers[1].address(), "court"});
  CHECK(ran.out.find("\"total_exact\":false") != std::string::npos);
  CHECK(ran.out.find("\"partial\":[\"" + servers[2].address() + "\"]") != std::string::npos);
  CHECK(ran.err.find("left out: " + servers[2].address()) != std::string::npos);
  // Nothing is no answer.
  CHECK(run({searcher, "--partial", "--db", servers[2].address(), "court"}).status == 2);
}

TEST_CASE("shards: with --partial an expanded query learns from the shards that answer alone") {
  Servers servers;
  match::RemoteOptions options;
  options.partial = true;
  search::Searcher parts = searcher_on(servers.addresses(), options);
  std::vector<std::string> others = servers.addresses();
  others.erase(others.begin() + 2);
  search::Searcher rest = searcher_on(others);
  search::Request request = request_for("court police");
  request.match_any = true;
  request.expand = true;
  const search::Answer all = parts.run(request);
  servers[2].stop();
  search::Answer partial = parts.run(request);
  CHECK(partial.partial == std::vector<std::string>{servers[2].address()});
  CHECK(partial.total < all.total);
  REQUIRE(!partial.notes.empty());
  partial.notes.pop_back();  // "left out"
  CHECK(difference(partial, rest.run(request)) == "");
}

TEST_CASE("shards: an article that a shard which does not answer may have is not said to be missing") {
  Servers servers;
  const std::vector<std::string> addresses = servers.addresses();
  const auto ask = [&](const std::string& option, const std::string& id) {
    return run({searcher, "--partial", "--db", addresses[0], "--db", addresses[2], option, id});
  };
  const std::string id = lines_of(run({searcher, "--db", addresses[0], "--format", "ids", "court"}).out).front();
  CHECK(ask("--show", "no-such-article").status == 1);
  servers[2].stop();
  CHECK(ask("--show", id).status == 0);
  for (const char* option : {"--show", "--like"}) {
    const Ran ran = ask(option, "no-such-article");
    CHECK(ran.status == 2);
    CHECK(holds(ran.err, "left out: " + addresses[2]));
  }
  const TemporaryFolder folder;
  const Ran report = run(
      {searcher, "--partial", "--db", addresses[0], "--db", addresses[2], "--report", folder / "page.html", "court"});
  CHECK(holds(report.err, "note: left out: " + addresses[2]));
}

TEST_CASE("shards: a server that hangs is named when --timeout is over") {
  Servers servers;
  match::RemoteOptions options;
  options.timeout = std::chrono::milliseconds(300);
  search::Searcher parts = searcher_on(servers.addresses(), options);
  const search::Request request = request_for("court");
  REQUIRE(!parts.run(request).error);
  servers[1].freeze();
  const auto start = std::chrono::steady_clock::now();
  const search::Answer late = parts.run(request);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
  REQUIRE(late.error);
  CHECK(late.error->message.starts_with(servers[1].address()));
  CHECK(late.error->hint.find("--timeout") != std::string::npos);
  servers[1].thaw();
  CHECK(!parts.run(request).error);
}

TEST_CASE("shards: a connection that a server closed for idleness is opened again") {
  Servers servers({"--idle-timeout", "150"});
  search::Searcher parts = searcher_on(servers.addresses());
  const search::Request request = request_for("court");
  const search::Answer before = parts.run(request);
  REQUIRE(!before.error);
  std::this_thread::sleep_for(std::chrono::milliseconds(600));
  CHECK(difference(before, parts.run(request)) == "");
}

TEST_CASE("shards: an index that changes underneath is opened anew") {
  const TemporaryFolder folder;
  const auto article = [](int i) {
    return R"({"id":"n)" + std::to_string(i) + R"(","title":"Court in Osh )" + std::to_string(i) +
           R"(","body":"The court heard witness )" + std::to_string(i) + R"( of the case."})" + "\n";
  };
  std::string articles;
  for (int i = 0; i < 50; ++i) articles += article(i);
  const std::string db = folder / "db";
  REQUIRE(run({indexer, "-q", "--db", db, "--shard", "1/1", "-"}, articles).status == 0);
  Server server(db);
  search::Searcher searcher = searcher_on({server.address()});
  const search::Request request = request_for("witness");
  CHECK(searcher.run(request).total == 50);
  for (int i = 50; i < 56; ++i)
    REQUIRE(run({indexer, "-q", "--db", db, "--writer", "update", "-"}, article(i)).status == 0);
  // The state that was open, or that of now: never an error, never a part of one.
  const search::Answer after = searcher.run(request);
  CHECK(!after.error);
  CHECK((after.total == 50 || after.total == 56));
  CHECK(searcher_on({server.address()}).run(request).total == 56);
}
