// Crimes told by what was done, and the indicators of forced labour.
#include "common/taxonomy/compile/tsv.hpp"
#include "common/taxonomy/element_rule.hpp"
#include "common/taxonomy/taxonomy.hpp"
#include "tests/unit/tagger_fixture.hpp"

#include <filesystem>
#include <map>

using namespace blotter;
using namespace blotter::test;

namespace {

const FacetValue* find(const Article& article, const std::string& facet, const std::string& id) {
  for (const Facet& one : article.facets)
    if (one.name == facet)
      for (const FacetValue& value : one.values)
        if (value.value == id) return &value;
  return nullptr;
}

std::string indicators(const std::string& body, const std::string& language = "en") {
  return values(tag("", body, language), "indicator");
}

}  // namespace

TEST_CASE("element: gunmen and bombs need no word of law beside them") {
  CHECK(crimes("Gunmen opened fire on a lorry near the ford.") == "homicide");
  CHECK(crimes("A clerk was killed by three gunmen on Sunday.") == "homicide");
  CHECK(crimes("A bomb exploded on Sunday and damaged a bank.") == "terrorism");
  CHECK(crimes("Guerrillas attacked a bridge with mortars.") == "terrorism");
  CHECK(crimes("The bank exploded into growth on Sunday.").empty());
}

TEST_CASE("element: a story without a word of law, a body or a crime is searched for elements") {
  CHECK(crimes("A blast wrecked the depot after rebels sabotaged the pipeline.") == "terrorism");
  CHECK(crimes("A nurse, 41, was shot by unidentified men in the valley.") == "homicide");
  // What is told without law is often innocent.
  CHECK(crimes("Falconbridge will sell its shares at a price of ten dollars.").empty());
  CHECK(crimes("The farmer locked the gate, put the papers in the safe and paid the men in autumn.").empty());
  CHECK(crimes("He promised them a job in a hotel, bought the tickets and met them at the station.").empty());
}

TEST_CASE("element: a fire that somebody sets is arson and one that breaks out is not") {
  CHECK(crimes("Rebels burned forty houses in the valley, police said.") == "arson terrorism");
  CHECK(crimes("Police said he had set two of the buses on fire.") == "arson");
  CHECK(crimes("Forty houses burned down in the valley, police said.").empty());
}

TEST_CASE("element: a story that names no crime tells it by what was done") {
  struct Case {
    std::string crime, language, text;
  };
  const Case cases[] = {
      {"labour-trafficking", "en",
       "Police freed six men on Monday. A recruiter had promised them work on a melon farm. The farmer kept their "
       "passports "
       "and locked the gate at dusk, and in five months they were not paid."},
      {"labour-trafficking", "ru",
       "Полиция задержала фермера. Посредник обещал мужчинам работу на теплицах, но хозяин отобрал у них паспорта, а "
       "зарплату "
       "за лето не выплатил."},
      {"labour-trafficking", "tr",
       "Polis çiftlik sahibini gözaltına aldı. Aracı, gençlere iş vaat etmiş; sahibi pasaportlarına el koymuş, dört ay "
       "maaş "
       "ödenmedi."},
      {"labour-trafficking", "uz",
       "Politsiya fermerni ushladi. Vositachi yigitlarga ish va'da qilgan, xo'jayin pasportlarini olib qo'ygan, olti "
       "oy maosh "
       "to'lanmagan."},
      {"bribery", "en",
       "Police filmed the inspector as he took an envelope of banknotes from the desk; the licence was signed an hour "
       "later."},
      {"bribery", "ky", "Милиция инспекторду кармады. Ал лицензия берүү үчүн китептин арасына салынган акчаны алган."},
      {"money-laundering", "en",
       "Investigators found nine companies registered at one address. The money was split and sent on to accounts "
       "abroad within "
       "hours."},
      {"drug-trafficking", "tg", "Полис мардеро боздошт кард. Дар мошин зери курсӣ ҳафт баста героин пинҳон буд."},
      {"migrant-smuggling", "en",
       "Police stopped a refrigerated lorry with nineteen people near the border. Each had paid 3,000 euros for the "
       "journey."},
      {"torture", "ru",
       "Суд рассмотрит жалобу. Оперативники пускали ток через провода, пока задержанный не подписал признание."},
      {"wildlife-trafficking", "kk", "Полиция жолаушыны ұстады. Чемоданның ішіне рұқсатсыз сегіз тасбақа жасырылған."},
      {"terrorism", "en", "Guerrillas attacked a police post with dynamite."},
  };
  for (const Case& one : cases) {
    INFO(one.text);
    const Article article = tag("", one.text, one.language);
    INFO(values(article, "crime"));
    const FacetValue* crime = find(article, "crime", one.crime);
    REQUIRE(crime != nullptr);
    CHECK(crime->inferred);
    CHECK(!crime->implied);
    CHECK((crime->focus || one.crime == "drug-trafficking"));  // heroin names an offence itself
    REQUIRE(!crime->elements.empty());
    for (const FacetElement& element : crime->elements) {
      REQUIRE(!element.evidence.empty());
      CHECK(element.evidence[0].start < element.evidence[0].end);
      CHECK(element.evidence[0].end <= article.text(element.evidence[0].field).size());
    }
  }
}

TEST_CASE("element: too little of a crime is none") {
  // Wages that are owed are a labour dispute, a locked gate is a fence, an envelope may hold a letter.
  CHECK(crimes("Police watched the rally: the factory's workers were not paid for two months.").empty());
  CHECK(crimes("Police say the gate of the park is locked at night.").empty());
  CHECK(crimes("A clerk told the court that the envelope on the desk held a letter.").empty());
  CHECK(crimes("Police stopped a lorry with nineteen people; they were pickers on their way to the fields.").empty());
  // The parts of a pattern must be of one sentence, and be different words.
  CHECK(
      indicators("Police asked for passports. The thief took a bicycle; human trafficking is another matter.").empty());
}

TEST_CASE("element: a named crime is not inferred as well") {
  const Article article = tag("",
                              "Police arrested the recruiter for human trafficking for forced labour. He had promised "
                              "work, took their passports and "
                              "they were not paid.");
  const FacetValue* named = find(article, "crime", "forced-labour");
  REQUIRE(named != nullptr);
  CHECK_FALSE(named->inferred);
  CHECK(named->elements.empty());
  const FacetValue* inferred = find(article, "crime", "trafficking-in-persons");
  REQUIRE(inferred != nullptr);
  CHECK_FALSE(inferred->inferred);
}

TEST_CASE("element: figures of a match report make no crime") {
  CHECK(crimes("The league match: the striker scored, the referee and the coach argued, the goalkeeper was beaten "
               "twice. Guerrillas in "
               "green attacked the goal, fans sang and the stadium shook.")
            .empty());
}

TEST_CASE("indicator: the ILO's signs are a facet of a story of exploitation alone") {
  CHECK(indicators("Police freed the cleaners. The agent had promised hotel work; the manager took their passports, "
                   "they slept in a "
                   "cellar, worked eighteen hours a day and were never paid.") ==
        "abusive-conditions deception excessive-overtime retention-of-documents withheld-wages");
  CHECK(indicators("Следователи говорят о торговле людьми: хозяин отобрал у них паспорта и угрожал депортацией.",
                   "ru") == "intimidation retention-of-documents");
  CHECK(indicators("A man beat his neighbour and threatened to call the police.").empty());
}

TEST_CASE("element: the tables name known crimes, elements and languages, and no beginning is a mere letter") {
  const std::filesystem::path folder = BLOTTER_TAXONOMY_DATA;
  std::map<std::string, std::set<std::string>> languages;
  REQUIRE(taxonomy::read_table(folder / "elements.tsv", 3, [&](const taxonomy::Row& row) -> Result<void> {
    languages[std::string(row[0])].emplace(row[1]);
    for (const std::string_view pattern : taxonomy::split(row[2], '|'))
      for (const std::string_view part : taxonomy::split(pattern, '+'))
        for (std::string_view phrase : taxonomy::split(part, '/')) {
          while (phrase.starts_with(' ')) phrase.remove_prefix(1);
          while (phrase.ends_with(' ')) phrase.remove_suffix(1);
          INFO(row[0] << " " << row[1] << ": " << phrase);
          CHECK(!phrase.empty());
          if (phrase.ends_with('*') && phrase.find(' ') == std::string_view::npos) CHECK(phrase.size() >= 3);
        }
    return {};
  }));
  std::size_t count = 0;
  for (const auto& indicator : taxonomy::values("indicator")) {
    INFO(indicator.id);
    CHECK(languages[std::string(indicator.id)].size() == 8);
    ++count;
  }
  CHECK(count == 11);
  for (const taxonomy::ElementRule& rule : taxonomy::element_rules()) {
    INFO(rule.crime << ": " << rule.groups);
    CHECK(taxonomy::find("crime", rule.crime));
    const auto groups = taxonomy::element_groups(rule.groups);
    CHECK(!groups.empty());
    for (const auto& group : groups)
      for (const std::string_view element : group.elements) CHECK(languages.contains(std::string(element)));
  }
}

TEST_CASE("element: rules are read as they are written") {
  const auto groups = taxonomy::element_groups("a + 2:b|c|d + !e|f");
  REQUIRE(groups.size() == 3);
  CHECK(groups[0].min_present == 1);
  CHECK(groups[0].elements == std::vector<std::string_view>{"a"});
  CHECK(groups[1].min_present == 2);
  CHECK(groups[1].elements.size() == 3);
  CHECK(groups[2].none);
  CHECK(groups[2].elements == std::vector<std::string_view>{"e", "f"});
  CHECK(taxonomy::element_groups("x:b|c")[0].min_present == 0);
}

TEST_CASE("element: who is killed where shots fall or a bomb goes off is a victim of homicide") {
  CHECK(crimes("A policeman was killed and ten were hurt when a bomb was thrown at a parade.") == "homicide terrorism");
  CHECK(crimes("A guard was killed in a shootout outside the bank, police said.") == "homicide");
  CHECK(crimes("Two policemen were killed when their car left the road.").empty());
}

TEST_CASE("element: an attack in which nobody is killed is no homicide") {
  CHECK(crimes("Police said nobody was killed in the bomb attack on the station.") == "terrorism");
  CHECK(crimes("No civilians were killed in the shootout, police said.").empty());
  CHECK(crimes("Полиция: в перестрелке никто не погиб.", "ru").empty());
  CHECK(crimes("Nobody was hurt, but a guard was killed in the shootout, police said.") == "homicide");
}

TEST_CASE("element: Turkmen, Tajik and Uzbek stories tell crimes by what was done") {
  CHECK(crimes("Polisiýa ýigitleri boşatdy. Hojaýyn olaryň pasportlaryny ellerinden aldy we bir ýyllap aýlyk bermedi, "
               "gije jaýy gulplady.",
               "tk") == "forced-labour");
  CHECK(crimes("Olar özlerini bank hünärmeni diýip tanyşdyrdylar. Garry adam ähli puluny geçirdi. Derňew gidýär.",
               "tk") == "fraud");
  CHECK(crimes("Ики ҷавон ҳар моҳ аз фурӯшандагони бозор пул мегирифтанд. Дӯконатро оташ мезанем, мегуфтанд. Полис "
               "онҳоро дастгир кард.",
               "tg") == "extortion");
  CHECK(crimes("Дар хона муҳр ва дипломҳои холӣ ёфтанд. Соҳиби хона дипломро ба панҷсад доллар мефурӯхт. Муфаттиш "
               "омад.",
               "tg") == "document-forgery");
  CHECK(crimes("Yigitni majburan mashinaga o'tqazishdi. Otasidan ellik ming dollar talab qilishdi. IIB xodimlari uni "
               "topdi.",
               "uz") == "kidnapping");
}

TEST_CASE("element: gifts, telephone calls and buses over a border are no crime in Turkmen, Tajik and Uzbek") {
  CHECK(crimes("Polisiýa mekdepde boldy. Çagalara bukjalar berildi, başlyk resminama gol çekdi.", "tk").empty());
  CHECK(crimes("Ӯ ба полис занг зада, пулашро надод.", "tg").empty());
  CHECK(crimes("Serhetçiler ýolagçylary garşylady. Awtobusda kyrk adam bardy, sürüji gije geldi.", "tk").empty());
  CHECK(crimes("Sud nizoni ko'rdi. Maosh ikki hafta kech to'langan, direktor pulni o'tkazdi.", "uz").empty());
}

TEST_CASE("element: callers, marked notes and those who do not pay are known in other words") {
  CHECK(crimes("A caller claiming to be an engineer told him to act. He handed over 900 pounds. Police are looking.") ==
        "fraud");
  CHECK(crimes(
            "Police charged two men. Bakers who stopped paying had their windows smashed, and one shop was torched.") ==
        "extortion");
  CHECK(crimes("The officer hid banknotes in his coat pocket. Investigators had photocopied the notes.") == "bribery");
  CHECK(crimes("Звонивший назвался врачом, и она перевела ему все накопления. Полиция ищет его.", "ru") == "fraud");
  CHECK(crimes("Traders pay for cleaning every month, police said. The mayor gave each a certificate.").empty());
  CHECK(crimes("An officer showed pensioners how to use the app, and nobody paid.").empty());
}
