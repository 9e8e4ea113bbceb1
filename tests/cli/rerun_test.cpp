// Nightly runs: what has not changed costs little, failures are told once, and every change can be listed.
#include "tests/support/programs.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <filesystem>
#include <sys/resource.h>
#include <thread>

using namespace blotter::test;

namespace {

// Files that changed just now are never taken to be unchanged.
void let_times_pass() { std::this_thread::sleep_for(std::chrono::milliseconds(120)); }

std::string story(int number) {
  const std::string n = std::to_string(number);
  return "{\"id\":\"s" + n + "\",\"title\":\"Lorry " + n + " stopped\",\"body\":\"Customs officers opened lorry " + n +
         " at Dostuk and found heroin under the onions.\",\"published\":\"2025-02-03\"}\n";
}

// Two good files, one that is half good, one that is not good at all, and two that are no articles.
void write_input(const TemporaryFolder& folder) {
  write_file(folder / "in/a.jsonl", story(1) + story(2));
  write_file(folder / "in/b.jsonl", story(3));
  write_file(folder / "in/half.jsonl", story(4) + "{\"title\": broken\n");
  write_file(folder / "in/bad.jsonl", "{\"title\": broken\n");
  write_file(folder / "in/style.css", "body { margin: 0 }\n");
  write_file(folder / "in/run.sh", "#!/bin/sh\necho lorry\n");
  let_times_pass();
}

// Processor time, which does not depend on what else the machine does.
double seconds_of_children() {
  rusage usage{};
  ::getrusage(RUSAGE_CHILDREN, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

TEST_CASE("issue 18 item 14: a failure that has not changed is a count and no reason for status 2") {
  const TemporaryFolder folder;
  write_input(folder);
  const Ran first = index({"--db", folder / "db", folder / "in"});
  CHECK(first.status == 2);
  CHECK(holds(first.err, "4 new, 0 updated, 0 unchanged, 2 failed"));
  const Ran second = index({"--db", folder / "db", folder / "in"});
  CHECK(second.status == 0);
  CHECK(holds(second.err, "4 unchanged, 0 failed, 2 known failures (--verbose names them)"));
  CHECK(lines_of(second.err).size() == 1);
  const Ran verbose = index({"--db", folder / "db", "--verbose", folder / "in"});
  CHECK(verbose.status == 0);
  CHECK(holds(verbose.err, "bad.jsonl, "));
  CHECK(holds(verbose.err, "half.jsonl, "));
  CHECK(holds(verbose.err, "2 known failures in"));

  // A new failure beside the old ones is one, and so is an old one in a file that has changed.
  write_file(folder / "in/worse.jsonl", "{\"title\": broken as well\n");
  let_times_pass();
  const Ran third = index({"--db", folder / "db", folder / "in"});
  CHECK(third.status == 2);
  CHECK(holds(third.err, "worse.jsonl"));
  CHECK_FALSE(holds(third.err, "half.jsonl"));
  CHECK(holds(third.err, "1 failed, 2 known failures"));
  write_file(folder / "in/bad.jsonl", "{\"title\": broken!\n");
  CHECK(holds(index({"--db", folder / "db", folder / "in"}).err, "1 failed, 2 known failures"));
}

TEST_CASE("issue 13: an unchanged rerun comes to what a full reading comes to") {
  const TemporaryFolder folder;
  write_input(folder);
  // A duplicate by URL, one by text, one id twice, and one that its own id does not identify.
  write_file(
      folder / "in/c.jsonl",
      "{\"id\":\"u1\",\"url\":\"https://a.example/x\",\"title\":\"Long\",\"body\":\"The longer text of both.\"}\n"
      "{\"id\":\"u2\",\"url\":\"https://a.example/x\",\"title\":\"Long\",\"body\":\"The longer.\"}\n" +
          story(1) + "{\"id\":\"t\",\"title\":\"One\",\"body\":\"First text.\"}\n" +
          "{\"id\":\"t\",\"title\":\"Two\",\"body\":\"Second text.\"}\n");
  let_times_pass();
  (void)index({"--db", folder / "db", folder / "in"});
  const auto counts = [](const Ran& ran) {
    std::string line = ran.out.substr(0, ran.out.find("\"seconds\""));
    return line + ran.out.substr(ran.out.find("\"skipped\""));
  };
  const Ran full = index({"--db", folder / "db", "--json", "--itemize", folder / "in"});  // reads all
  const Ran quick = index({"--db", folder / "db", "--json", folder / "in"});
  const std::string summary = full.out.substr(full.out.find("{\"schema\":\"blotter.summary/1\""));
  CHECK(counts({0, summary, {}}) == counts(quick));
  CHECK(holds(quick.out, "\"new\":0,\"updated\":0,"));
}

TEST_CASE("issue 13: a rerun sees whatever has changed") {
  const TemporaryFolder folder;
  write_input(folder);
  const std::vector<std::string> command{"--db", folder / "db", folder / "in"};
  (void)index(command);
  CHECK(holds(index(command).err, "0 new, 0 updated, 4 unchanged"));
  SECTION("another text of the same length and time") {
    const auto time = std::filesystem::last_write_time(folder / "in/b.jsonl");
    std::string text = story(3);
    text.replace(text.find("heroin"), 6, "hashis");
    write_file(folder / "in/b.jsonl", text);
    std::filesystem::last_write_time(folder / "in/b.jsonl", time);
    let_times_pass();
    CHECK(holds(index(command).err, "0 new, 1 updated, 3 unchanged"));
  }
  SECTION("a file that was skipped becomes a story") {
    write_file(folder / "in/run.sh",
               "<!DOCTYPE html><html><head><title>Onions</title></head><body><p>The court in Osh "
               "heard the case of the onions on Monday, the clerk said.</p></body></html>");
    let_times_pass();
    CHECK(holds(index(command).err, "1 new, 0 updated, 4 unchanged"));
  }
  SECTION("a removed article comes back") {
    CHECK(index({"--db", folder / "db", "--remove", "s3"}).status == 0);
    CHECK(holds(index(command).err, "1 new, 0 updated, 3 unchanged"));
  }
  SECTION("other options read anew") {
    CHECK(holds(index({"--db", folder / "db", "--language", "ru", folder / "in"}).err, "0 new, 4 updated"));
  }
  SECTION("a compacted index still knows its failures") {
    CHECK(index({"--db", folder / "db", "--compact"}).status == 0);
    const Ran ran = index(command);
    CHECK(ran.status == 0);
    CHECK(holds(ran.err, "4 unchanged, 0 failed, 2 known failures"));
  }
  SECTION("a damaged memory is no memory, and --verify names it") {
    std::string bytes = read_file(folder / "db/inputs");
    bytes[bytes.size() / 2] ^= 1;
    write_file(folder / "db/inputs", bytes);
    CHECK(holds(index({"--db", folder / "db", "--verify"}).err, "the file of the inputs is not whole"));
    const Ran ran = index(command);
    CHECK(ran.status == 2);
    CHECK(holds(ran.err, "4 unchanged, 2 failed"));
    CHECK(index({"--db", folder / "db", "--verify"}).status == 0);
  }
}

TEST_CASE("issue 13: an unchanged mixed folder of 10000 files is done again in 2 s") {
  const TemporaryFolder folder;
  const std::string script = "#!/bin/sh\n# counts the lorries that were opened\nls | wc -l\n";
  for (int i = 0; i < 10'000; ++i) {
    const std::string name = folder / ("in/" + std::to_string(i % 100) + "/f" + std::to_string(i));
    if (i % 4 == 0) write_file(name + ".jsonl", story(i));
    else if (i % 4 == 1) write_file(name + ".sh", script);
    else if (i % 4 == 2) write_file(name, script);
    else write_file(name + ".png", std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16) + std::string(200, '\1'));
  }
  let_times_pass();
  CHECK(index({"--db", folder / "db", folder / "in"}).status == 0);
  const double before = seconds_of_children();
  const Ran again = index({"--db", folder / "db", folder / "in"});
  CHECK(seconds_of_children() - before < 2);
  CHECK(again.status == 0);
  CHECK(holds(again.err, "0 new, 0 updated, 2,500 unchanged, 0 failed in"));
  CHECK(holds(again.err, "7,500 skipped: 5,000 scripts, 2,500 images"));
}

TEST_CASE("issue 18 item 14: --itemize prints a line for every change with its reason") {
  const TemporaryFolder folder;
  write_input(folder);
  const Ran first = index({"--db", folder / "db", "--itemize", folder / "in"});
  CHECK(lines_of(first.out).size() == 6);
  CHECK(
      holds(first.out, R"({"schema":"blotter.change/1","change":"new","id":"s1","title":"Lorry 1 stopped","path":")"));
  CHECK(holds(first.out, R"("change":"failed","path":")"));
  CHECK_FALSE(holds(first.out, "\"known\""));

  std::filesystem::rename(folder / "in/b.jsonl", folder / "in/moved.jsonl");
  std::string text = story(1);
  text.replace(text.find("heroin"), 6, "opium");
  std::string twin = story(2);
  twin.replace(twin.find("s2"), 2, "s9");
  write_file(folder / "in/a.jsonl", text + story(2) + twin + story(5));
  const std::vector<std::string> expected{R"("change":"updated","id":"s1")",
                                          R"("change":"duplicate","id":"s9")",
                                          R"("of":"s2","why":"the same title and text)",
                                          R"("change":"new","id":"s5")",
                                          R"("change":"moved","id":"s3")",
                                          R"("why":"its file is gone)",
                                          R"("known":true)"};
  let_times_pass();
  const std::string before = read_file(folder / "db/iamglass");
  const Ran dry = index({"--db", folder / "db", "--itemize", "--dry-run", folder / "in"});
  CHECK(read_file(folder / "db/iamglass") == before);
  const Ran wet = index({"--db", folder / "db", "--itemize", folder / "in"});
  for (const std::string& part : expected) {
    INFO(part);
    CHECK(holds(dry.out, part));
    CHECK(holds(wet.out, part));
  }
  CHECK(counts_of(dry) == counts_of(wet));
  CHECK_FALSE(holds(wet.out, "\"s4\""));

  std::filesystem::remove(folder / "in/moved.jsonl");
  const Ran pruned = index({"--db", folder / "db", "--prune=all", "--itemize"});
  CHECK(holds(pruned.out, R"("change":"removed","id":"s3","title":"Lorry 3 stopped")"));
  const Ran removed = index({"--db", folder / "db", "--remove", "s4", "--itemize"});
  CHECK(holds(removed.out, R"("change":"removed","id":"s4")"));

  // An earlier version that comes again is no change.
  std::string later = story(6);
  later.replace(later.find("heroin"), 6, "opium");
  const std::vector<std::string> update{"--db", folder / "twice", "--writer", "update", "--itemize", "-"};
  CHECK(lines_of(index(update, story(6) + later).out).size() == 2);
  const Ran again = index(update, story(6) + later);
  CHECK(holds(again.err, "2 unchanged"));
  CHECK(again.out.empty());
}

TEST_CASE("issue 18 item 14: --dry-run counts what a run would change") {
  const TemporaryFolder folder;
  write_input(folder);
  (void)index({"--db", folder / "db", folder / "in"});
  const Ran same = index({"--db", folder / "db", "--dry-run", folder / "in"});
  CHECK(same.status == 0);
  CHECK(holds(same.err, "0 new, 0 updated, 4 unchanged, 0 failed, 2 known failures"));
  write_file(folder / "in/b.jsonl", story(3) + story(6));
  CHECK(holds(index({"--db", folder / "db", "--dry-run", folder / "in"}).err, "1 new, 0 updated, 4 unchanged"));
}

TEST_CASE("issue 18 item 18: --files-from reads names from a file or standard input") {
  const TemporaryFolder folder;
  write_input(folder);
  write_file(folder / "list", "in/a.jsonl\r\n\nin/b.jsonl\n");
  CHECK(holds(index({"--db", "one", "--files-from", "list"}, {}, folder.path()).err, "3 new,"));
  const std::string zeros("in/a.jsonl\0in/b.jsonl\0", 22);
  CHECK(holds(index({"--db", "two", "--files-from", "-"}, zeros, folder.path()).err, "3 new,"));
  CHECK(holds(index({"--db", "one", "--files-from", "list", "--files-from", "-"}, "in/half.jsonl\n", folder.path()).err,
              "1 new, 0 updated, 3 unchanged"));
  const Ran none = index({"--db", "one", "--files-from", "-"}, {}, folder.path());
  CHECK(none.status == 0);
  CHECK(holds(none.err, "0 new, 0 updated, 0 unchanged, 0 failed"));
  const Ran missing = index({"--db", "one", "--files-from", "no-such-list"}, {}, folder.path());
  CHECK(missing.status == 2);
  CHECK(holds(missing.err, "no-such-list"));
  const Ran gone = index({"--db", "one", "--files-from", "-"}, "in/gone.jsonl\n", folder.path());
  CHECK(gone.status == 2);
  CHECK(holds(gone.err, "in/gone.jsonl"));
  CHECK(index({"--db", "one", "--files-from", "-", "-"}, {}, folder.path()).status == 2);
}

TEST_CASE("issue 18 item 18: a list of names on standard input is refused with the remedy") {
  const TemporaryFolder folder;
  write_input(folder);
  for (const std::string& list : {std::string("in/a.jsonl\nin/b.jsonl\n"), std::string("in\n"),
                                  std::string("a.jsonl\nb.jsonl\n"), std::string("/gone/a.html\0/gone/b.html\0", 26)}) {
    const Ran ran = index({"--db", "db", "-"}, list, folder.path());
    INFO(list);
    CHECK(ran.status == 2);
    CHECK(holds(ran.err, "--files-from -"));
  }
  CHECK(index({"--db", "db", "-"}, "{\"title\":\"Onions\",\"url\":\"https://a.example/b.html\"}\n", folder.path())
            .status == 0);
  CHECK(index({"--db", "db2", "-"}, "Onions at Dostuk\n\nCustoms officers opened a lorry on Monday.\n", folder.path())
            .status == 0);
}
