// One article stays one article, and every article stays: ids that repeat, files that move, names of any bytes.
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using namespace blotter::test;
namespace fs = std::filesystem;

namespace {

const std::vector<std::string> writers{"direct", "api", "update"};

std::string story(const std::string& title, const std::string& body) {
  return R"("title":")" + title + R"(","body":")" + body + R"(","published":"2025-03-04"})" + "\n";
}

// An article in JSON without a source of its own.
std::string line(const std::string& id, const std::string& title, const std::string& body) {
  return R"({"id":")" + id + R"(",)" + story(title, body);
}

std::string feed(const std::string& name, const std::vector<std::vector<std::string>>& items) {
  std::string xml = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>" + name + "</title>";
  for (const std::vector<std::string>& item : items)
    xml += "<item><guid isPermaLink=\"false\">" + item[0] + "</guid><title>" + item[1] + "</title><description>" +
           item[2] + "</description></item>";
  return xml + "</channel></rss>";
}

std::string mail(const std::string& id, const std::string& subject, const std::string& body) {
  return "From desk@courier.example Tue Mar  4 10:00:00 2025\nFrom: Desk <desk@courier.example>\nDate: Tue, 4 Mar 2025 "
         "10:00:00 +0000\nMessage-ID: <" +
         id + ">\nSubject: " + subject + "\n\n" + body + "\n\n";
}

std::string page(const std::string& canonical, const std::string& title, const std::string& body) {
  const std::string link = canonical.empty() ? "" : "<link rel=\"canonical\" href=\"" + canonical + "\">";
  return "<html><head><title>" + title + "</title>" + link + "</head><body><article><h1>" + title + "</h1><p>" + body +
         "</p></article></body></html>";
}

Ran index(const std::string& db, const std::string& writer, std::vector<std::string> paths,
          const std::string& from = {}) {
  std::vector<std::string> command{indexer, "--db", db, "--writer", writer};
  command.insert(command.end(), paths.begin(), paths.end());
  return run(command, {}, {}, from);
}

// All ids in the index, in order.
std::vector<std::string> ids(const std::string& db) {
  std::vector<std::string> found = lines_of(run({searcher, "--db", db, "--format", "ids", "--limit", "1000", "*"}).out);
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> dry_ids(const std::vector<std::string>& paths) {
  std::vector<std::string> command{indexer, "--db", "/nonexistent/db", "--dry-run", "--json"};
  command.insert(command.end(), paths.begin(), paths.end());
  std::vector<std::string> found;
  for (const std::string& json : lines_of(run(command).out)) {
    if (json.ends_with(",\"duplicate\":true}")) continue;
    const std::size_t at = json.find("\"id\":\"") + 6;
    found.push_back(json.substr(at, json.find('"', at) - at));
  }
  std::sort(found.begin(), found.end());
  return found;
}

// Every writer keeps `count` articles of the input, finds all of them again in the next run, and the dry run names
// them.
void check_all_stay(const std::vector<std::string>& paths, std::size_t count) {
  const std::string n = std::to_string(count);
  for (const std::string& writer : writers) {
    INFO(writer);
    const TemporaryFolder folder;
    const std::string db = folder / "db";
    const Ran first = index(db, writer, paths);
    CHECK(first.status == 0);
    CHECK(counts_of(first) == n + " new, 0 updated, 0 unchanged, 0 failed");
    CHECK(first.err.find("kept under") != std::string::npos);
    const std::vector<std::string> found = ids(db);
    CHECK(found.size() == count);
    CHECK(found == dry_ids(paths));
    for (const std::string& again : writers) {
      CHECK(counts_of(index(db, again, paths)) == "0 new, 0 updated, " + n + " unchanged, 0 failed");
      CHECK(ids(db) == found);
    }
  }
}

}  // namespace

TEST_CASE("identity: two feeds that both number their entries keep all of them") {
  const TemporaryFolder folder;
  write_file(folder / "a.xml",
             feed("Kabar", {{"1001", "Fire in Osh", "A store burned."}, {"1002", "Theft", "Two cars."}}));
  write_file(folder / "b.xml", feed("Times", {{"1001", "Vote in Kiev", "Many voted."}, {"1002", "Trial", "A judge."}}));
  check_all_stay({folder / "a.xml", folder / "b.xml"}, 4);
}

TEST_CASE("identity: two files of JSON lines that both have an id keep both articles") {
  const TemporaryFolder folder;
  write_file(folder / "a.jsonl", line("7", "Fire in Osh", "A store burned."));
  write_file(folder / "b.jsonl", line("7", "Vote in Kiev", "Many voted."));
  check_all_stay({folder / "a.jsonl", folder / "b.jsonl"}, 2);
  // Also when they come in two runs, and when each is read again alone.
  for (const std::string& writer : writers) {
    const std::string db = folder / writer;
    REQUIRE(counts_of(index(db, writer, {folder / "a.jsonl"})) == "1 new, 0 updated, 0 unchanged, 0 failed");
    CHECK(counts_of(index(db, writer, {folder / "b.jsonl"})) == "1 new, 0 updated, 0 unchanged, 0 failed");
    CHECK(counts_of(index(db, writer, {folder / "a.jsonl"})) == "0 new, 0 updated, 1 unchanged, 0 failed");
    CHECK(counts_of(index(db, writer, {folder / "b.jsonl"})) == "0 new, 0 updated, 1 unchanged, 0 failed");
    CHECK(ids(db) == std::vector<std::string>{folder / "b.jsonl" + ":7", "7"});
    // A correction reaches the one that it is of.
    write_file(folder / "b.jsonl", line("7", "Vote in Kiev", "Very many voted."));
    CHECK(counts_of(index(db, writer, {folder / "b.jsonl"})) == "0 new, 1 updated, 0 unchanged, 0 failed");
    CHECK(ids(db).size() == 2);
    write_file(folder / "b.jsonl", line("7", "Vote in Kiev", "Many voted."));
  }
}

TEST_CASE("identity: an id that repeats inside one source identifies nothing") {
  const TemporaryFolder folder;
  write_file(folder / "feed.xml",
             feed("Kabar", {{"x", "Fire", "A store burned."}, {"x", "Theft", "Two cars."}, {"x", "Vote", "Many."}}));
  write_file(folder / "box.mbox",
             mail("m@x", "Fire", "A store burned.") + mail("m@x", "Theft", "Two cars.") + mail("m@x", "Vote", "Many."));
  write_file(folder / "table.csv", "id,title,text\n5,Fire,A store burned.\n5,Theft,Two cars.\n5,Vote,Many voted.\n");
  fs::create_directory(folder / "pages");
  const std::string address = "https://courier.example/article";
  write_file(folder / "pages/1.html",
             page(address, "Fire in Osh", "A store burned in Osh on Monday night, police say."));
  write_file(folder / "pages/2.html",
             page(address, "Cars stolen", "Two cars were stolen in Bishkek, their owners say."));
  write_file(folder / "pages/3.html", page(address, "Many voted", "Many people voted in Talas, the commission says."));
  for (const char* name : {"feed.xml", "box.mbox", "table.csv", "pages"}) {
    INFO(name);
    check_all_stay({folder / name}, 3);
  }
}

TEST_CASE("identity: an entry added at the front of a feed whose ids repeat changes no other") {
  const std::vector<std::vector<std::string>> items{
      {"x", "Fire", "A store."}, {"x", "Theft", "Two cars."}, {"x", "Vote", "Many."}};
  for (const std::string& writer : writers) {
    INFO(writer);
    const TemporaryFolder folder;
    const std::string path = folder / "feed.xml";
    write_file(path, feed("Kabar", items));
    REQUIRE(counts_of(index(folder / "db", writer, {path})) == "3 new, 0 updated, 0 unchanged, 0 failed");
    std::vector<std::string> before = ids(folder / "db");
    std::vector<std::vector<std::string>> longer = items;
    longer.insert(longer.begin(), {"x", "Storm", "Trees fell."});
    write_file(path, feed("Kabar", longer));
    CHECK(counts_of(index(folder / "db", writer, {path})) == "1 new, 0 updated, 3 unchanged, 0 failed");
    const std::vector<std::string> after = ids(folder / "db");
    CHECK(std::includes(after.begin(), after.end(), before.begin(), before.end()));
    CHECK(counts_of(index(folder / "db", writer, {path})) == "0 new, 0 updated, 4 unchanged, 0 failed");
  }
}

TEST_CASE("identity: entries of one URL with titles and texts of their own are all kept") {
  const TemporaryFolder folder;
  const std::string url = R"("url":"https://courier.example/live",)";
  write_file(folder / "a.jsonl", R"({"id":"1",)" + url + story("Fire", "A store burned.") + R"({"id":"2",)" + url +
                                     story("Theft", "Two cars.") + R"({"id":"3",)" + url + story("Vote", "Many."));
  for (const std::string& writer : writers) {
    INFO(writer);
    CHECK(counts_of(index(folder / writer, writer, {folder / "a.jsonl"})) == "3 new, 0 updated, 0 unchanged, 0 failed");
    CHECK(counts_of(index(folder / writer, writer, {folder / "a.jsonl"})) == "0 new, 0 updated, 3 unchanged, 0 failed");
  }
}

TEST_CASE("identity: one article in two feeds of a site is one, and a rerun changes nothing") {
  const TemporaryFolder folder;
  const auto entry = [](const std::string& name, const std::string& body) {
    return feed(name, {{"tag:courier.example,2025:1", "Fire in Osh", body}});
  };
  write_file(folder / "a.xml", entry("Courier: all", "A store burned."));
  write_file(folder / "b.xml", entry("Courier: crime", "A store burned in Osh."));
  for (const std::string& writer : writers) {
    INFO(writer);
    const std::string db = folder / writer;
    CHECK(counts_of(index(db, writer, {folder / "a.xml", folder / "b.xml"})) ==
          "1 new, 1 updated, 0 unchanged, 0 failed");
    for (int i = 0; i < 2; ++i)
      CHECK(counts_of(index(db, writer, {folder / "a.xml", folder / "b.xml"})) ==
            "0 new, 0 updated, 2 unchanged, 0 failed");
    CHECK(ids(db).size() == 1);
    // When the version that stayed is withdrawn, the other one counts again.
    write_file(folder / "none.xml", feed("Courier: crime", {}));
    CHECK(counts_of(index(db, writer, {folder / "a.xml"})) == "0 new, 1 updated, 0 unchanged, 0 failed");
    CHECK(counts_of(index(db, writer, {folder / "a.xml"})) == "0 new, 0 updated, 1 unchanged, 0 failed");
  }
}

TEST_CASE("identity: the run says which ids met other articles") {
  const TemporaryFolder folder;
  write_file(folder / "a.jsonl", line("7", "Fire in Osh", "A store burned."));
  write_file(folder / "b.jsonl", line("7", "Vote in Kiev", "Many voted."));
  const Ran ran = run({indexer, "--db", folder / "db", "--verbose", folder / "a.jsonl", folder / "b.jsonl"});
  CHECK(ran.err.find("kept as " + (folder / "b.jsonl") + ":7") != std::string::npos);
  CHECK(ran.err.find("1 article has an id that another article has") != std::string::npos);
}

TEST_CASE("identity: however a folder is spelled, its articles are the same") {
  for (const std::string& writer : writers) {
    INFO(writer);
    const TemporaryFolder folder;
    fs::create_directories(folder / "articles/deep");
    write_file(folder / "articles/1.html", page({}, "Fire in Osh", "A store burned in Osh."));
    write_file(folder / "articles/deep/2.html", page({}, "Cars stolen", "Two cars were stolen."));
    fs::create_directory_symlink(folder / "articles", folder / "link");
    const std::string db = folder / "db";
    REQUIRE(index(db, writer, {"articles"}, folder.path()).status == 0);
    const std::string same = "0 new, 0 updated, 2 unchanged, 0 failed";
    for (const std::string& path : {std::string("./articles"), std::string("articles/"), folder / "articles",
                                    std::string("link"), std::string("articles/deep/..")})
      CHECK(counts_of(index(db, writer, {path}, folder.path())) == same);
    CHECK(counts_of(index(db, writer, {folder / "articles"}, "/")) == same);
    CHECK(counts_of(index(db, writer, {".", "1.html"}, folder / "articles")).starts_with("0 new, 0 updated, "));
    CHECK(counts_of(index(db, writer, {"deep"}, folder / "articles")) == "0 new, 0 updated, 1 unchanged, 0 failed");
    CHECK(ids(db) == std::vector<std::string>{"articles/1.html", "articles/deep/2.html"});
    // Another folder with the same relative path is another one.
    fs::create_directories(folder / "other/articles");
    write_file(folder / "other/articles/1.html", page({}, "Vote", "Many voted in Talas."));
    CHECK(counts_of(index(db, writer, {"articles"}, folder / "other")) == "1 new, 0 updated, 0 unchanged, 0 failed");
    CHECK(ids(db).size() == 3);
  }
}

TEST_CASE("identity: a renamed folder keeps its articles, and prune drops none") {
  for (const std::string& writer : writers) {
    INFO(writer);
    const TemporaryFolder folder;
    fs::create_directory(folder / "a");
    write_file(folder / "a/1.html", page({}, "Fire in Osh", "A store burned in Osh."));
    write_file(folder / "a/2.html", page({}, "Cars stolen", "Two cars were stolen."));
    write_file(folder / "a/3.html", page("https://courier.example/3", "Many voted", "Many people voted in Talas."));
    const std::string db = folder / "db";
    REQUIRE(index(db, writer, {"a"}, folder.path()).status == 0);
    fs::rename(folder / "a", folder / "b");
    const Ran moved = index(db, writer, {"b", "--prune"}, folder.path());
    CHECK(moved.status == 0);
    CHECK(moved.err.find("0 new, 0 updated, 0 unchanged, 0 failed, 3 moved") != std::string::npos);
    CHECK(ids(db) == std::vector<std::string>{"b/1.html", "b/2.html", "https://courier.example/3"});
    const Ran again = index(db, writer, {"b", "--prune"}, folder.path());
    CHECK(again.err.find("0 new, 0 updated, 3 unchanged, 0 failed in") != std::string::npos);
    CHECK(ids(db).size() == 3);
  }
}

TEST_CASE("identity: a copy of a file is a duplicate, in every run") {
  for (const std::string& writer : writers) {
    INFO(writer);
    const TemporaryFolder folder;
    for (const char* name : {"a.html", "b.html"})
      write_file(folder / name, page("https://courier.example/3", "Many voted", "Many people voted in Talas."));
    for (const char* counts : {"1 new, 0 updated, 0 unchanged, 0 failed, 1 duplicate",
                               "0 new, 0 updated, 1 unchanged, 0 failed, 1 duplicate"})
      CHECK(counts_of(index(folder / "db", writer, {folder / "a.html", folder / "b.html"})) == counts);
  }
}

TEST_CASE("identity: names that are not UTF-8 stay apart, on disk and in an archive") {
  for (const std::string& writer : writers) {
    INFO(writer);
    const TemporaryFolder folder;
    fs::create_directory(folder / "pages");
    const std::vector<std::string> names{"\xE4\xE5\xEB\xEE", "\xF2\xE5\xEB\xEE", "\xA4\xA5\xAB\xAE", "%E4%E5%EB%EE",
                                         "100%"};
    for (std::size_t i = 0; i < names.size(); ++i)
      write_file(folder / ("pages/" + names[i] + ".html"),
                 page({}, "Story " + std::to_string(i), "Car " + std::to_string(i) + " was stolen."));
    REQUIRE(
        run({"/bin/sh", "-c", "tar cf pages.tar --transform 's/pages/packed/' pages"}, {}, {}, folder.path()).status ==
        0);
    const std::string db = folder / "db";
    CHECK(counts_of(index(db, writer, {"pages"}, folder.path())) == "5 new, 0 updated, 0 unchanged, 0 failed");
    CHECK(counts_of(index(db, writer, {"pages"}, folder.path())) == "0 new, 0 updated, 5 unchanged, 0 failed");
    const std::vector<std::string> found = ids(db);
    CHECK(std::count(found.begin(), found.end(), "pages/%E4%E5%EB%EE.html") == 1);
    CHECK(std::count(found.begin(), found.end(), "pages/%25E4%25E5%25EB%25EE.html") == 1);
    CHECK(std::count(found.begin(), found.end(), "pages/100%.html") == 1);
    CHECK(counts_of(index(folder / "tar", writer, {"pages.tar"}, folder.path())) ==
          "5 new, 0 updated, 0 unchanged, 0 failed");
    CHECK(counts_of(index(folder / "tar", writer, {"pages.tar"}, folder.path())) ==
          "0 new, 0 updated, 5 unchanged, 0 failed");
    CHECK(ids(folder / "tar").size() == 5);
  }
}

TEST_CASE("identity: the index keeps its watch lists, and an alias that is added reaches what is indexed") {
  const auto listed = [](const std::string& db, const char* facet) {
    return run({searcher, "--db", db, "--list", facet}).out;
  };
  for (const std::string& writer : writers) {
    INFO(writer);
    const TemporaryFolder folder;
    const std::string db = folder / "db";
    const std::string ships = folder / "ships.tsv";
    write_file(folder / "a.jsonl", line("1", "Fire", "A store burned near the Lazurit.") +
                                       line("2", "Theft", "Two cars were stolen from the LZ-1."));
    write_file(ships, "ship\tlazurit\tLazurit\tLazurit\n");
    REQUIRE(index(db, writer, {folder / "a.jsonl", "--watchlist", ships}).status == 0);
    REQUIRE(listed(db, "ship").find("1") != std::string::npos);
    // Without the list nothing changes, and what comes new has the facet too.
    CHECK(counts_of(index(db, writer, {folder / "a.jsonl"})) == "0 new, 0 updated, 2 unchanged, 0 failed");
    write_file(folder / "b.jsonl", line("3", "Vote", "Many on the Lazurit voted."));
    CHECK(counts_of(index(db, writer, {folder / "b.jsonl"})) == "1 new, 0 updated, 0 unchanged, 0 failed");
    CHECK(listed(db, "ship").find("2") != std::string::npos);
    // A new alias.
    write_file(ships, "ship\tlazurit\tLazurit\tLazurit|LZ-1\n");
    CHECK(counts_of(index(db, writer, {folder / "a.jsonl", folder / "b.jsonl", "--watchlist", ships})) ==
          "0 new, 0 updated, 3 unchanged, 0 failed");
    CHECK(listed(db, "ship").find("3") != std::string::npos);
    // A list of another facet comes beside it.
    write_file(folder / "cars.tsv", "car\tcar\tCar\tcars\n");
    CHECK(index(db, writer, {folder / "a.jsonl", "--watchlist", folder / "cars.tsv"}).status == 0);
    CHECK(listed(db, "ship").find("3") != std::string::npos);
    CHECK(listed(db, "car").find("1") != std::string::npos);
    CHECK(counts_of(index(db, writer, {folder / "a.jsonl"})) == "0 new, 0 updated, 2 unchanged, 0 failed");
    CHECK(counts_of(index(db, writer, {folder / "a.jsonl", "--no-watchlist"})) ==
          "0 new, 0 updated, 2 unchanged, 0 failed");
    CHECK(listed(db, "ship").find("lazurit") == std::string::npos);
  }
}
