// --browse in a real terminal (tmux) of 80 and 60 columns: its screens, what it writes, and what it does when the
// ground gives way.
#include "tests/support/golden.hpp"
#include "tests/support/programs.hpp"
#include "tests/support/sample_index.hpp"
#include "tests/support/terminal_session.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <string>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace blotter::test;

namespace {

constexpr const char* hint_of_query = "Enter: hits";

// blotter-search --browse on a terminal whose output is taken only when the test says so.
class SlowTerminal {
 public:
  SlowTerminal(const char* program, const char* database) : terminal_(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)) {
    grantpt(terminal_);
    unlockpt(terminal_);
    const winsize size{100, 250, 0, 0};
    ioctl(terminal_, TIOCSWINSZ, &size);
    const std::string name = ptsname(terminal_);
    child_ = fork();
    if (child_ != 0) return;
    setsid();
    const int slave = open(name.c_str(), O_RDWR);
    for (const int descriptor : {0, 1, 2}) dup2(slave, descriptor);
    setenv("TERM", "xterm", 1);
    execl(program, program, "--db", database, "--browse", nullptr);
    _exit(127);
  }
  ~SlowTerminal() {
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
    close(terminal_);
  }
  SlowTerminal(const SlowTerminal&) = delete;
  SlowTerminal& operator=(const SlowTerminal&) = delete;

  void press(const std::string& keys) const {
    REQUIRE(write(terminal_, keys.data(), keys.size()) == static_cast<ssize_t>(keys.size()));
  }
  // Takes output until that is in it; false when nothing comes for ten seconds.
  [[nodiscard]] bool take_until(const std::string& part) const {
    std::string taken;
    std::array<char, 4096> buffer{};
    for (pollfd ready{terminal_, POLLIN, 0}; poll(&ready, 1, 10'000) > 0;) {
      const ssize_t bytes = read(terminal_, buffer.data(), buffer.size());
      if (bytes <= 0) return false;
      taken.append(buffer.data(), static_cast<std::size_t>(bytes));
      if (holds(taken, part)) return true;
    }
    return false;
  }

 private:
  int terminal_;
  pid_t child_ = 0;
};

}  // namespace

TEST_CASE("golden: browse at 80 columns, narrowed by a facet and a month, an article read, and what it leaves") {
  const TemporaryFolder state;
  TerminalSession session(80, 30, {"XDG_STATE_HOME=" + state.path()});
  session.type("blotter-search --browse");
  (void)session.wait_until(hint_of_query);
  session.press("trafficking");
  (void)session.wait_until("> trafficking ");
  std::string screens = session.wait_until("41 articles in");
  session.press_named({"Tab", "Tab", "Down"});
  session.press(" ");
  (void)session.wait_until("18 articles in");
  session.press_named({"BTab"});
  screens += session.wait_until("Enter: read");
  session.press_named({"Enter"});
  (void)session.wait_until("n and N step");
  session.press("n");
  screens += session.wait_until("1 of ");
  session.press("y");
  (void)session.wait_until("copied: ");
  CHECK_FALSE(session.copied().empty());
  session.press_named({"Escape"});
  session.press("s");
  (void)session.wait_until("save this search as");
  session.type("rings");
  (void)session.wait_until("saved: blotter-search --run rings");
  session.press("u");
  (void)session.wait_until("41 articles in");
  session.press("q");
  screens += without_empty_end(session.wait_for("$", 2));
  CHECK(golden_difference("browse-80.txt", screens) == "");
  CHECK(holds(read_file(state / "blotter/searches/rings"), "--country="));
}

TEST_CASE("golden: browse at 60 columns, in Cyrillic, resized, one part of the screen at a time") {
  TerminalSession session(60, 20);
  session.type("blotter-search --browse --source '!none' трафик OR heroin");
  std::string screens = session.wait_until("Enter: hits");
  (void)session.wait_until("1. ");
  session.press_named({"Tab"});
  screens = session.wait_until("Enter: read");
  session.press_named({"Tab"});
  screens += session.wait_until("Space: choose");
  session.press("?");
  screens += session.wait_until("Ctrl-L");
  session.press("?");
  for (int i = 0; i < 5; ++i) session.resize(60 - i, 20 - i);
  session.resize(20, 5);
  (void)session.wait_until("Ctrl-L", true);
  session.resize(60, 20);
  (void)session.wait_until("Space: choose");
  session.press_named({"C-c"});
  screens += without_empty_end(session.wait_for("$", 2));
  CHECK(golden_difference("browse-60.txt", screens) == "");
}

TEST_CASE("browse: without a terminal it says so, and goes with nothing that prints") {
  const Ran ran = search_sample({"--browse", "kidney"});
  CHECK(ran.status == 2);
  CHECK(holds(ran.err, "--browse needs a terminal"));
  CHECK(search_sample({"--browse", "--bulk", "corpus/queries.tsv"}).status == 2);
  CHECK(search_sample({"--browse", "--report", "x.html"}).status == 2);
}

TEST_CASE("browse: on a terminal that is not known or cannot place its cursor it says so", "[issue-24]") {
  for (const char* name : {"dumb", "nosuch"}) {
    TerminalSession session(80, 24);
    session.type(std::string("TERM=") + name + " blotter-search --browse kidney");
    (void)session.wait_until("set TERM to a known one");
  }
}

TEST_CASE("browse: an answer comes also when drawing takes longer than the pause in typing", "[issue-24]") {
  const SlowTerminal terminal(searcher.c_str(), (sample_folder() / "news.db").c_str());
  REQUIRE(terminal.take_until(" ms"));
  terminal.press("kidney\x0c");  // Ctrl-L: the whole screen is drawn, more than a terminal takes that nobody reads
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  CHECK(terminal.take_until(" ms"));
}

TEST_CASE("browse: a saved name that a shell would part is quoted in the command that runs it", "[issue-24]") {
  const TemporaryFolder state;
  TerminalSession session(80, 24, {"XDG_STATE_HOME=" + state.path()});
  session.type("blotter-search --browse kidney");
  (void)session.wait_until("articles in");
  session.press_named({"Enter"});
  session.press("s");
  session.type("my search");
  (void)session.wait_until("--run 'my search'");
  session.press("q");
}

TEST_CASE("browse: hits are written in every form, and a file that is there is not replaced") {
  const TemporaryFolder folder;
  TerminalSession session(80, 24);
  session.type("blotter-search --browse kidney");
  (void)session.wait_until("1. ");
  session.press_named({"Enter"});
  for (const std::string ending : {"csv", "tsv", "jsonl", "md", "html"}) {
    session.press("w");
    (void)session.wait_until("write the hits");
    session.type(folder / "hits." + ending);
    (void)session.wait_until(" in " + folder / "hits." + ending);
  }
  const Ran expected = search_sample({"--format", "csv", "--all", "kidney"});
  CHECK(read_file(folder / "hits.csv") == expected.out);
  CHECK(read_file(folder / "hits.jsonl") == search_sample({"--format", "hits", "--all", "kidney"}).out);
  CHECK(read_file(folder / "hits.md") == search_sample({"--export", "md", "kidney"}).out);
  CHECK(holds(read_file(folder / "hits.html"), "<html"));
  session.press("w");
  session.type(folder / "hits.csv");
  (void)session.wait_until("is there already");
  session.press("w");
  session.type(folder / "hits.doc");
  (void)session.wait_until("does not end in .csv");
  session.press("q");
  (void)session.wait_for("$", 2);
}

TEST_CASE("browse: an index that is replaced or vanishes underneath ends in an answer or a reason, never in a crash") {
  const TemporaryFolder folder;
  write_file(folder / "in.jsonl", R"({"id":"a","title":"Wheat","body":"The harvest of wheat was good."})"
                                  "\n");
  (void)index({"--quiet", "--db", folder / "one", folder / "in.jsonl"});
  TerminalSession session(80, 24);
  session.type("blotter-search --browse --db " + folder / "one" + " wheat");
  (void)session.wait_until("1 article in");
  write_file(folder / "in.jsonl", R"({"id":"b","title":"Wheat again","body":"The harvest of wheat was better."})"
                                  "\n");
  (void)index({"--quiet", "--db", folder / "one", folder / "in.jsonl"});
  session.press_named({"Enter"});
  session.press("R");
  (void)session.wait_until("2 articles in");
  std::filesystem::remove_all(folder / "one");
  session.press("R");
  (void)session.wait_until("no index");
  session.press_named({"Enter"});
  session.press("q");
  CHECK(session.wait_for("$", 2).find("blotter-search --db=" + folder / "one" + " wheat") != std::string::npos);
}
