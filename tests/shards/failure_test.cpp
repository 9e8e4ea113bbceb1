// Servers that die, hang, or change their index.
#include "tests/shards/shards_fixture.hpp"

#include <catch2/catch.hpp>

#include <chrono>
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
