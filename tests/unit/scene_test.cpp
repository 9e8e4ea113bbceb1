// Words that only one country's papers use set a text's scene, and with it which of a town's namesakes is meant.
#include "tests/unit/tagger_fixture.hpp"

#include <catch2/catch.hpp>

using namespace blotter::test;

// Cambridge is known for England's; Massachusetts has one, too.
TEST_CASE("scene: one such word is enough where no country is named and two elsewhere") {
  CHECK(countries("A shop in Cambridge was robbed.") == "GB");
  CHECK(countries("The sheriff said a shop in Cambridge was robbed.") == "US");
  CHECK(countries("Uzbekistan is far. The sheriff said a shop in Cambridge was robbed.") == "GB UZ");
  CHECK(countries("Uzbekistan is far. The sheriff and the trooper said a shop in Cambridge was robbed.") == "US UZ");
}

TEST_CASE("scene: words of another country speak against it when they are more than twice as many") {
  CHECK(countries("The sheriff and a trooper met the councillor: a shop in Cambridge was robbed.") == "GB");
  CHECK(countries("The sheriff, a trooper and a selectman met the councillor: a shop in Cambridge was robbed.") ==
        "US");
  CHECK(countries("The sheriff met the councillor, the headteacher and the magistrates: a shop in Cambridge was "
                  "robbed.") == "GB");
}
