// Russian paradigms of places and of other words.
#include "common/taxonomy/inflection.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>

using blotter::taxonomy::Declension;
using blotter::taxonomy::russian_forms;

namespace {

using Forms = std::set<std::string>;

Forms forms(const std::string& lemma, Declension declension) {
  const auto list = russian_forms(lemma, declension);
  return {list.begin(), list.end()};
}

// Every one of `wanted` is among the forms of the place, none of `foreign`.
void check_name(const std::string& lemma, const Forms& wanted, const Forms& foreign = {}) {
  const Forms found = forms(lemma, Declension::name);
  for (const std::string& form : wanted) {
    INFO(lemma << ": " << form << " is missing");
    CHECK(found.contains(form));
  }
  for (const std::string& form : foreign) {
    INFO(lemma << ": " << form << " is no form of it");
    CHECK_FALSE(found.contains(form));
  }
}

}  // namespace

TEST_CASE("russian names decline in the singular alone, whatever they end in") {
  check_name("ош", {"оша", "ошу", "ошем", "оше"}, {"оши", "ошами"});
  check_name("бишкек", {"бишкека", "бишкеку", "бишкеком", "бишкеке"}, {"бишкеки", "бишкеков"});
  check_name("москва", {"москвы", "москве", "москву", "москвой"}, {"москв", "москвами"});
  check_name("сана", {"саны", "сане", "сану", "саной"}, {"сан", "санам"});
  check_name("казань", {"казани", "казанью"}, {"казанями"});
  check_name("россия", {"россии", "россию", "россией"}, {"россиями"});
  check_name("китай", {"китая", "китаю", "китаем", "китае"}, {"китаев"});
  check_name("иваново", {"иванова", "иванову", "ивановом", "иванове"});
  check_name("череповец", {"череповца", "череповцу", "череповцем", "череповце"});
  check_name("приднестровье", {"приднестровья", "приднестровью", "приднестровьем"});
  check_name("лесной", {"лесного", "лесному", "лесном"}, {"лесная", "лесные"});
  check_name("северная", {"северной", "северную"}, {"северный"});
  check_name("ошский", {"ошского", "ошская", "ошской", "ошские", "ошских"});
}

TEST_CASE("russian plural names decline in the plural") {
  check_name("филиппины", {"филиппин", "филиппинам", "филиппинами", "филиппинах"});
  check_name("нидерланды", {"нидерландов", "нидерландам", "нидерландах"});
  check_name("химки", {"химок", "химкам", "химках"});
  check_name("соломоновы", {"соломоновых", "соломоновым"});
  check_name("острова", {"островов", "островам", "островах"});
  check_name("набережные", {"набережных", "набережным"});
}

TEST_CASE("russian names that do not decline") {
  for (const std::string lemma : {"самоа", "никарагуа", "душанбе", "баку", "чили", "конго", "тбилисо"}) {
    INFO(lemma);
    CHECK(forms(lemma, Declension::name).empty());
  }
  CHECK(forms("москва", Declension::none).empty());
  CHECK(forms("moskva", Declension::name).empty());
}

TEST_CASE("russian words decline in both numbers, and adjectives begin compounds") {
  const Forms people = forms("узбек", Declension::word);
  for (const std::string form : {"узбека", "узбеком", "узбеки", "узбеков", "узбеками"}) CHECK(people.contains(form));
  for (const auto declension : {Declension::word, Declension::name}) {
    CHECK(forms("узбекский", declension).contains("узбекско"));
    CHECK(forms("немецкий", declension).contains("немецко"));
  }
}

TEST_CASE("inhabitants of a country by the endings of each language") {
  using blotter::taxonomy::inhabitants;
  const auto check = [](const std::string& country, const std::string& language, const std::string& people) {
    const auto forms = inhabitants(country, language);
    INFO(language << ": " << country << " has no " << people);
    CHECK(std::find(forms.begin(), forms.end(), people) != forms.end());
  };
  check("Германия", "kk", "Германиялық");
  check("Үндістан", "kk", "Үндістандық");
  check("Израиль", "kk", "Израильдік");
  check("Египет", "kk", "Египеттік");
  check("Иран", "ky", "Ирандык");
  check("Россия", "ky", "Россиялык");
  check("Misr", "uz", "Misrlik");
  check("Миср", "uz", "Мисрлик");
  check("Mısır", "tr", "Mısırlı");
  check("Ürdün", "tr", "Ürdünlü");
  check("Eýran", "tk", "Eýranly");
  check("Эрон", "tg", "Эронӣ");
  check("Туркия", "tg", "Туркиягӣ");
  CHECK(inhabitants("Germany", "en").empty());
}
