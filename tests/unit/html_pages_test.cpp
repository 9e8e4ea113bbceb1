// Layouts of the region's news sites, live blogs and galleries, as written by us: what is kept and what goes.
#include "tests/unit/reader_support.hpp"

#include <fstream>
#include <sstream>

using namespace blotter;

namespace {

struct Expected {
  const char* file;
  const char* title;
  const char* published;
  const char* language;
  std::vector<const char*> kept;
  std::vector<const char*> gone;
};

const std::vector<Expected> pages{
    {"kyrgyz",
     "Ошто эки киши кармалды",
     "2025-03-12",
     "ky",
     {"Ош шаарында милиция", "отуз бир жаштагы", "Сот ушул аптада", "таңга чейин күйүп"},
     {"Башкы бет", "апийим табылды", "Telegram", "Акыркы кабарлар", "Нарында", "укуктар", "1043"}},
    {"uzbek",
     "Toshkentda soxta hujjat yasagan guruh ushlandi",
     "2025-04-03",
     "uz",
     {"Toshkent shahrida ichki ishlar", "guruh rahbari", "tergov davom etmoqda"},
     {"Bosh sahifa", "Reklama", "firibgar qamaldi", "manba koʻrsatilishi"}},
    {"kazakh",
     "Алматыда жалған құжат жасағандар ұсталды",
     "2025-05-05",
     "",
     {"Алматы қаласының полициясы", "түнде, қала карта", "үш адамның қатысы"},
     {"Басты бет", "базар өртенді", "©"}},
    {"russian-live",
     "Суд по делу о поддельных паспортах. Онлайн",
     "2025-06-02",
     "ru",
     {"Мы следим за заседанием", "перерыв до среды", "свет в кабинете", "огласил обвинение"},
     {"Главная", "Подпишитесь", "Перепечатка"}},
    {"russian-gallery",
     "Фоторепортаж: рынок после пожара",
     "",
     "ru",
     {"сорок контейнеров", "дело о поджоге", "новые места к осени"},
     {"Главная", "Осмонов", "Кошмар", "Комментарии"}},
};

}  // namespace

TEST_CASE("layouts of the region's sites, live blogs and galleries", "[html]") {
  for (const Expected& expected : pages) {
    INFO(expected.file);
    std::ifstream in(std::string(BLOTTER_TEST_DATA) + "/pages/" + expected.file + ".html");
    std::ostringstream bytes;
    bytes << in.rdbuf();
    const auto found = test::read_as("html", bytes.str());
    REQUIRE(found.articles.size() == 1);
    const Article& article = found.articles.front();
    INFO(article.body);
    CHECK(article.title == expected.title);
    CHECK(article.published == expected.published);
    CHECK(article.language == expected.language);
    for (const char* kept : expected.kept) CHECK(article.body.find(kept) != std::string::npos);
    for (const char* gone : expected.gone) CHECK(article.body.find(gone) == std::string::npos);
  }
}
