// Surnames that a stemmer for common words cuts short.
#include "searcher/query/name_forms.hpp"

#include "tests/unit/search_fixture.hpp"

#include <catch2/catch.hpp>

#include <utility>

using namespace blotter;
using namespace blotter::test;

namespace {

// Articles a to c name an Алиев, d and e hold words that Snowball gives the same stem; f and g likewise of Усен.
const Opened& surnames() {
  static const Opened index(
      R"({"id":"a","title":"Арест","body":"Вчера задержан Алиев.","language":"ru"}
{"id":"b","title":"Суд","body":"Суд оправдал врача Алиева.","language":"ru"}
{"id":"c","title":"Дело Алиевой","body":"Адвокат сообщил, что Алиевой вынесен приговор.","language":"ru"}
{"id":"d","title":"Закат","body":"Над рекой стоял алый закат.","language":"ru"}
{"id":"e","title":"Встреча","body":"На встрече был и Али, и его брат.","language":"ru"}
{"id":"f","title":"Кража","body":"Подозреваемый по имени Усен скрылся, ищут сестру Усена.","language":"ru"}
{"id":"g","title":"Портрет","body":"У него длинный ус и серый плащ.","language":"ru"}
{"id":"h","title":"Драка","body":"Полиция допросила соседку Базарову и ее мужа.","language":"ru"}
{"id":"i","title":"Цены","body":"Торговцы ушли с базара, на базаре пусто.","language":"ru"}
{"id":"j","title":"Роман","body":"Вышел новый роман, романы автора читают.","language":"ru"}
{"id":"k","title":"Визит","body":"Прилетел посол Соединенных Штатов и сразу уехал.","language":"ru"}
{"id":"l","title":"Закон","body":"Новый закон Соединенные Штаты приняли в мае.","language":"ru"}
)");
  return index;
}

}  // namespace

TEST_CASE("regression: a surname is found by its cases, not by a stem that cuts it") {
  CHECK(surnames().found("Алиев") == "abc");
  CHECK(surnames().found("алиев") == "abc");
  CHECK(surnames().found("Усен") == "f");
  CHECK(surnames().found("\"Алиев\"") == "a");
  CHECK(surnames().found("title:Алиев") == "c");
  CHECK(surnames().found("body:Алиев") == "abc");
  query::PlanOptions exact;
  exact.exact_script = true;
  CHECK(surnames().found(surnames().plan("Алиев", exact)->plan) == "abc");
}

TEST_CASE("regression: a surname that the index has in other cases only is found by these") {
  CHECK(surnames().found("Базаров") == "h");
  CHECK(surnames().found("Базаровым") == "h");
}

TEST_CASE("an excluded surname is excluded in its cases, and nothing else is") {
  CHECK(surnames().found("* -Алиев") == "defghijkl");
  CHECK(surnames().found("ус -Усен") == "g");
}

TEST_CASE("a surname near a word, and one that must stand several times, is meant in its cases") {
  CHECK(surnames().found("врача NEAR/3 Алиев") == "b");
  CHECK(surnames().found("стоял NEAR/3 Алиев").empty());
  CHECK(surnames().found("Усен#2") == "f");
}

TEST_CASE("a synonym that is a surname is found by its cases") {
  const TemporaryFolder folder;
  write_file(folder / "synonyms", "беглец, Усен\n");
  const query::Synonyms synonyms = *query::Synonyms::read(folder / "synonyms");
  query::PlanOptions options;
  options.synonyms = &synonyms;
  CHECK(surnames().found(surnames().plan("беглец", options)->plan) == "f");
}

TEST_CASE("regression: a name is found across scripts in its Turkic cases") {
  static const Opened index(
      R"({"id":"a","title":"Сот","body":"Кечээ сот Атамбаев боюнча чечим чыгарды.","language":"ky"}
{"id":"b","title":"Үй","body":"Тергөөчү Атамбаевдин үйүн карады.","language":"ky"}
{"id":"c","title":"Арыз","body":"Жактоочу Атамбаевге кат жазды.","language":"ky"}
{"id":"d","title":"Суд","body":"Адвокат встретился с Атамбаевым утром.","language":"ru"}
{"id":"e","title":"Той","body":"Айылда той болду.","language":"ky"}
)");
  CHECK(index.found("Atambayev") == "abcd");
  CHECK(index.found("Атамбаев") == "abcd");
}

TEST_CASE("Turkic cases of one name are separated from other names") {
  for (const auto& [form, other] : {std::pair{"атамбаев", "атамбаевдин"},
                                    {"бақытжан", "бақытжанның"},
                                    {"каримов", "каримовнинг"},
                                    {"mirziyoyev", "mirziyoyevning"},
                                    {"nyýazow", "nyýazowyň"}}) {
    CAPTURE(form, other);
    CHECK(query::are_turkic_cases(form, other));
    CHECK(query::are_turkic_cases(other, form));
  }
  for (const auto& [form, other] :
       {std::pair{"карим", "каримов"}, {"али", "алига"}, {"усен", "усенбек"}, {"атамбаев", "атамбаев"}}) {
    CAPTURE(form, other);
    CHECK_FALSE(query::are_turkic_cases(form, other));
  }
}

TEST_CASE("words that are no names keep their stem") {
  CHECK(surnames().found("базары") == "i");
  CHECK(surnames().found("романа") == "j");
  CHECK(surnames().found("плащи") == "g");
}

TEST_CASE("a genitive plural is no surname") {
  CHECK(surnames().found("Штатов") == "kl");
  CHECK(surnames().found("Штаты") == "kl");
}

TEST_CASE("a stem cuts a name when two letters or more are lost beside its ending") {
  for (const auto& [stem, form] : {std::pair{"ал", "алиев"}, {"ус", "усена"}, {"базар", "базаров"}, {"рах", "рахим"}})
    CHECK(query::cuts_name(stem, form));
  for (const auto& [stem, form] : {std::pair{"москв", "москвой"},
                                   {"росс", "россия"},
                                   {"серге", "сергеем"},
                                   {"горьк", "горького"},
                                   {"бел", "белом"},
                                   {"ян", "яном"},
                                   {"brown", "browning"},
                                   {"алиев", "алиевым"},
                                   {"", ""}})
    CHECK_FALSE(query::cuts_name(stem, form));
}

TEST_CASE("cases of one name are separated from other names") {
  for (const auto& [form, other] : {std::pair{"алиев", "алиевым"},
                                    {"алиевой", "алиев"},
                                    {"сергей", "сергею"},
                                    {"игорь", "игоря"},
                                    {"горький", "горьким"},

                                    {"яном", "ян"},
                                    {"москве", "москвой"}}) {
    CAPTURE(form, other);
    CHECK(query::are_cases(form, other));
    CHECK(query::are_cases(other, form));
  }
  for (const auto& [form, other] : {std::pair{"алиев", "али"},
                                    {"александров", "александр"},
                                    {"иван", "иванов"},
                                    {"марков", "марк"},
                                    {"рахим", "рахов"},
                                    {"усен", "усенбек"}}) {
    CAPTURE(form, other);
    CHECK_FALSE(query::are_cases(form, other));
    CHECK_FALSE(query::are_cases(other, form));
  }
}
