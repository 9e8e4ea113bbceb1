// The parts of a request, as the command line and a line of a batch write them.
#include "searcher/request/request_fields.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace blotter;
using namespace blotter::search;
using Values = std::vector<std::string>;

namespace {

// The one filter that these values make.
FilterRequest filter(std::string_view values) {
  Request request;
  add_filter(request, "agency", values);
  REQUIRE(request.filters.size() == 1);
  CHECK(request.filters[0].facet == "agency");
  return parted(request.filters[0], [](const std::string&) { return false; });
}

}  // namespace

TEST_CASE("values of a filter are parted at commas that no backslash precedes") {
  CHECK(filter("iom,interpol").include == Values{"iom", "interpol"});
  CHECK(filter(" iom , interpol ,, ").include == Values{"iom", "interpol"});
  CHECK(filter("Smith\\, Jones,iom").include == Values{"Smith, Jones", "iom"});
  CHECK(filter("back\\slash").include == Values{"back\\slash"});
  CHECK(filter("end\\").include == Values{"end\\"});
  CHECK(filter("end\\,").include == Values{"end,"});
}

TEST_CASE("a list that is a value of the index stays whole with its commas (issue 18 item 3)") {
  Request request;
  add_filter(request, "source", "!Smith, Sons");
  add_filter(request, "source", "One,Two");
  const FilterRequest one = parted(request.filters[0], [](const std::string& whole) { return whole == "Smith, Sons"; });
  CHECK(one.exclude == Values{"Smith, Sons"});
  CHECK(one.include == Values{"One", "Two"});
}

TEST_CASE("an exclamation mark excludes a value, and alone is one") {
  const FilterRequest both = filter("!iom,interpol,!osce");
  CHECK(both.include == Values{"interpol"});
  CHECK(both.exclude == Values{"iom", "osce"});
  CHECK(filter("!").include == Values{"!"});
  Request request;
  add_filter(request, "country", "UZ");
  add_filter(request, "crime", "fraud");
  add_filter(request, "country", "!KG");
  REQUIRE(request.filters.size() == 2);
  const auto values = [&](std::size_t i) {
    return parted(request.filters[i], [](const std::string&) { return false; });
  };
  CHECK(values(0).include == Values{"UZ"});
  CHECK(values(0).exclude == Values{"KG"});
  CHECK(values(1).include == Values{"fraud"});
  add_filter(request, "crime", ",,");
  CHECK(values(1).include == Values{"fraud"});
}

TEST_CASE("a half-life is a number of days, weeks, months or years above none") {
  CHECK(parse_half_life("30").value() == 30);
  CHECK(parse_half_life("30d").value() == 30);
  CHECK(parse_half_life("2w").value() == 14);
  CHECK(parse_half_life("1.5w").value() == 10.5);
  CHECK(parse_half_life("6m").value() == Approx(182.64));
  CHECK(parse_half_life("2y").value() == 730.5);
  CHECK(parse_half_life("1000000").value() == 1e6);
  for (const char* wrong : {"", "0", "-1", "d", "y", "1x", "1dd", "1000001", "nan", "inf", "1 d", "1e9"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_half_life(wrong));
  }
}

TEST_CASE("a cross table has two facets, a list of facets each name once") {
  CHECK(parse_cross("country,crime").value() == std::pair<std::string, std::string>{"country", "crime"});
  for (const char* wrong : {"", "country", "country,", "country,crime,agency"}) CHECK_FALSE(parse_cross(wrong));
  CHECK(parse_facets("none").empty());
  CHECK(parse_facets("crime,country,crime") == Values{"crime", "country"});
  CHECK(parse_facets("none,country") == Values{"none", "country"});
}

TEST_CASE("every part of a request has its name") {
  Request request;
  const auto set = [&](std::string_view name, const Values& values) {
    return set_part(request, name, values).has_value();
  };
  CHECK(set("qid", {"7"}));
  CHECK(set("query", {"heroin"}));
  CHECK(set("from", {"2024"}));
  CHECK(set("to", {"2025"}));
  CHECK(set("like", {"a1"}));
  CHECK(set("similar", {"a2"}));
  CHECK(request.qid == "7");
  CHECK(set("id", {"8"}));
  CHECK((request.qid == "8" && request.query == "heroin" && request.from == "2024" && request.to == "2025"));
  CHECK((request.like == "a1" && request.similar == "a2"));
  CHECK_FALSE(request.match_any);
  CHECK_FALSE(request.strict);
  CHECK((set("match", {"any"}) && request.match_any && !request.strict));
  CHECK((set("match", {"all"}) && !request.match_any));
  CHECK((set("syntax", {"text"}) && request.strict && request.syntax == query::Syntax::text));
  CHECK((set("sort", {"oldest"}) && request.sort == Sort::oldest));
  CHECK((set("facet_sort", {"name"}) && request.facet_sort == FacetSort::name));
  CHECK((set("model", {"pl2"}) && request.model == match::Model::pl2));
  CHECK((set("histogram", {"week"}) && request.histogram == match::Unit::week));
  CHECK((set("limit", {"0"}) && request.limit == 0));
  CHECK((set("offset", {"4294967295"}) && request.offset == 4294967295));
  CHECK((set("facet_limit", {"3"}) && request.facet_limit == 3));
  CHECK((set("min_count", {"2"}) && request.min_count == 2));
  CHECK((set("facets", {"country,crime"}) && request.facets == Values{"country", "crime"}));
  CHECK((set("facets", {"country", "a,b"}) && request.facets == Values{"country", "a,b"}));
  CHECK((set("cross", {"country", "crime"}) && request.crosses.size() == 1));
  CHECK((set("cross", {"crime,agency"}) && request.crosses.size() == 1 && request.crosses[0].first == "crime"));
  CHECK((set("country", {"UZ", "!KG"}) && request.filters.back().exclude == Values{"KG"}));
  CHECK((set("filter.ship", {"a,b"}) && request.filters.back().facet == "ship"));
  CHECK(request.filters.back().include == Values{"a,b"});
  CHECK(request.notes.empty());
  CHECK((set("colour", {"red"}) && request.notes.size() == 1));
}

TEST_CASE("a part of a request that is no value of its kind is refused and changes nothing") {
  Request request;
  for (const auto& [name, value] : std::vector<std::pair<const char*, const char*>>{{"limit", "5x"},
                                                                                    {"limit", ""},
                                                                                    {"limit", "-1"},
                                                                                    {"offset", "4294967296"},
                                                                                    {"facet_limit", "1.5"},
                                                                                    {"min_count", "x"},
                                                                                    {"sort", "newer"},
                                                                                    {"match", "some"},
                                                                                    {"model", "bm26"},
                                                                                    {"histogram", "decade"},
                                                                                    {"recent", "soon"},
                                                                                    {"facet_sort", "size"},
                                                                                    {"cross", "country"}}) {
    CAPTURE(name, value);
    CHECK_FALSE(set_part(request, name, {value}));
  }
  CHECK((request.limit == 10 && request.offset == 0 && request.sort == Sort::relevance && request.crosses.empty()));
}

TEST_CASE("a switch of a request is on by true, 1 and yes alone") {
  for (const char* on : {"true", "1", "yes"})
    for (const char* name : {"expand", "group", "drill_down", "exact_script", "explain", "evidence"}) {
      Request request;
      CHECK(set_part(request, name, {on}));
      CHECK(request.expand + request.group + request.drill_down + request.exact_script + request.explain +
                request.evidence ==
            1);
    }
  Request request;
  request.group = true;
  CHECK((set_part(request, "group", {"no"}) && !request.group));
}
