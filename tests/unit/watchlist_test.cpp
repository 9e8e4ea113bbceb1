// Watch lists: which rows are taken, which are refused, and where.
#include "indexer/facets/watchlist.hpp"

#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

using namespace blotter;
using namespace blotter::test;

namespace {

Result<facets::WatchTables> read_rows(const std::string& text, const std::string& kept = {}) {
  const TemporaryFolder folder;
  write_file(folder / "list.tsv", text);
  return facets::read_watchlists({folder / "list.tsv"}, kept);
}

std::string refused(const std::string& row) {
  const Result<facets::WatchTables> read = read_rows("# people and ships\nperson\tp1\tAda\tAda Byron\n" + row + "\n");
  if (read) return {};
  // The file and the line, whatever is wrong.
  return read.error().message.find("list.tsv:3: ") != std::string::npos ? read.error().message : "no place";
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a watch list with a reserved or malformed facet name is refused by its line") {
  for (const std::string& name :
       {std::string("focus"), std::string("language"), std::string("source"), std::string(), std::string("Ship"),
        std::string("a ship"), std::string("ship_name"), std::string("\xD1\x81"), std::string(33, 'a')}) {
    CAPTURE(name);
    CHECK(holds(refused(name + "\tid\tLabel\talias"), "cannot be a facet's name"));
  }
  for (const std::string& name : {std::string("ship"), std::string("ship-2"), std::string(32, 'a'), std::string("z9")})
    CHECK(refused(name + "\tid\tLabel\talias").empty());
}

TEST_CASE("a watch list with a bad row is refused by its line") {
  const auto long_id = [](std::size_t bytes) { return "ship\t" + std::string(bytes, 'i') + "\tLabel\talias"; };
  CHECK(holds(refused("ship\t\tLabel\talias"), "identifier"));
  CHECK(holds(refused("ship\ta\x01z\tLabel\talias"), "identifier"));
  CHECK(holds(refused(long_id(129)), "identifier"));
  CHECK(refused(long_id(128)).empty());
  CHECK(refused("ship\tv 1\tLabel\talias").empty());
  CHECK(holds(refused("ship\tid\tLabel"), "3 fields, not 4"));
  CHECK(holds(refused("ship\tid\tLabel\talias\tmore"), "5 fields, not 4"));
  CHECK(holds(refused("ship\tid\tLabel\talias [no-such-rule]"), "no-such-rule"));
  CHECK(holds(refused("ship\tid\tLabel\talias [upper"), "no ]"));
  CHECK_FALSE(facets::read_watchlists({"/nonexistent/list.tsv"}));
}

TEST_CASE("a watch list's rows become values, and those of the index stay unless their facet is given anew") {
  const auto read = read_rows("ship\tv1\tVostok\tVostok One\nship\tv2\t\t\nship\tv1\tVostok\tThe Vostok\r\n",
                              "ship\told\tOld\tOld ship\nperson\tp1\tAda\tAda Byron\n");
  REQUIRE(read);
  std::string values;
  for (const facets::WatchValue& value : read->values) values += value.facet + "/" + value.id + "/" + value.label + " ";
  CHECK(values == "person/p1/Ada ship/v1/Vostok ship/v2/v2 ");
  CHECK(read->text ==
        "person\tp1\tAda\tAda Byron\n"
        "ship\tv1\tVostok\tVostok One\nship\tv2\t\t\nship\tv1\tVostok\tThe Vostok\n");
  CHECK(read_rows("", "")->values.empty());
}
