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
