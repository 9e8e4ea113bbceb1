// What a story is about, by the part that each country plays.
#include "tests/unit/tagger_fixture.hpp"

using namespace blotter::test;

namespace {

std::string focus(const std::string& title, const std::string& body, const std::string& language) {
  return values(tag(title, body, language), "country", true);
}

}  // namespace

TEST_CASE("focus: money is no setting") {
  CHECK(focus("A bribe of 900 US dollars in Naryn", "A clerk in Naryn took 900 US dollars from a farmer.", "en") ==
        "KG");
  CHECK(focus("Взятка", "В Нарыне чиновник взял 900 долларов США, доллары США нашли в столе.", "ru") == "KG");
  CHECK(focus("Пара", "Таразда шенеунік 900 АҚШ долларын алды, АҚШ доллары тартпадан табылды.", "kk") == "KZ");
  CHECK(focus("Rüşvet", "Konya'da memur 900 ABD doları aldı, ABD doları çekmecede bulundu.", "tr") == "TR");
}

TEST_CASE("focus: a flag or a make is no setting") {
  CHECK(focus("Ship held", "Sailors in Mersin searched a Liberia-flagged ship for an hour.", "en") == "TR");
}

TEST_CASE("focus: a round-up of three countries or more is about none of them unless one outweighs or is titled") {
  const std::string guests = "Guests came from Peru. Others were from Chile and from Kenya.";
  CHECK(focus("", guests, "en").empty());
  CHECK(focus("", "Guests came from Peru. In Peru, in Lima, they met others from Chile and from Kenya.", "en") == "PE");
  CHECK(focus("Peru sends guests", guests, "en") == "PE");
  CHECK(focus("", "Guests came from Peru. Others were from Chile.", "en") == "CL PE");
}

TEST_CASE("focus: where it happened and where they come from") {
  CHECK(focus("They were never paid",
              "Six men from the Batken region dug ditches near Samara for a summer. The foreman kept their passports. "
              "They slept in a shed.",
              "en") == "KG RU");
}

TEST_CASE("focus: below a dateline a country in the name of a body is not where it happened") {
  CHECK(focus("", "TASHKENT, Oct 24 - The Bank of Japan kept its rate for a year.", "en") == "UZ");
  CHECK(focus("", "TASHKENT, Oct 24 - A bank in Japan kept its rate for a year.", "en") == "JP UZ");
}
