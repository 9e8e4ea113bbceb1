// Bodies that share words of their names, and bodies of several countries.
#include "common/taxonomy/inflection.hpp"
#include "tagger_fixture.hpp"

using blotter::test::agencies;

TEST_CASE("joined names: each of two countries has its police or its ministry") {
  CHECK(agencies("Вора ищут полиции Греции и Болгарии.", "ru") == "bg-police gr-police");
  CHECK(agencies("Вора ищет греческая и болгарская полиция.", "ru") == "bg-police gr-police");
  CHECK(agencies("МВД Казахстана, Киргизии и Узбекистана обменялись списками.", "ru") ==
        "kg-ministry-of-internal-affairs kz-ministry-of-internal-affairs uz-ministry-of-internal-affairs");
  CHECK(agencies("The Interior Ministries of Greece and Bulgaria exchanged lists.") ==
        "bg-ministry-of-internal-affairs gr-ministry-of-internal-affairs");
  CHECK(agencies("Греция мен Болгария полициясы ұрыны іздейді.", "kk") == "bg-police gr-police");
  CHECK(agencies("O'zbekiston va Qozog'iston Ichki ishlar vazirliklari ro'yxat almashdi.", "uz") ==
        "kz-ministry-of-internal-affairs uz-ministry-of-internal-affairs");
  CHECK(agencies("Yunanistan ve Bulgaristan polisi hırsızı arıyor.", "tr") == "bg-police gr-police");
}

TEST_CASE("joined names: a country that does something itself owns no body") {
  CHECK(agencies("Вора ищут полиция Греции и Болгария.", "ru") == "gr-police");
  CHECK(agencies("В Болгарии и греческая полиция ищет вора.", "ru") == "gr-police");
  CHECK(agencies("The Supreme Court of Kenya and the Ugandan Senate met.") == "ke-supreme-court");
  CHECK(agencies("Верховный суд Кении, Уганда и Руанда спорят.", "ru") == "ke-supreme-court");
}

TEST_CASE("joined names: ministries share a head in the plural") {
  CHECK(agencies("Қорғаныс және Көлік министрліктері есеп берді.", "kk") ==
        "kz-ministry-of-defence kz-ministry-of-transport");
  CHECK(agencies("Қаржы, Әділет және Спорт министрліктерінің өкілдері келді.", "kk") ==
        "kz-ministry-of-finance kz-ministry-of-justice kz-ministry-of-sport");
  CHECK(agencies("Финансы жана Юстиция министрликтери буйрук чыгарды.", "ky") ==
        "kg-ministry-of-finance kg-ministry-of-justice");
  CHECK(agencies("Moliya va Adliya vazirliklari hisobot berdi.", "uz") ==
        "uz-ministry-of-finance uz-ministry-of-justice");
  CHECK(agencies("Adalet ve Sağlık Bakanlıkları genelge yayımladı.", "tr") ==
        "tr-ministry-of-health tr-ministry-of-justice");
  CHECK(agencies("Представители министерств обороны и юстиции Казахстана приехали.", "ru") ==
        "kz-ministry-of-defence kz-ministry-of-justice");
  // One ministry, whose name has an "and".
  CHECK(agencies("Представитель министерства культуры и спорта Казахстана приехал.", "ru") == "kz-ministry-of-culture");
}

TEST_CASE("joined names: the plural of what has an owner is that of its singular") {
  using Forms = std::vector<std::string>;
  using blotter::taxonomy::singulars_of_owned;
  CHECK(singulars_of_owned("министрліктері") == Forms{"министрлігі"});
  CHECK(singulars_of_owned("министрликтери") == Forms{"министрлиги"});
  CHECK(singulars_of_owned("басқармалары") == Forms{"басқармасы"});
  CHECK(singulars_of_owned("комитеттері") == Forms{"комитеті"});
  CHECK(singulars_of_owned("vazirliklari") == Forms({"vazirligi", "vazirliği"}));
  CHECK(singulars_of_owned("bakanlıkları") == Forms({"bakanlıgı", "bakanlığı"}));
  CHECK(singulars_of_owned("министрлігі").empty());
  CHECK(singulars_of_owned("лері").empty());
}

TEST_CASE("joined names: English adjectives of two countries own a police each, and ministries share their head") {
  CHECK(agencies("The Danish and Greek police broke up a ring.") == "dk-police gr-police");
  CHECK(agencies("Kazakh and Kyrgyz police met.") == "kg-police kz-police");
  CHECK(agencies("Denmark's ministries of justice and finance agreed.") ==
        "dk-ministry-of-finance dk-ministry-of-justice");
  CHECK(agencies("The Ministries of Health and Internal Affairs of Kazakhstan agreed.") ==
        "kz-ministry-of-health kz-ministry-of-internal-affairs");
}
