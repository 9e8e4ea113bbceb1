// --remove, --forget, --unforget and --prune: what goes, what is refused, and what comes back.
#include "tests/support/folder_state.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

using namespace blotter::test;

namespace fs = std::filesystem;

namespace {

std::string article(const std::string& id, const std::string& source, const std::string& town) {
  return R"({"id":")" + id + R"(","source":")" + source + R"(","url":"https://x.example/)" + id +
         R"(.html","title":"Inspection )" + id + R"(","body":"Inspectors in )" + town + " counted crate k" + id +
         " of smuggled tea.\"}\n";
}

const std::string three =
    article("a", "Gazette", "Osh") + article("b", "Herald", "Osh") + article("c", "Herald", "Samarkand");

Ran index(const std::string& db, std::vector<std::string> arguments, const std::string& input = {}) {
  arguments.insert(arguments.begin(), {indexer, "--db", db});
  return run(arguments, input);
}

std::string ids(const std::string& db) {
  std::string all;
  for (const std::string& id : lines_of(run({searcher, "--db", db, "--format", "ids", "--limit", "1000", "tea"}).out))
    all += id + " ";
  return all;
}

// Twenty pages in two folders.
void write_pages(const std::string& folder) {
  for (int i = 0; i < 20; ++i)
    write_file(folder + (i < 10 ? "/one/" : "/two/") + "p" + std::to_string(i) + ".html",
               "<html><head><title>Page " + std::to_string(i) +
                   " of the harbour</title></head><body><p>The harbour "
                   "master of Baku wrote down shipment q" +
                   std::to_string(i) +
                   " of tea and said that the customs would look at it again in the morning.</p></body></html>");
}

// JSON lines of the articles n0, n1 … but for some.
std::string numbered(int count, const std::vector<int>& without = {}) {
  std::string lines;
  for (int i = 0; i < count; ++i)
    if (std::find(without.begin(), without.end(), i) == without.end())
      lines += article("n" + std::to_string(i), "Gazette", "Osh");
  return lines;
}

// A feed of the items f0, f1 … but for one.
std::string feed(int count, int without = -1) {
  std::string xml = R"(<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title>)";
  for (int i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    if (i != without)
      xml += "<item><title>Tea on the quay " + n + "</title><link>https://q.example/" + n +
             "</link><guid>https://q.example/" + n + "</guid><description>Customs weighed load w" + n +
             " of tea on the quay.</description></item>";
  }
  return xml + "</channel></rss>";
}

std::size_t count_of(const std::string& db) {
  return lines_of(run({searcher, "--db", db, "--format", "ids", "--limit", "1000", "tea"}).out).size();
}

bool says(const Ran& ran, const std::string& what) { return ran.err.find(what) != std::string::npos; }

}  // namespace

TEST_CASE("a removal from an index that is not there is an error and makes none") {
  const TemporaryFolder folder;
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"--remove", "a"},
                                             {"--remove", "-"},
                                             {"--remove", "--source", "Herald"},
                                             {"--unforget", "a"},
                                             {"--prune"},
                                             {"--prune", "--dry-run"},
                                             {"--remove", "a", "--dry-run"}}) {
    const Ran ran = index(folder / "typo", arguments, "a\n");
    CHECK(ran.status == 2);
    CHECK(ran.err.find("no index at") != std::string::npos);
  }
  CHECK(folder_state(folder.path()).empty());
}

TEST_CASE("an identifier that is not there is named and the others are removed") {
  const TemporaryFolder folder;
  REQUIRE(index(folder / "db", {"-"}, three).status == 0);
  const Ran ran = index(folder / "db", {"--remove", "a", "nobody", "b"});
  CHECK(ran.status == 2);
  CHECK(ran.err.find("no article has the identifier 'nobody'") != std::string::npos);
  CHECK(ran.err.find("2 removed, 0 pruned") != std::string::npos);
  CHECK(ids(folder / "db") == "c ");
}

TEST_CASE("identifiers to remove come on standard input as a search prints them") {
  const TemporaryFolder folder;
  REQUIRE(index(folder / "db", {"-"}, three).status == 0);
  const Ran searched = run({searcher, "--db", folder / "db", "--format", "ids", "source:Herald"});
  CHECK(index(folder / "db", {"--remove", "-"}, searched.out).status == 0);
  CHECK(ids(folder / "db") == "a ");
  CHECK(index(folder / "db", {"--remove", "-"}).status == 0);  // a search that found nothing
}

TEST_CASE("filters choose what is removed and a dry run lists it") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(index(db, {"-"}, three).status == 0);
  const Ran listed = index(db, {"--dry-run", "--remove", "--source", "herald", "--country", "Kirgizistan,Uzbekistan"});
  CHECK(listed.status == 0);
  CHECK(lines_of(listed.out) == std::vector<std::string>{"b", "c"});
  CHECK(ids(db).size() == 6);
  CHECK(index(db, {"--remove", "--source", "Herald", "--country", "UZ"}).status == 0);
  CHECK(ids(db).find('c') == std::string::npos);
  CHECK(ids(db).size() == 4);
  const Ran unknown = index(db, {"--remove", "--source", "Herold"});
  CHECK(unknown.status == 2);
  CHECK(unknown.err.find("no article has source 'Herold'") != std::string::npos);
  for (const std::vector<std::string>& bad :
       std::vector<std::vector<std::string>>{{"--remove"},
                                             {"--source", "Herald"},
                                             {"--remove", "a", "--source", "Herald"},
                                             {"--forget"},
                                             {"--prune=some"}})
    CHECK(index(db, bad).status == 2);
  CHECK(ids(db).size() == 4);
}

TEST_CASE("a forgotten article does not come back by any writer or after a compaction") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  REQUIRE(index(db, {"-"}, three).status == 0);
  CHECK(index(db, {"--remove", "b", "--forget"}).status == 0);
  // The same page under another id, and the same id with another text.
  const std::string again = three +
                            R"({"id":"z","url":"https://x.example/b.html","title":"Again","body":"More tea."})" + "\n" +
                            R"({"id":"b","title":"Corrected","body":"Other tea."})" + "\n";
  for (const std::string writer : {"update", "direct", "api"}) {
    INFO(writer);
    const Ran ran = index(db, {"--writer", writer, "-"}, again);
    CHECK(ran.status == 0);
    CHECK(ran.err.find("0 new, 0 updated, 2 unchanged, 0 failed, 3 forgotten") != std::string::npos);
    CHECK(index(db, {"--compact"}).status == 0);
  }
  CHECK(ids(db).size() == 4);
  CHECK(index(db, {"--info"}).out.find("forgotten     1\n") != std::string::npos);
  CHECK(index(db, {"--unforget", "b"}).status == 0);
  CHECK(index(db, {"--unforget", "b"}).status == 2);
  CHECK(index(db, {"-"}, three).status == 0);
  CHECK(ids(db).size() == 6);
  CHECK(index(db, {"--info"}).out.find("forgotten") == std::string::npos);
}

TEST_CASE("regression: a merge does not bring back what one of its indexes has forgotten (issue 13)") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  const std::string copy = folder / "copy";
  for (const std::string& each : {db, copy}) REQUIRE(index(each, {"-"}, three).status == 0);
  REQUIRE(index(copy, {"--remove", "b", "--forget"}).status == 0);
  for (const auto& [one, other] : {std::pair(db, copy), std::pair(copy, db)}) {
    const std::string merged = folder / "merged";
    CHECK(says(run({indexer, "--merge", merged, one, other}), ", 1 forgotten"));
    CHECK(ids(merged) == ids(copy));
    CHECK(says(index(merged, {"-"}, three), "2 unchanged, 0 failed, 1 forgotten"));
    std::filesystem::remove_all(merged);
  }
}

TEST_CASE("a pruning is refused when an indexed folder is missing or empty") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  write_pages(folder / "disk");
  REQUIRE(index(db, {"-"}, three).status == 0);
  std::string many;
  for (int i = 0; i < 300; ++i) many += article("m" + std::to_string(i), "Gazette", "Osh");
  REQUIRE(index(db, {"-"}, many).status == 0);
  REQUIRE(index(db, {folder / "disk"}).status == 0);  // 20 of 323: less than a tenth
  const std::string all = ids(db);
  fs::rename(folder / "disk", folder / "away");
  for (int round = 0; round < 2; ++round) {
    const Ran ran = index(db, {"--prune"});
    CHECK(ran.status == 2);
    CHECK(ran.err.find("20 of 323 articles would go, and the folder '" + (folder / "disk") + "' is missing or empty") !=
          std::string::npos);
    CHECK(ids(db) == all);
    fs::create_directory(folder / "disk");  // as a mount point without its disk
  }
  fs::remove(folder / "disk");
  fs::rename(folder / "away", folder / "disk");
  fs::remove(folder / "disk/one/p3.html");
  CHECK(index(db, {"--prune"}).status == 0);
  CHECK(lines_of(run({searcher, "--db", db, "--format", "ids", "--limit", "1000", "harbour"}).out).size() == 19);
  fs::remove_all(folder / "disk");
  CHECK(index(db, {"--prune=all"}).status == 0);
  CHECK(run({searcher, "--db", db, "--format", "ids", "harbour"}).status == 1);
}

TEST_CASE("a pruning of more than a tenth is refused and listed and done when asked for") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  write_pages(folder / "news");
  REQUIRE(index(db, {folder / "news"}).status == 0);
  for (const char* page : {"one/p1.html", "one/p2.html", "two/p15.html"})
    fs::remove(folder / ("news/" + std::string(page)));
  const Ran refused = index(db, {"--prune"});
  CHECK(refused.status == 2);
  CHECK(refused.err.find("3 of 20 articles would go, and that is more than a tenth") != std::string::npos);
  const Ran listed = index(db, {"--prune", "--dry-run"});
  CHECK(listed.status == 0);
  CHECK(lines_of(listed.out).size() == 3);
  CHECK(listed.err.find("3 pruned; that is more than a tenth") != std::string::npos);
  CHECK(lines_of(run({searcher, "--db", db, "--format", "ids", "--limit", "1000", "harbour"}).out).size() == 20);
  CHECK(index(db, {"--prune=all"}).status == 0);
  CHECK(lines_of(run({searcher, "--db", db, "--format", "ids", "--limit", "1000", "harbour"}).out).size() == 17);
}

TEST_CASE("entries that left a file are pruned by every writer when the file is read again") {
  for (const std::string writer : {"update", "direct", "api"}) {
    INFO(writer);
    const TemporaryFolder folder;
    const std::string db = folder / "db";
    const std::string news = folder / "news";
    write_file(news + "/a.jsonl", numbered(30));
    write_file(news + "/b.xml", feed(20));
    REQUIRE(index(db, {"--writer", writer, news}).status == 0);
    REQUIRE(count_of(db) == 50);
    write_file(news + "/a.jsonl", numbered(31, {3, 7}));
    write_file(news + "/b.xml", feed(20, 4));
    CHECK(says(index(db, {"--prune"}), " 0 pruned"));  // no file was read
    const Ran listed = index(db, {"--prune", "--dry-run", news});
    CHECK(listed.status == 0);
    std::vector<std::string> gone = lines_of(listed.out);
    std::sort(gone.begin(), gone.end());
    CHECK(gone == std::vector<std::string>{"https://q.example/4", "n3", "n7"});
    CHECK(count_of(db) == 50);
    const Ran pruned = index(db, {"--writer", writer, "--prune", news});
    CHECK(pruned.status == 0);
    CHECK(says(pruned, " 3 pruned"));
    CHECK(count_of(db) == 48);
    const std::string left = ids(db);
    for (const char* id : {"n3 ", "n7 ", "https://q.example/4 "}) CHECK(left.find(id) == std::string::npos);
    CHECK(left.find("n30 ") != std::string::npos);
    CHECK(says(index(db, {"--writer", writer, "--prune", news}), " 0 pruned"));
  }
}

TEST_CASE("a file with a failure and a file that is no article now lose nothing by a pruning") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  const std::string news = folder / "news";
  write_file(news + "/a.jsonl", numbered(20));
  write_file(news + "/b.xml", feed(20));
  REQUIRE(index(db, {news}).status == 0);
  const std::string whole = feed(20, 4);
  write_file(news + "/b.xml", whole.substr(0, whole.size() * 2 / 3));
  write_file(news + "/a.jsonl", numbered(20, {5}) + "{\"id\":\"n5\",\"tit\n");
  const Ran broken = index(db, {"--prune=all", news});
  CHECK(broken.status == 2);
  CHECK(says(broken, " 0 pruned"));
  CHECK(count_of(db) == 40);
  for (const std::string& content : {std::string(), std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16)}) {
    write_file(news + "/a.jsonl", content);
    write_file(news + "/b.xml", content);
    CHECK(says(index(db, {"--prune=all", news}), " 0 pruned"));
    CHECK(count_of(db) == 40);
  }
  write_file(news + "/a.jsonl", numbered(20, {5}));
  write_file(news + "/b.xml", whole);
  CHECK(says(index(db, {"--prune", news + "/b.xml"}), " 1 pruned"));  // the other file was not read
  CHECK(says(index(db, {"--prune", "--exclude", "a.jsonl", news}), " 0 pruned"));
  CHECK(says(index(db, {"--prune", news}), " 1 pruned"));
  CHECK(count_of(db) == 38);
}

TEST_CASE("entries that left a file count for the tenth that a pruning may take") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  const std::string file = folder / "news/a.jsonl";
  write_file(file, numbered(20));
  REQUIRE(index(db, {file}).status == 0);
  write_file(file, numbered(20, {1, 2, 3}));
  const Ran refused = index(db, {"--prune", file});
  CHECK(refused.status == 2);
  CHECK(says(refused, "3 of 20 articles would go, and that is more than a tenth"));
  CHECK(count_of(db) == 20);
  CHECK(index(db, {"--prune=all", file}).status == 0);
  CHECK(count_of(db) == 17);
}

TEST_CASE("a pruning leaves articles whose file was renamed and those that another file has now") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  const std::string news = folder / "news";
  write_file(news + "/a.jsonl", numbered(20));
  write_file(news + "/b.xml", feed(20));
  REQUIRE(index(db, {news}).status == 0);
  fs::rename(news + "/b.xml", news + "/c.xml");
  CHECK(says(index(db, {"--prune=all", news}), " 0 pruned"));
  for (const std::string other : {"/0.jsonl", "/z.jsonl"}) {  // read before and after
    write_file(news + other, article("n5", "Gazette", "Osh"));
    write_file(news + "/a.jsonl", numbered(20, {5}));
    CHECK(says(index(db, {"--prune=all", news}), " 0 pruned"));
    CHECK(count_of(db) == 40);
    fs::remove(news + other);
  }
}

TEST_CASE("entries that left a file of several batches are pruned and the others stay") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  const std::string file = folder / "large.jsonl";
  std::string padding;
  for (int i = 0; i < 4000; ++i) padding += " crate";
  const auto large = [&](int without) {
    std::string lines;
    for (int i = 0; i < 300; ++i)
      if (i != without) lines += article("n" + std::to_string(i), "Gazette", "Osh" + padding);
    return lines;
  };
  write_file(file, large(-1));
  REQUIRE(index(db, {file}).status == 0);
  write_file(file, large(299));
  CHECK(says(index(db, {"--prune", "--writer", "update", file}), " 1 pruned"));
  CHECK(count_of(db) == 299);
  CHECK(ids(db).find("n299 ") == std::string::npos);
}

TEST_CASE(
    "articles that a query finds are removed by --query and through a pipe whatever their ids (issue 13 item 7)") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  const std::string path = "PATH=" + fs::path(searcher).parent_path().string() + ":" +
                           fs::path(indexer).parent_path().string() + ":/usr/bin:/bin";
  const std::string odd = R"({"id":"two\nlines","title":"Odd","body":"Odd tea in crates of oak."})"
                          "\n"
                          R"({"id":"blank in it","title":"Blank","body":"Blank tea in crates of ash."})"
                          "\n";
  REQUIRE(index(db, {"-"}, three + odd).status == 0);
  const auto remove = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {indexer, "--db", db, "--remove", "--query"});
    // The user's own settings of the search change nothing.
    write_file(folder / "config/blotter/blotter-search.toml", "limit = 1\nsource = \"Gazette\"\n");
    return run(arguments, {}, {path, "XDG_CONFIG_HOME=" + folder / "config"});
  };
  const Ran listed = remove({"tea AND source:Herald -body:Samarkand", "--dry-run"});
  CHECK(listed.status == 0);
  CHECK(listed.out == "b\n");
  CHECK(count_of(db) == 5);
  const Ran removed = remove({"tea source:Herald -body:Samarkand"});
  CHECK(removed.status == 0);
  CHECK(says(removed, "1 removed"));
  CHECK(count_of(db) == 4);
  const Ran none = remove({"zeppelin"});
  CHECK(none.status == 2);
  CHECK(says(none, "no article matches the query 'zeppelin'"));
  const Ran bad = remove({"(tea"});
  CHECK(bad.status == 2);
  CHECK(says(bad, "is not closed"));
  CHECK(remove({"tea", "--source", "Herald"}).status == 2);
  CHECK(index(db, {"--query", "tea"}).status == 2);
  CHECK(count_of(db) == 4);
  // Through a pipe, zero bytes apart.
  const Ran piped =
      run({"/bin/sh", "-c",
           "blotter-search --db " + db + " -o ids -0 --all 'oak OR ash' | blotter-index --db " + db + " --remove -"},
          {}, {path});
  INFO(piped.err);
  CHECK(piped.status == 0);
  CHECK(says(piped, "2 removed"));
  CHECK(ids(db) == "a c ");
  CHECK(remove({"*", "--quiet"}).status == 0);
  CHECK(count_of(db) == 0);
  // Without the search program beside it or in $PATH.
  REQUIRE(index(db, {"-"}, three).status == 0);
  const Ran alone = run({indexer, "--db", db, "--remove", "--query", "tea"}, {}, {"PATH=/nowhere"});
  CHECK(alone.status == 2);
  CHECK(says(alone, "cannot run blotter-search"));
  CHECK(count_of(db) == 3);
}
