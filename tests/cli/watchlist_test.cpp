// Watch lists that change, and labels that an input states in words.
#include "tests/support/programs.hpp"

#include <catch2/catch.hpp>

using namespace blotter::test;

namespace {

std::string search(const std::string& db, const std::vector<std::string>& arguments) {
  std::vector<std::string> command{searcher, "--db", db, "--format", "ids"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command).out;
}

const std::string stories =
    "{\"id\":\"1\",\"title\":\"Fire\",\"body\":\"Aybek Toktogulov saw the store of Steppe Holding burn.\"}\n"
    "{\"id\":\"2\",\"title\":\"Theft\",\"body\":\"Two cars were stolen. A. Toktogulov owned one.\"}\n"
    "{\"id\":\"3\",\"title\":\"Vote\",\"body\":\"Many voted on the ship.\"}\n";

}  // namespace

TEST_CASE("issue 18 item 17: a plain list of names is a watch list") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  write_file(folder / "names.txt",
             "\xEF\xBB\xBF# people\r\nAybek Toktogulov | A. Toktogulov\r\n\r\nSteppe Holding (Ltd)|Steppe Holding\r\n");
  REQUIRE(index({"--db", db, "--watchlist", folder / "names.txt", "-"}, stories).status == 0);
  CHECK(run({searcher, "--db", db, "--list", "watch"}).out ==
        "2\taybek-toktogulov\tAybek Toktogulov\n1\tsteppe-holding-ltd\tSteppe Holding Ltd\n");
  CHECK(search(db, {"--filter", "watch=aybek-toktogulov", "--sort", "oldest"}) == "1\n2\n");
}

TEST_CASE("issue 18 item 17: a changed watch list tags the stored articles without reading their files") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  write_file(folder / "in.jsonl", stories);
  write_file(folder / "list.tsv", "company\tc1\tSteppe\tSteppe Holding\n");
  REQUIRE(index({"--db", db, folder / "in.jsonl"}).status == 0);
  const std::string hidden = folder / "hidden.jsonl";
  REQUIRE(run({"/bin/mv", folder / "in.jsonl", hidden}).status == 0);
  const Ran tagged = index({"--db", db, "--watchlist", folder / "list.tsv"});
  CHECK(tagged.status == 0);
  CHECK(holds(tagged.err, "other watch lists: 1 of 3 articles have other facets now, in "));
  CHECK(search(db, {"--filter", "company=c1"}) == "1\n");
  CHECK(search(db, {"burn"}) == "1\n");
  CHECK(index({"--db", db, "--verify"}).status == 0);
  // The files hold what they held, so that reading them again changes nothing.
  REQUIRE(run({"/bin/mv", hidden, folder / "in.jsonl"}).status == 0);
  const Ran again = index({"--db", db, folder / "in.jsonl"});
  CHECK(holds(again.err, "0 new, 0 updated, 3 unchanged"));
  CHECK_FALSE(holds(again.err, "watch lists"));
  const Ran dropped = index({"--db", db, "--no-watchlist"});
  CHECK(holds(dropped.err, "1 of 3 articles"));
  CHECK(search(db, {"--filter", "company=c1"}).empty());
  // There is no index to tag.
  CHECK(index({"--db", folder / "none", "--watchlist", folder / "list.tsv"}).status == 2);
}

TEST_CASE("issue 18 item 16: labels in the input become identifiers where they fit") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  const Ran ran =
      index({"--db", db, "-"},
            "{\"id\":\"1\",\"title\":\"One\",\"body\":\"Onions.\",\"country\":\"Kyrgyzstan\",\"crime\":[\"human "
            "trafficking\","
            "\"Organ trafficking\",\"THEFT\"],\"agency\":[\"International Organization for Migration\",\"IOM\"]}\n"
            "{\"id\":\"2\",\"title\":\"Two\",\"body\":\"Apples.\",\"country\":[\"Atlantis\",\"Россия\",\"kgz\"],"
            "\"crime\":\"jaywalking on Mars\"}\n"
            "{\"id\":\"3\",\"title\":\"Three\",\"body\":\"Pears.\",\"country\":[\"KG\"],\"agency\":\"kg-guild-of-"
            "weavers\"}\n");
  CHECK(ran.status == 0);
  CHECK(holds(ran.err,
              "kept as stated, since no table has them: country 'Atlantis' (1), crime 'jaywalking on Mars' (1)\n"));
  CHECK(run({searcher, "--db", db, "--list", "country", "--format", "ids"}).out == "KG\nAtlantis\nRU\n");
  CHECK(run({searcher, "--db", db, "--list", "agency", "--format", "ids"}).out == "iom\nkg-guild-of-weavers\n");
  CHECK(search(db, {"--country", "KG"}) == "1\n2\n3\n");
  CHECK(search(db, {"--crime", "trafficking-in-persons", "--crime", "theft"}) == "1\n");
  // What fits nothing is found as it stands.
  CHECK(search(db, {"--country", "Atlantis"}) == "2\n");
  CHECK(search(db, {"--country", "atlantis"}) == "2\n");
  CHECK(search(db, {"--crime", "jaywalking on Mars"}) == "2\n");
}

TEST_CASE("issue 18 item 17: a watch list's facet is a field of the query language") {
  const TemporaryFolder folder;
  const std::string db = folder / "db";
  write_file(folder / "list.tsv", "company\tc1\tSteppe\tSteppe Holding\nship-2\tv1\tVote\tship\n");
  write_file(folder / "names.txt", "Aybek Toktogulov\n");
  REQUIRE(index({"--db", db, "--watchlist", folder / "list.tsv", "--watchlist", folder / "names.txt", "-"}, stories)
              .status == 0);
  CHECK(search(db, {"company:c1"}) == "1\n");
  CHECK(search(db, {"Company:steppe"}) == "1\n");  // by its label
  CHECK(search(db, {"burn company:c1"}) == "1\n");
  CHECK(search(db, {"cars company:c1"}).empty());
  CHECK(search(db, {"cars OR company:c1", "--sort", "oldest"}) == "1\n2\n");
  CHECK(search(db, {"ship -ship-2:v1"}).empty());
  CHECK(search(db, {"ship-2:v1"}) == "3\n");
  CHECK(search(db, {"watch:(aybek-toktogulov OR none)", "--sort", "oldest"}) == "1\n2\n3\n");
  CHECK(search(db, {"company:none"}) == "2\n3\n");
  CHECK(search(db, {"--match", "any", "who saw the company:c1"}) == "1\n");
  CHECK(run({searcher, "--db", db, "--bulk", "-", "--format", "ids"}, "cars\nwatch:aybek-toktogulov burn\n").out ==
        "2\n1\n");
  // A value that nothing is called, and a slip in the field's name.
  const Ran none = run({searcher, "--db", db, "company:c2"});
  CHECK(none.status == 1);
  CHECK(holds(none.err, "no company is called 'c2'"));
  const Ran slip = run({searcher, "--db", db, "compny:c1"});
  CHECK(holds(slip.err, "'compny' at position 1 is no field"));
  CHECK(holds(slip.err, "did you mean company:?"));
  CHECK(holds(run({searcher, "--db", db, "tilte:fire"}).err, "did you mean title:?"));
}
