// Saved searches, news since the last run, and hits by their numbers.
#include "tests/support/programs.hpp"
#include "tests/support/sample_index.hpp"
#include "tests/support/small_index.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <vector>

using namespace blotter::test;
namespace fs = std::filesystem;

namespace {

// A small index and a state folder.
struct Desk {
  TemporaryFolder folder;
  std::string index = make_small_index(folder);

  [[nodiscard]] Ran search(const std::vector<std::string>& arguments, std::vector<std::string> environment = {}) const {
    std::vector<std::string> command{searcher};
    command.insert(command.end(), arguments.begin(), arguments.end());
    environment.push_back("XDG_STATE_HOME=" + folder / "state");
    return run(command, {}, environment, folder.path());
  }
  [[nodiscard]] std::string file(const std::string& name) const { return folder / ("state/blotter/" + name); }
  [[nodiscard]] std::vector<std::string> ids(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--format", "ids"});
    return lines_of(search(arguments).out);
  }
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("saved: a search is run again by its name, from any folder, with what is added to it") {
  const Desk desk;
  const Ran saved = desk.search({"--db", "small", "--save", "market", "--source", "Two", "--limit", "1", "wheat"});
  CHECK(saved.status == 0);
  CHECK(holds(saved.err, "--run market"));
  const std::string text = read_file(desk.file("searches/market"));
  CHECK(holds(text, "--db=" + desk.index + "\n"));
  CHECK(holds(text, "\n--source=Two\n--limit=1\nwheat\n"));
  fs::create_directory(desk.folder / "elsewhere");
  const Ran elsewhere = run({searcher, "--run", "market", "--format", "ids"}, {},
                            {"XDG_STATE_HOME=" + desk.folder / "state"}, desk.folder / "elsewhere");
  CHECK(lines_of(elsewhere.out) == desk.ids({"--db", "small", "--source", "Two", "--limit", "1", "wheat"}));
  // A later value takes the place of the saved one; words are added.
  CHECK(desk.ids({"--run", "market", "--limit", "5"}).size() == 2);
  CHECK(desk.ids({"--run", "market", "--limit", "5", "harvest"}) == Ids{"d"});
  CHECK(lines_of(desk.search({"--saved"}).out).size() == 1);
  CHECK(nlohmann::json::parse(desk.search({"--saved", "--format", "json"}).out).at("name") == "market");
}

TEST_CASE("saved: the file is text that a person can write") {
  const Desk desk;
  write_file(desk.file("searches/by-hand"), "# ours\n\n  --db=" + desk.index + "\r\n--source=Two\nwheat -crime\n");
  CHECK(desk.ids({"--run", "by-hand"}) == Ids{"d"});
  write_file(desk.file("searches/by-hand"), "--db=" + desk.index + "\n\"organ trafficking\"\n");
  CHECK(desk.ids({"--run", "by-hand"}) == Ids{"a"});
}

TEST_CASE("regression: a saved list of shards and copies of an index are found from every folder") {
  const Desk desk;
  (void)desk.search({"--shards", "news=small", "--db", "@news", "--save", "list", "wheat"});
  CHECK(holds(read_file(desk.file("searches/list")), "--shards=news=" + desk.index + "\n--db=@news\n"));
  fs::create_directory(desk.folder / "elsewhere");
  const Ran ran = run({searcher, "--run", "list", "--format", "ids"}, {}, {"XDG_STATE_HOME=" + desk.folder / "state"},
                      desk.folder / "elsewhere");
  CHECK(lines_of(ran.out).size() == 2);
  (void)desk.search({"--db", "tcp://127.0.0.1:1|small", "--save", "copies", "wheat"});
  CHECK(holds(read_file(desk.file("searches/copies")), "--db=tcp://127.0.0.1:1|" + desk.index + "\n"));
}

TEST_CASE("saved: every kind of argument comes back as it was given") {
  const Desk desk;
  const std::vector<std::string> odd{"--db",        desk.index, "--match=any", "police -wheat",
                                     "\"sold by\"", "#1",       "back\\slash", " lead"};
  std::vector<std::string> saving = odd;
  saving.insert(saving.end(), {"--save", "odd"});
  (void)desk.search(saving);
  CHECK(desk.ids(odd).size() > 1);
  CHECK(desk.ids({"--run", "odd"}) == desk.ids(odd));
  CHECK(holds(read_file(desk.file("searches/odd")), "\n\\#1\nback\\\\slash\n\\ lead\n"));
}

TEST_CASE("saved: names that leave the folder and unknown names are refused") {
  const Desk desk;
  for (const char* name : {"../out", "a/b", ".hidden", "two\nlines"}) {
    CHECK(desk.search({"--db", "small", "--save", name, "wheat"}).status == 2);
    CHECK(desk.search({"--run", name}).status == 2);
  }
  const Ran unknown = desk.search({"--run", "nothing"});
  CHECK(unknown.status == 2);
  CHECK(holds(unknown.err, "--saved"));
  CHECK(desk.search({"--db", "small", "--new", "wheat"}).status == 2);
  CHECK_FALSE(fs::exists(desk.folder / "out"));
  CHECK(desk.search({"--saved"}).status == 1);
}

TEST_CASE("new: only what the search has not shown before, with exact counts") {
  const Desk desk;
  (void)desk.search({"--db", "small", "--save", "police", "--format", "ids", "police"});
  CHECK(desk.ids({"--run", "police", "--new"}).size() == 2);  // the first time: all
  CHECK(desk.search({"--run", "police", "--new"}).status == 1);
  CHECK(holds(desk.search({"--run", "police", "--new"}).err, "nothing new"));
  CHECK(desk.ids({"--run", "police"}).size() == 2);
  const std::string more =
      R"({"id":"f","title":"Raid","body":"Police raided a market in Almaty.","language":"en","source":"Three"}
{"id":"g","title":"Rain","body":"Rain fell in Almaty.","language":"en","source":"Three"}
)";
  REQUIRE(run({indexer, "--quiet", "--db", desk.index, "-"}, more).status == 0);
  const auto answer =
      nlohmann::json::parse(desk.search({"--run", "police", "--new", "--format", "json", "--facets", "source"}).out);
  CHECK(answer.at("total") == 1);
  CHECK(answer.at("hits").at(0).at("id") == "f");
  CHECK(answer.at("facets").at("source").at("values").at(0).at("count") == 1);
  CHECK(desk.search({"--run", "police", "--new"}).status == 1);
}

TEST_CASE("new: what a limit held back and an index made again do not lose or repeat news") {
  const Desk desk;
  (void)desk.search({"--db", "small", "--save", "all", "--sort", "newest", "--format", "ids", "*"});
  Ids shown = desk.ids({"--run", "all", "--new", "--limit", "2"});
  CHECK(shown.size() == 2);
  fs::remove_all(desk.index);
  REQUIRE(run({indexer, "--quiet", "--db", desk.index, "-"}, small_articles).status == 0);
  for (const std::string& id : desk.ids({"--run", "all", "--new"})) shown.push_back(id);
  std::sort(shown.begin(), shown.end());
  CHECK(shown == Ids{"a", "b", "c", "d", "e"});
}

TEST_CASE("new: an export is news taken away") {
  const Desk desk;
  (void)desk.search({"--db", "small", "--save", "wheat", "--format", "ids", "wheat"});
  CHECK(lines_of(desk.search({"--run", "wheat", "--new", "--export", "jsonl"}).out).size() == 2);
  CHECK(desk.search({"--run", "wheat", "--new", "--export", "jsonl"}).status == 1);
}

TEST_CASE("last answer: show and open take the number of a hit") {
  const Desk desk;
  const Ran found = desk.search({"--db", "small", "--sort", "oldest", "--limit", "2", "--offset", "1", "*"});
  REQUIRE(holds(found.out, " 2. "));
  CHECK(holds(desk.search({"--show", "2"}).out, "Court hears brokers"));
  for (const char* option : {"--show", "--open"}) {
    const Ran missed = desk.search({"--db", "small", option, "1"});  // was not on the screen
    CHECK(missed.status == 1);
    CHECK(holds(missed.err, "the last answer has the hits 2 to 3"));
  }
  CHECK(desk.search({"--db", "small", "--show", "b"}).status == 0);
  const Ran opened = desk.search({"--open", "3"}, {"BROWSER=/nowhere/x:echo"});
  CHECK(opened.status == 2);  // read from a pipe: no URL and no file
  (void)desk.search({"--db", "small", "--format", "json", "wheat"});
  CHECK(holds(desk.search({"--show", "2"}).out, "Court hears brokers"));  // an answer for programs is not remembered
}

TEST_CASE("last answer: open starts the browser without a shell and only for web links and files") {
  const TemporaryFolder folder;
  const std::string articles = R"json({"id":"web","body":"Wheat one.","url":"https://x.example/a?b=1&c=$(id)"
}
{"id":"evil","body":"Wheat two.","url":"javascript:alert(1)"}
)json";
  write_file(folder / "in.jsonl", articles);
  REQUIRE(run({indexer, "--quiet", "--db", folder / "index", folder / "in.jsonl"}).status == 0);
  const auto open = [&](const std::string& id, const std::string& browser) {
    return run({searcher, "--db", folder / "index", "--open", id}, {}, {"BROWSER=" + browser});
  };
  CHECK(open("web", "echo").out == "https://x.example/a?b=1&c=$(id)\n");
  CHECK(open("web", "/nowhere/x:echo <%s>").out == "<https://x.example/a?b=1&c=$(id)>\n");
  CHECK(open("evil", "echo").out == folder / "in.jsonl" + "\n");
  CHECK(open("web", "false").status == 2);
  CHECK(open("web", "/nowhere/x").status == 2);
  CHECK(open("none", "echo").status == 1);
}

TEST_CASE("state: without a folder to write, searching goes on and saving says why not") {
  const TemporaryFolder folder;
  const std::string index = make_small_index(folder);
  const std::vector<std::string> nowhere{"XDG_STATE_HOME=/proc/nowhere", "HOME=/proc/nowhere"};
  CHECK(run({searcher, "--db", index, "wheat"}, {}, nowhere).status == 0);
  const Ran saving = run({searcher, "--db", index, "--save", "x", "wheat"}, {}, nowhere);
  CHECK(saving.status == 2);
  CHECK(holds(saving.err, "XDG_STATE_HOME"));
}

TEST_CASE("watch: what comes into the index is printed once, by whatever way it comes, until a signal ends it") {
  const Desk desk;
  // Waits for a line of the output before each step; the index is another one in the last step.
  const std::string script = R"sh(
    "$SEARCH" --db small --watch --format ids wheat > out & pid=$!
    wait_for() { n=0; until grep -q "$1" "$2" || [ $n -gt 200 ]; do sleep 0.05; n=$((n+1)); done; }
    sleep 0.7
    echo '{"id":"new","title":"Wheat again","body":"More wheat was cut."}' | "$INDEX" --quiet --db small -
    echo '{"id":"other","title":"Rain","body":"It rained."}' | "$INDEX" --quiet --db small -
    wait_for new out
    echo '{"id":"last","title":"Late wheat","body":"The last wheat."}' | "$INDEX" --quiet --db fresh -
    "$INDEX" --quiet --merge joined small fresh && mv small gone && mv joined small
    wait_for last out
    kill -INT $pid; wait $pid; echo "status $?"
    "$SEARCH" --db small --watch --format ids wheat > none & pid=$!
    sleep 0.3; kill -TERM $pid; wait $pid; echo "status $?"
  )sh";
  const Ran ran = run({"/bin/sh", "-c", script}, {}, {"SEARCH=" + searcher, "INDEX=" + indexer}, desk.folder.path());
  CHECK(ran.err == "");
  CHECK(read_file(desk.folder / "out") == "new\nlast\n");
  CHECK(ran.out == "status 0\nstatus 1\n");
}

TEST_CASE("watch: with a saved search and new it begins with what was not shown, and remembers what it shows") {
  const Desk desk;
  (void)desk.search({"--db", "small", "--save", "market", "wheat"});
  const std::string script = R"sh(
    "$SEARCH" --run market --new --watch --format ids > out & pid=$!
    n=0; until [ "$(wc -l < out)" -ge 2 ] || [ $n -gt 200 ]; do sleep 0.05; n=$((n+1)); done
    kill -INT $pid; wait $pid; echo "status $?"
  )sh";
  const Ran ran = run({"/bin/sh", "-c", script}, {}, {"SEARCH=" + searcher, "XDG_STATE_HOME=" + desk.folder / "state"},
                      desk.folder.path());
  CHECK(ran.out == "status 0\n");
  CHECK(lines_of(read_file(desk.folder / "out")).size() == 2);
  CHECK(desk.search({"--run", "market", "--new"}).status == 1);
}

TEST_CASE("watch: what cannot be searched ends it at once, and it goes with nothing else that prints") {
  const Desk desk;
  CHECK(desk.search({"--db", "small", "--watch", "\"open"}).status == 2);
  CHECK(desk.search({"--db", "small", "--watch", "--bulk", "x"}).status == 2);
  CHECK(desk.search({"--db", "small", "--watch", "--export", "md", "wheat"}).status == 2);
}

TEST_CASE("last answer: show marks the words of its query unasked (issue 18 item 18)") {
  const Desk desk;
  REQUIRE(desk.search({"--db", "small", "wheat"}).status == 0);
  CHECK(holds(desk.search({"--show", "1"}).out, " of [wheat] "));
  CHECK(holds(desk.search({"--db", "small", "--show", "d", "--show", "e"}).out, "The harvest of [wheat] was good"));
  CHECK(holds(desk.search({"--show", "1", "crime OR harvest"}).out, " wheat "));  // a query of its own
  CHECK_FALSE(holds(desk.search({"--show", "1", "--evidence"}).out, "[wheat]"));
  CHECK(holds(desk.search({"--db", "small", "--show", "a"}).out, "[Tashkent]"));  // was no hit of it: its evidence
  // A query that was corrected, a sentence, and one without words.
  REQUIRE(desk.search({"--db", "small", "harvst"}).status == 0);
  CHECK(holds(desk.search({"--show", "1"}).out, "The [harvest] of"));
  REQUIRE(desk.search({"--db", "small", "--match", "any", "what (if the harvest of NOT"}).status == 0);
  CHECK(holds(desk.search({"--db", "small", "--show", "d"}).out, "The [harvest] of"));
  REQUIRE(desk.search({"--db", "small", "--country", "UZ"}).status == 0);
  CHECK(holds(desk.search({"--db", "small", "--show", "a"}).out, "[Tashkent]"));  // its evidence
  // The same id in another index is another article.
  REQUIRE(desk.search({"--db", "small", "wheat"}).status == 0);
  REQUIRE(run({indexer, "-q", "--db", desk.folder / "other", "-"}, small_articles).status == 0);
  CHECK_FALSE(holds(desk.search({"--db", "other", "--show", "d"}).out, "[wheat]"));
}

TEST_CASE("saved: what an editor of another system leaves in the files is no part of the search", "[issue-24]") {
  const Desk desk;
  REQUIRE(desk.search({"--db", "small", "--save", "market", "wheat"}).status == 0);
  const std::string arguments = "# mine\r\n--db=" + desk.index + "\r\nwheat";
  write_file(desk.file("searches/market"),
             "\xEF\xBB\xBF" + arguments);  // a mark before, carriage returns, no last line end
  CHECK(desk.ids({"--run", "market"}) == Ids{"d", "e"});
  CHECK(desk.ids({"--run", "market", "--new", "--limit", "1"}) == Ids{"d"});
  write_file(desk.file("seen/market"),
             "\xEF\xBB\xBF"
             "a\r\nd");
  CHECK(desk.ids({"--run", "market", "--new"}) == Ids{"e"});
  CHECK(desk.search({"--run", "market", "--new"}).status == 1);
  CHECK(holds(read_file(desk.file("seen/market")), "d\ne\n"));
}

TEST_CASE("saved: options go with a search whose words stand behind --", "[issue-24]") {
  const Desk desk;
  REQUIRE(desk.search({"--db", "small", "--save", "others", "--limit", "1", "--", "-organ", "court"}).status == 0);
  CHECK(desk.ids({"--run", "others", "--limit", "5"}) == Ids{"e"});
  CHECK(desk.search({"--run", "others", "--limit", "5", "--", "-crime"}).status == 1);
  REQUIRE(desk.search({"--run", "others", "--save", "again", "--source", "Two"}).status == 0);
  CHECK(desk.ids({"--run", "again"}) == Ids{"e"});
}

TEST_CASE("saved: a file that is no search is refused and hides no other", "[issue-24]") {
  const Desk desk;
  REQUIRE(desk.search({"--db", "small", "--save", "market", "wheat"}).status == 0);
  write_file(desk.file("searches/nul"), std::string("whe\0at\n", 7));
  const Ran nul = desk.search({"--db", "small", "--run", "nul"});
  CHECK(nul.status == 2);
  CHECK(holds(nul.err, "searches/nul"));
  const Ran all = desk.search({"--saved"});
  CHECK(all.status == 2);
  CHECK(holds(all.out, "market\t"));
  CHECK(holds(all.err, "nul"));
  for (const char* line : {"--run=market", "--save=market"}) {
    write_file(desk.file("searches/other"), std::string(line) + "\nharvest\n");
    const Ran other = desk.search({"--db", "small", "--run", "other"});
    CHECK(other.status == 2);
    CHECK(holds(other.err, std::string(line).substr(0, std::string(line).find('='))));
  }
  CHECK(holds(read_file(desk.file("searches/market")), "wheat"));
}

TEST_CASE("state: a pipe in the place of a file is named and not waited for", "[issue-24]") {
  const Desk desk;
  REQUIRE(desk.search({"--db", "small", "--save", "market", "wheat"}).status == 0);
  fs::create_directories(desk.file("seen"));
  REQUIRE(mkfifo(desk.file("seen/market").c_str(), 0600) == 0);
  const Ran news = desk.search({"--run", "market", "--new"});
  CHECK(news.status == 2);
  CHECK(holds(news.err, "seen/market"));
  fs::remove(desk.file("last"));
  REQUIRE(mkfifo(desk.file("last").c_str(), 0600) == 0);
  CHECK(desk.search({"--db", "small", "--show", "a"}).status == 0);
}

TEST_CASE("saved: a link to a search that lies elsewhere stays a link", "[issue-24]") {
  const Desk desk;
  REQUIRE(desk.search({"--db", "small", "--save", "market", "wheat"}).status == 0);
  fs::rename(desk.file("searches/market"), desk.folder / "kept");
  fs::create_symlink(desk.folder / "kept", desk.file("searches/market"));
  REQUIRE(desk.search({"--db", "small", "--save", "market", "harvest"}).status == 0);
  CHECK(fs::is_symlink(desk.file("searches/market")));
  CHECK(holds(read_file(desk.folder / "kept"), "harvest"));
}

TEST_CASE("desk: an empty value is an error, not an option that was not given", "[issue-24]") {
  const Desk desk;
  for (const char* option : {"--report", "--export", "--save", "--open", "--run"}) {
    const Ran ran = desk.search({"--db", "small", option, "", "wheat"});
    CAPTURE(option);
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
  }
}
