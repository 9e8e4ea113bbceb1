// `published` is the story's day, `collected` that of saving: both are kept, filtered and shown.
#include "tests/support/programs.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>

using namespace blotter::test;

namespace {

// Seconds since 1970 as the file's time.
void set_time(const std::string& path, time_t seconds) {
  const timespec times[2] = {{seconds, 0}, {seconds, 0}};
  REQUIRE(utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
}

constexpr time_t in_march = 1741780800;  // 2025-03-12
constexpr time_t in_may = 1747051200;    // 2025-05-12

std::string story(const std::string& title, const std::string& note = {}) {
  return "<!DOCTYPE html>" + note + "<html><head><title>" + title +
         "</title><meta property=\"article:published_time\" " + "content=\"2025-01-05\"></head><body><p>" + title +
         ", the police of Osh said on Sunday at the gate.</p></body></html>";
}

}  // namespace

TEST_CASE("the day of saving is kept beside the day of the story, filtered and shown", "[issue-23]") {
  const TemporaryFolder folder;
  write_file(folder / "in/march.html", story("Goat stolen twice from one yard"));
  write_file(folder / "in/may.html", story("Thief returns goat with a kid"));
  write_file(folder / "in/june.html",
             story("Kid stolen from the goat",
                   "<!--\n Page saved with SingleFile \n url: https://osh.example/kid \n saved "
                   "date: Mon Jun 02 2025 09:00:00 GMT+0600\n-->"));
  set_time(folder / "in/march.html", in_march);
  set_time(folder / "in/may.html", in_may);
  set_time(folder / "in/june.html", in_march);
  CHECK(index({"--db", folder / "db", folder / "in"}).status == 0);
  const auto found = [&](const std::vector<std::string>& filter) {
    std::vector<std::string> command{searcher, "--db", folder / "db", "--format", "ids"};
    command.insert(command.end(), filter.begin(), filter.end());
    return lines_of(run(command).out).size();
  };
  CHECK(found({"--collected-from", "2025-04"}) == 2);
  CHECK(found({"--collected-from", "2025-04", "--collected-to", "2025-05-12"}) == 1);
  CHECK(found({"--collected-to", "2025-03-11"}) == 0);
  CHECK(found({"collected:2025-06-02"}) == 1);
  CHECK(found({"collected:none"}) == 0);
  CHECK(found({"--from", "2025-02"}) == 0);  // of all three the story's day is in January
  CHECK(run({searcher, "--db", folder / "db", "--collected-from", "2025-06", "--collected-to", "2025-05"}).status == 2);
  const Ran shown = run({searcher, "--db", folder / "db", "--show", "https://osh.example/kid"});
  CHECK(holds(shown.out, "2025-06-02"));
  CHECK(holds(shown.out, "2025-01-05"));
  const Ran json = run({searcher, "--db", folder / "db", "--show", "https://osh.example/kid", "--format", "json"});
  CHECK(holds(json.out, "\"collected\":\"2025-06-02\""));
  CHECK(holds(json.out, "\"hash\":\""));
  // A batch of requests filters alike.
  const Ran batch = run({searcher, "--db", folder / "db", "--bulk", "-", "--format", "jsonl"},
                        "{\"qid\":\"1\",\"query\":\"*\",\"collected_from\":\"2025-04\"}\n");
  CHECK(holds(batch.out, "\"total\":2"));
  // To touch a file changes no article.
  set_time(folder / "in/march.html", in_may);
  CHECK(holds(index({"--db", folder / "db", folder / "in"}).err, "0 new, 0 updated, 3 unchanged"));
}

TEST_CASE("one address saved twice is one article", "[issue-23]") {
  const TemporaryFolder folder;
  const std::string url = "https://osh.example/goat";
  write_file(folder / "in/a.html",
             story("Goat stolen twice from one yard", "<!-- saved from url=(0024)" + url + " -->"));
  write_file(folder / "in/b.html",
             story("Goat stolen twice from one yard",
                   "<!--\n Page saved with SingleFile \n url: " + url + " \n saved date: Mon Jun 02 2025\n-->"));
  const Ran ran = index({"--db", folder / "db", folder / "in"});
  CHECK(ran.status == 0);
  CHECK(lines_of(run({searcher, "--db", folder / "db", "--format", "ids", "goat"}).out) ==
        std::vector<std::string>{url});
}

TEST_CASE("the same article has the same hash in every file", "[issue-23]") {
  const TemporaryFolder folder;
  write_file(folder / "a.jsonl",
             "{\"id\":\"1\",\"title\":\"Goat\",\"body\":\"A goat was stolen in Osh.\"}\n"
             "{\"id\":\"2\",\"title\":\"Goat\",\"body\":\"A goat was stolen in Osh!\"}\n");
  write_file(folder / "b.jsonl", "{\"id\":\"3\",\"title\":\"Goat\",\"body\":\"A goat was stolen in Osh.\"}\n");
  const auto hashes = [&](const std::string& name) {
    std::vector<std::string> out;
    for (const std::string& line : lines_of(index({"--dry-run", "--json", folder / name}).out))
      if (const std::size_t at = line.find("\"hash\":\""); at != std::string::npos)
        out.push_back(line.substr(at + 8, 16));
    return out;
  };
  const auto a = hashes("a.jsonl");
  const auto b = hashes("b.jsonl");
  REQUIRE(a.size() == 2);
  REQUIRE(b.size() == 1);
  CHECK(a[0] == b[0]);
  CHECK(a[0] != a[1]);
  CHECK(a[0].find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEST_CASE("articles of a mail and of a span of days of saving are removed by a query", "[issue-23]") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  const std::string articles =
      R"({"id":"mail","title":"Letter of the guards","body":"Two goats.","collected":"2024-03-01"})"
      "\n"
      R"({"id":"paper","title":"List of goats","body":"Eleven goats.","parent":"mail","collected":"2025-05-05"})"
      "\n"
      R"({"id":"page","title":"Goats return","body":"A page on goats.","collected":"2025-06-06"})"
      "\n";
  REQUIRE(run({indexer, "--quiet", "--db", db, "-"}, articles).status == 0);
  const std::string path = "PATH=" + std::filesystem::path(searcher).parent_path().string() + ":/usr/bin:/bin";
  const auto would_remove = [&](const std::string& query) {
    return run({indexer, "--db", db, "--dry-run", "--remove", "--query", query}, {}, {path}).out;
  };
  CHECK(would_remove("parent:mail") == "paper\n");
  CHECK(would_remove("collected:2025-06..") == "page\n");
  CHECK(would_remove("collected:..2024") == "mail\n");
  CHECK(would_remove("goats collected:2025 -parent:mail") == "page\n");
  CHECK(run({indexer, "--quiet", "--db", db, "--remove", "--query", "parent:mail"}, {}, {path}).status == 0);
  CHECK(lines_of(run({searcher, "--db", db, "--format", "ids", "goats"}).out).size() == 2);
}
