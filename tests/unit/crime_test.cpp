// Crimes that the tagger finds by their names, in the region's languages.
#include "common/taxonomy/taxonomy.hpp"
#include "tests/unit/tagger_fixture.hpp"

using namespace blotter::test;

TEST_CASE("crime: the contract's later identifiers are found by their names") {
  struct Case {
    std::string crime, language, text;
  };
  const Case cases[] = {
      {"torture", "en", "The prisoner was tortured with wires."},
      {"torture", "ru", "Следователя судят за пытки задержанного."},
      {"torture", "kk", "Екі тергеуші азаптау ісі бойынша сотталды."},
      {"torture", "tr", "Gardiyanlar işkence suçundan yargılandı."},
      {"arson", "en", "Two men set fire to the bakery of a rival."},
      {"arson", "ru", "Мужчина поджёг машину соседа."},
      {"arson", "uz", "U qo'shnisining uyiga o't qo'ygan."},
      {"arson", "tr", "Depoyu ateşe veren adam yakalandı."},
      {"espionage", "en", "An engineer was jailed for espionage."},
      {"espionage", "kk", "Инженер тыңшылық үшін сотталды."},
      {"espionage", "tg", "Муҳандис барои ҷосусӣ маҳкум шуд."},
      {"sanctions-evasion", "en", "The broker pleaded guilty to evading U.S. sanctions."},
      {"sanctions-evasion", "ru", "Станки вывозили в обход санкций."},
      {"illegal-adoption", "en", "The notary arranged illegal adoptions."},
      {"illegal-adoption", "ru", "Нотариуса судят за незаконное усыновление."},
      {"domestic-violence", "en", "He was arrested for domestic violence."},
      {"domestic-violence", "ky", "Ал үй-бүлөлүк зомбулук үчүн кармалды."},
      {"rape", "en", "The coach was accused of rape."},
      {"rape", "kk", "Ол қызды зорлаған."},
      {"hate-crime", "en", "Police treat the stabbing as a hate crime."},
      {"hate-crime", "ru", "Студента избили на почве национальной ненависти."},
      {"drunk-driving", "en", "The mayor was fined for drunk driving."},
      {"drunk-driving", "ru", "Пьяный водитель сбил пешехода."},
      {"environmental-crime", "en", "Rangers stopped illegal logging in the reserve."},
      {"environmental-crime", "ru", "Лесника судят за незаконную вырубку."},
      {"illegal-gambling", "ru", "В подвале нашли подпольное казино."},
      {"illegal-gambling", "uz", "Podvalda qimorxona ochgan shaxs ushlandi."},
      {"pimping", "en", "She was charged with pimping."},
      {"pimping", "tr", "Otel sahibi fuhşa aracılık suçundan tutuklandı."},
      {"hooliganism", "ru", "Его судили за хулиганство."},
      {"hooliganism", "tg", "Ӯро барои авбошӣ ҷарима карданд."},
  };
  for (const Case& one : cases) {
    INFO(one.text);
    CHECK((" " + crimes(one.text, one.language) + " ").find(" " + one.crime + " ") != std::string::npos);
    CHECK(blotter::taxonomy::find("crime", one.crime));
  }
  CHECK(blotter::taxonomy::find("crime", "rape")->parent == "sexual-violence");
  CHECK(blotter::taxonomy::find("crime", "pimping")->parent == "sexual-exploitation");
}

TEST_CASE("crime: a break in the sound of a broadcast is no burglary") {
  CHECK(crimes("The speaker said [3-second break in reception] that the trial would go on.").empty());
  CHECK(crimes("Police look into a break-in at a shop; the judge jailed the suspect.") == "burglary");
}
