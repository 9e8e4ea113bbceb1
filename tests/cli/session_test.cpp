// Sessions in a real terminal (tmux) of 80 and 140 columns, in colour: what stands on the screen is kept in
// tests/golden.
#include "tests/support/golden.hpp"
#include "tests/support/sample_index.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace blotter::test;

namespace {

const std::string tmux_program = "/usr/bin/tmux";

// A shell in a terminal of its own.
class Session {
 public:
  Session(int columns, int rows) : name_("blotter-test-" + std::to_string(getpid()) + "-" + std::to_string(columns)) {
    const std::string path = std::filesystem::path(searcher).parent_path().string() + ":/usr/bin:/bin";
    (void)tmux({"new-session", "-d", "-x", std::to_string(columns), "-y", std::to_string(rows), "-c",
                sample_folder().path(), "env", "-i", "PATH=" + path, "TERM=screen", "LANG=C.UTF-8", "PS1=$ ",
                "BLOTTER_DB=news.db", "BLOTTER_TODAY=2025-11-30", "/bin/sh"});
    (void)wait_for("$");
  }
  ~Session() { (void)tmux({"kill-server"}); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void type(const std::string& keys) { (void)tmux({"send-keys", "-l", keys + "\n"}); }
  void press(const std::string& keys) { (void)tmux({"send-keys", "-l", keys}); }

  // The screen with its colours, once its last line is this one and as many prompts stand there.
  std::string wait_for(const std::string& last, std::ptrdiff_t prompts = 0) {
    for (int attempt = 0; attempt < 200; ++attempt) {
      std::vector<std::string> lines = lines_of(tmux({"capture-pane", "-p"}).out);
      while (!lines.empty() && lines.back().find_first_not_of(' ') == std::string::npos) lines.pop_back();
      const auto seen =
          std::count_if(lines.begin(), lines.end(), [](const std::string& line) { return line.starts_with("$"); });
      if (!lines.empty() && lines.back().starts_with(last) && lines.back().size() <= last.size() + 1 && seen >= prompts)
        return tmux({"capture-pane", "-e", "-p"}).out;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return "(the screen never ended in '" + last + "')\n" + tmux({"capture-pane", "-p"}).out;
  }

 private:
  [[nodiscard]] Ran tmux(const std::vector<std::string>& arguments) const {
    std::vector<std::string> command{tmux_program, "-u", "-L", name_, "-f", "/dev/null"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return run(command, {}, {"LANG=C.UTF-8", "TERM=screen"}, sample_folder().path());
  }
  std::string name_;
};

std::string without_empty_end(std::string screen) {
  while (screen.ends_with("\n\n")) screen.pop_back();
  return screen;
}

}  // namespace

TEST_CASE("golden: a session of 80 columns, with the facets below the hits, and the pager") {
  REQUIRE(std::filesystem::exists(tmux_program));  // scripts/setup installs it
  Session session(80, 60);
  session.type("blotter-search --limit 2 --facet-limit 3 organ trafficking");
  (void)session.wait_for("$", 2);
  session.type("blotter-search --limit 1 --facets none --histogram month --country '!RU' heroin");
  std::string screens = without_empty_end(session.wait_for("$", 3));
  Session small(80, 16);
  small.type("blotter-search трафик OR trafficking");
  screens += without_empty_end(small.wait_for(":"));
  small.press("q");
  screens += without_empty_end(small.wait_for("$"));
  CHECK(golden_difference("session-80.txt", screens) == "");
}

TEST_CASE("golden: a session of 140 columns, with the facets beside the hits") {
  REQUIRE(std::filesystem::exists(tmux_program));  // scripts/setup installs it
  Session session(140, 70);
  session.type("blotter-search --limit 4 --facet-limit 6 --country KG,JP --crime '!fraud' trafficking");
  (void)session.wait_for("$", 2);
  session.type("blotter-search --limit 0 --facets none --cross country,crime kidney");
  CHECK(golden_difference("session-140.txt", without_empty_end(session.wait_for("$", 3))) == "");
}
