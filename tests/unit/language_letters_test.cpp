// The language of short texts in Cyrillic by their letters.
#include "common/text/language_letters.hpp"

#include "common/text/language.hpp"

#include <catch2/catch.hpp>

#include <string>

using blotter::text::detect_language;
using blotter::text::language_of_letters;

TEST_CASE("language of short texts by letters") {
  CHECK(language_of_letters("Суд начался утром.") == "ru");
  CHECK(language_of_letters("Молния ударила в дом, пожара не было.") == "ru");
  CHECK(language_of_letters("Екі адам ұсталды.") == "kk");
  CHECK(language_of_letters("ҚАЛАДА ЕКІ АДАМ ҰСТАЛДЫ") == "kk");
  CHECK(language_of_letters("Эки киши көчөдө кармалды.") == "ky");
  CHECK(language_of_letters("Икки киши кўчада ушланди.") == "uz");
  CHECK(language_of_letters("Ду нафар дар кӯча боздошт шуд.") == "tg");
}

TEST_CASE("letters decide no language where they are shared") {
  CHECK(language_of_letters("Двоє людей їхали до міста.").empty());
  CHECK(language_of_letters("Двама души са задържани във влака.").empty());
  CHECK(language_of_letters("Два човека су ухапшена у возу, јавља полиција.").empty());
  CHECK(language_of_letters("Two men were held.").empty());
  CHECK(language_of_letters("").empty());
  CHECK(language_of_letters("\xD0").empty());
}

TEST_CASE("a name in another alphabet does not change the language of a text") {
  CHECK(detect_language("",
                        "Депутаты парламента, который называется Жогорку Кеңеш, вчера обсуждали новый закон о дорогах, "
                        "сообщила служба новостей, и отправили его на доработку.") == "ru");
}

TEST_CASE("detect_language tells short Russian from its relatives") {
  CHECK(detect_language("Гроза", "Молния ударила в дом, пожара не было.") == "ru");
  CHECK(detect_language(
            "", "Двама души бяха задържани вчера във влака за София, съобщи полицията, която ги е търсила.") == "bg");
}

TEST_CASE("detect_language knows languages in Latin letters and in scripts of their own") {
  CHECK(detect_language("", "The minister said that the money was sent to the bank and to the court.") == "en");
  CHECK(detect_language(
            "", "Der Minister sagte, dass die Polizei gestern drei Personen in der Stadt festgenommen hat.") == "de");
  CHECK(detect_language("", "La police a annoncé hier que trois personnes avaient été arrêtées dans la ville.") ==
        "fr");
  CHECK(detect_language("", "Türkmenistanda şu gün ýygnak geçirildi.") == "tk");
  CHECK(detect_language("", "警方昨日在市中心逮捕了三名男子，並查獲大量毒品。") == "zh");
  CHECK(detect_language("", "Екі адам ұсталды.") == "kk");
  CHECK(detect_language("", "Ду нафар дар кӯча боздошт шуд.") == "tg");
}

TEST_CASE("detect_language looks at more of a text whose beginning is in two languages") {
  const std::string german = "Die Polizei hat gestern in der Stadt drei Personen festgenommen, sagte der Minister. ";
  const std::string french = "La police a annoncé que des personnes avaient été arrêtées dans la ville hier soir. ";
  CHECK(detect_language("", german + french + german + french + french + french + french + french + french + french) ==
        "fr");
  CHECK(detect_language("", "").empty());
  CHECK(detect_language("12:30", "45 67 89").empty());
  CHECK(detect_language("Osh", "").empty());
}

TEST_CASE("detect_language weighs letters by how often they occur") {
  // One letter of another alphabet among more than a hundred is a name's.
  std::string text = "Мужчина и женщина были задержаны вчера вечером на дороге, их машина была полна сигарет, ";
  text += "товар изъят, сообщили журналистам в милиции города Ӯзган.";
  CHECK(language_of_letters(text) != "tg");
  CHECK(language_of_letters("Ӯзган, город") == "tg");
  // Five letters are too few, six are enough; more Latin letters than half of them leave it open.
  CHECK(language_of_letters("рыбак").empty());
  CHECK(language_of_letters("рыбаки") == "ru");
  CHECK(language_of_letters("рыбаки abc") == "ru");
  CHECK(language_of_letters("рыбаки abcd").empty());
}

TEST_CASE("detect_language knows Turkish in capitals by its letters") {
  CHECK(detect_language("ÇİN ŞİRKETİ RÜŞVET VERDİ", "Mahkeme kararını verdi.") == "tr");
  CHECK(detect_language("", "Məhkəmə qərarını verdi, şirkətin İstanbuldakı ofisi bağlandı.") != "tr");
  CHECK(detect_language("", "The mayor met Işık in Istanbul, and they spoke of the new bridge for an hour.") != "tr");
}

TEST_CASE("language of English by its small words and never of what shares a few of them") {
  const std::string english =
      "Two men who were held after the raid will be tried in Osh this month; their lawyer says they knew nothing of "
      "it, "
      "and the farm has new owners.";
  CHECK(detect_language("", english) == "en");
  // "of" and "was" are words of Dutch, "was" of German, "to" and "by" of Polish, "has" and "into" hardly of Spanish.
  CHECK(detect_language("",
                        "Hij was in de stad of in het dorp, zei de politie, maar niemand was daar toen de rechter "
                        "kwam en de deur was gesloten.") == "nl");
  CHECK(detect_language("",
                        "Was geschah, war lange unklar: Die Polizei fragte, was der Mann in dem Haus gewollt habe, "
                        "und was er dort fand.") == "de");
  CHECK(detect_language("",
                        "Policja pytała, kto to był i po co to zrobił, by sąd mógł to ocenić, zanim sprawa trafi do "
                        "wyższej instancji.") == "pl");
}
