// blotter-index --follow: what changes in the folders comes into the index.
#include "tests/support/programs.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>

using namespace blotter::test;

namespace {

// Runs a shell script in the folder beside a follower ($pid) of its folder, which is then ended by SIGTERM, and
// prints its status.  `wait_for` ends when the follower's log has the word, or after so many looks, 50 ms apart.
Ran follow(const TemporaryFolder& folder, const std::string& script, int looks, const std::string& news = "news") {
  const std::string begin = R"(
    "$INDEX" --quiet --itemize --db db --follow "$NEWS" >log 2>&1 & pid=$!
    wait_for() { n=0; until grep -q "$1" log || [ $n -gt "$LOOKS" ]; do sleep 0.05; n=$((n+1)); done; }
  )";
  const std::string end = R"(
    flock db/blotter true  # held until the batch has ended: a signal within it would be its status
    kill -TERM $pid; wait $pid; echo "status $?"
  )";
  return run({"/bin/sh", "-c", begin + script + end}, {},
             {"INDEX=" + indexer, "NEWS=" + news, "LOOKS=" + std::to_string(looks)}, folder.path());
}

}  // namespace

TEST_CASE("follow: what is written, moved in and removed is in the index a second later, and SIGTERM ends it") {
  const TemporaryFolder folder;
  for (int i = 0; i < 20; ++i)
    write_file(folder / ("news/old/" + std::to_string(i) + ".jsonl"),
               R"({"id":"old-)" + std::to_string(i) + R"(","title":"Story )" + std::to_string(i) +
                   R"(","body":"The harvest was good in year )" + std::to_string(i) + R"(."})" + "\n");
  // Two batches: files alone, then a folder and a file that goes.
  const std::string script = R"(
    wait_for old-9
    sleep 0.3
    echo '{"id":"fresh","title":"Fresh","body":"It came while we looked."}' >news/fresh.jsonl
    echo '{"id":"moved","title":"Moved","body":"It was made elsewhere."}' >moved.jsonl && mv moved.jsonl news/
    echo '{"id":"old-3","title":"Story 3","body":"The harvest was bad after all."}' >news/old/3.jsonl
    wait_for fresh
    mkdir -p news/a/b
    echo '{"id":"deep","title":"Deep","body":"Below two new folders."}' >news/a/b/deep.jsonl
    rm news/old/7.jsonl
    wait_for deep
    wait_for removed
  )";
  const Ran ran = follow(folder, script, 200);
  const std::string log = read_file(folder / "log");
  INFO(log << ran.err);
  CHECK(ran.out == "status 0\n");
  for (const char* change :
       {R"("change":"new","id":"fresh")", R"("change":"new","id":"moved")", R"("change":"updated","id":"old-3")",
        R"("change":"new","id":"deep")", R"("change":"removed","id":"old-7")"})
    CHECK(holds(log, change));
  const std::string ids = run({searcher, "--db", folder / "db", "--format", "ids", "--all", "*"}).out;
  CHECK(lines_of(ids).size() == 22);
  CHECK_FALSE(holds(ids, "old-7\n"));
}

TEST_CASE("follow: what comes while the kernel loses events is found by a walk through everything", "[issue-24]") {
  const TemporaryFolder folder;
  write_file(folder / "news/old.jsonl", R"({"id":"old","title":"Old","body":"The harvest was good."})"
                                        "\n");
  std::string many;  // so that one of them may go
  for (int i = 0; i < 20; ++i)
    many += R"({"id":"many-)" + std::to_string(i) + R"(","title":"Year )" + std::to_string(i) +
            R"(","body":"The harvest of that year was good."})" + "\n";
  write_file(folder / "news/many.jsonl", many);
  write_file(folder / "news/sub/other.jsonl", R"({"id":"other","title":"Other","body":"The harvest was bad."})"
                                              "\n");
  // The follower is stopped, the queue filled by renaming, and only then the folder changed.
  const std::string script = R"(
    wait_for other
    kill -STOP $pid
    perl -e 'chomp(my $kept = `cat /proc/sys/fs/inotify/max_queued_events`); chdir "news" or die;
             for (1 .. $kept / 4 + 1) { rename "old.jsonl", "older.jsonl"; rename "older.jsonl", "old.jsonl" }'
    echo '{"id":"fresh","title":"Fresh","body":"It came while events were lost."}' >news/fresh.jsonl
    rm news/sub/other.jsonl
    kill -CONT $pid
    wait_for fresh
    wait_for removed
  )";
  const Ran ran = follow(folder, script, 400);
  const std::string log = read_file(folder / "log");
  INFO(log << ran.err);
  CHECK(ran.out == "status 0\n");
  CHECK(holds(log, R"("change":"new","id":"fresh")"));
  CHECK(holds(log, R"("change":"removed","id":"other")"));
}

TEST_CASE("follow: a folder that goes and comes again is followed on", "[issue-13]") {
  const TemporaryFolder folder;
  write_file(folder / "up/news/old.jsonl", R"({"id":"old","title":"Old","body":"The harvest was good."})"
                                           "\n");
  const std::string script = R"(
    wait_for old
    rm -r up
    wait_for failed
    mkdir -p up/news
    echo '{"id":"fresh","title":"Fresh","body":"It came into the new folder."}' >up/news/fresh.jsonl
    wait_for fresh
  )";
  const Ran ran = follow(folder, script, 200, "up/news");
  const std::string log = read_file(folder / "log");
  INFO(log << ran.err);
  CHECK(lines_of(run({searcher, "--db", folder / "db", "--format", "ids", "--all", "*"}).out).size() == 2);
}

TEST_CASE("follow: a signal ends it also while it waits for another run's lock", "[issue-13]") {
  const TemporaryFolder folder;
  write_file(folder / "news/one.jsonl", R"({"id":"one","title":"One","body":"The harvest was good."})"
                                        "\n");
  REQUIRE(run({indexer, "--quiet", "--db", "db", "news"}, {}, {}, folder.path()).status == 0);
  // The lock is held until descriptor 3 is closed.
  const std::string script = R"(
    until_so() { n=0; until "$@" || [ $n -gt 200 ]; do sleep 0.05; n=$((n+1)); done; }
    waits() { grep -q "[-]> FLOCK .* $pid " /proc/locks; }
    ended() { ! grep -qs "^State:.[^Z]" /proc/$pid/status; }
    mkfifo held
    flock db/blotter cat held &
    exec 3>held
    env --default-signal=INT "$INDEX" --quiet --db db --wait --follow news 3>&- & pid=$!
    until_so waits
    kill -INT $pid
    until_so ended
    ended && echo "ended while the lock was held"
    exec 3>&-
    wait $pid; echo "status $?"
  )";
  const Ran ran = run({"/bin/bash", "-c", script}, {}, {"INDEX=" + indexer}, folder.path());
  CHECK(ran.err.empty());
  CHECK(ran.out == "ended while the lock was held\nstatus 130\n");
}

TEST_CASE("follow: it is of folders and goes with no other care of the index") {
  CHECK(index({"--db", "x", "--follow"}).status == 2);
  CHECK(index({"--db", "x", "--follow", "-"}).status == 2);
  CHECK(index({"--db", "x", "--follow", "--dry-run", "."}).status == 2);
  CHECK(index({"--db", "x", "--follow", "--compact", "."}).status == 2);
}
