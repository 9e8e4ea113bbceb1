// Crimes that the tagger finds by their names, in the region's languages.
#include "common/taxonomy/taxonomy.hpp"
#include "tests/unit/tagger_fixture.hpp"

using namespace blotter::test;

TEST_CASE("crime: deaths by gun and blade are homicide whatever word tells them") {
  CHECK(crimes("The mayor died of gunshot wounds, doctors said.") == "homicide");
  CHECK(crimes("Two traders were gunned down at the market.") == "homicide");
  CHECK(crimes("Villagers recall the massacre at the mill.") == "homicide");
  CHECK(crimes("The mayor died of his burns, doctors said.").empty());
}

TEST_CASE("crime: charges of American courts are found as they are counted") {
  const auto charged = [](const char* count) { return crimes(std::string("He is charged with ") + count + "."); };
  CHECK(charged("two lewd acts upon a child") == "child-sexual-exploitation");
  CHECK(charged("sexual battery") == "sexual-violence");
  CHECK(charged("possession of an assault weapon") == "weapons-possession");
  CHECK(charged("filing false tax returns") == "tax-evasion");
  CHECK(charged("forging checks") == "forgery");
  CHECK(charged("harboring illegal aliens") == "migrant-smuggling");
  CHECK(charged("poisoning his wife") == "homicide");
}

TEST_CASE("crime: Russian verbs tell what the nouns of the code name") {
  const auto russian = [](const char* deed) { return crimes(std::string("Полиция ищет его. ") + deed, "ru"); };
  CHECK(russian("Он расстрелял троих соседей.") == "homicide");
  CHECK(russian("Он отравил соседа.") == "homicide");
  CHECK(russian("Он отравил жизнь соседу.").empty());
  CHECK(russian("Он превысил должностные полномочия.") == "corruption");
  CHECK(russian("Он напал на прохожего.") == "assault");
  CHECK(russian("Он взломал почту соседа.") == "cybercrime");
  CHECK(russian("Вандалы пришли ночью.") == "hooliganism");
  CHECK(russian("Он устроил пожар.") == "arson");
}

TEST_CASE("crime: things that are carried off are stolen and people who are hurt are not all assaulted") {
  CHECK(crimes("По словам полиции, он похитил информацию о вкладах.", "ru") == "theft");
  CHECK(crimes("По словам полиции, он похитил соседа.", "ru") == "kidnapping");
  CHECK(crimes("Полиция көлік төңкеріліп, екі адам дене жарақатын алды деді.", "kk").empty());
  CHECK(crimes("Дәрігерлер жасанды ұрықтандыру туралы айтты.", "kk").empty());
  CHECK(crimes("Полиция ищет того, кто обокрал пенсионерку.", "ru") == "theft");
}

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

TEST_CASE("crime: who is acquitted of everything did no crime") {
  CHECK(crimes("A jury cleared the potter of murder.").empty());
  CHECK(crimes("The court acquitted a banker of bribery.").empty());
  CHECK(crimes("Суд оправдал его по делу о вымогательстве.", "ru").empty());
  CHECK(crimes("Сот банкирді ақша жылыстатты деген айыптан ақтады.", "kk").empty());
  // The nearer word decides, and one mention that tells of a case is enough.
  CHECK(crimes("The court acquitted him of murder and convicted him of bribery.") == "bribery");
  CHECK(crimes("Сот үй-бүлөлүк зомбулуктан коргонуп, аны түрткөн аялды актады.", "ky") == "domestic-violence");
  CHECK(crimes("Judges overturned his acquittal of bribery.") == "bribery");
  CHECK(crimes("A jury acquitted her of murder. Prosecutors say the murder was planned.") == "homicide");
}

TEST_CASE("crime: what is denied was none") {
  CHECK(crimes("No bribe was paid, auditors said.").empty());
  CHECK(crimes("Police found no evidence of organ trafficking.").empty());
  CHECK(crimes("No one was surprised by the murder, said police.") == "homicide");
}

TEST_CASE("crime: an accident or an exercise is none") {
  CHECK(crimes("A ferry sank in a storm, killing nine passengers. The rescue went on at night.").empty());
  CHECK(crimes("A lorry fell into a ravine, killing the driver.").empty());
  CHECK(crimes("A drunk man drove the lorry into a ravine, killing the passenger, and was charged.").find("homicide") !=
        std::string::npos);
  CHECK(crimes("Gunmen stopped the bus, killing the driver.") == "homicide");
  CHECK(crimes("Soldiers held an exercise in the port. Volunteers played kidnappers.").empty());
  CHECK(crimes("Kidnappers held the boy in the port. The police freed him.") == "kidnapping");
}

TEST_CASE("crime: a title in quotation marks is a work and a part of the law is not") {
  CHECK(crimes("Осенью в театре покажут «Убийство на улице Данте».", "ru").empty());
  CHECK(crimes("Sahnede \"Gece Yarısı Cinayeti\" oynuyor.", "tr").empty());
  CHECK(crimes("Его судят по статье «Мошенничество в крупном размере».", "ru") == "fraud");
  CHECK(crimes("Children took Kidnapped and Heidi home from school.").empty());
  CHECK(crimes("Судья сказал: «Убийство раскрыто.»", "ru") == "homicide");
}

TEST_CASE("crime: figures of speech of fitness and science tell of none") {
  CHECK(crimes("Coaches at the gym swear that ten squats murder any belly.").empty());
  CHECK(crimes("The bacterium kidnaps a protein and robs the cell of it.").empty());
  CHECK(crimes("Police found the man whom a trainer had murdered at the gym, on a stretch of road.") == "homicide");
  CHECK(crimes("The molester stole her innocence, the judge said, and her dignity.").find("theft") ==
        std::string::npos);
}

TEST_CASE("crime: figures of the world and cases of long ago are no story") {
  CHECK(crimes("Some nine million people worldwide are in forced labour.").empty());
  CHECK(crimes("Nine men were freed from forced labour.") == "forced-labour");
  const auto in = [](const std::string& published, const std::string& body) {
    return values(tag("", body, "en", "", published), "crime");
  };
  CHECK(in("2024-05-02", "The play is about a detective who sought a murderer in 1968.").empty());
  CHECK(in("1969-05-02", "The play is about a detective who sought a murderer in 1968.") == "homicide");
  CHECK(in("2024-05-02", "He is accused of a murder in 1968.") == "homicide");
  CHECK(in("2024-05-02", "A murderer from 1935 Orchard Street was jailed.") == "homicide");
}

TEST_CASE("crime: bodies against a crime do not commit it") {
  CHECK(crimes("Совещание провёл глава антитеррористического комитета.", "ru").empty());
  CHECK(crimes("The counter-terrorism expert of the State Department retires.").empty());
}

TEST_CASE("crime: acquitted is also who is named between the verdict and the charge") {
  CHECK(crimes("A court acquitted a former deputy minister of transport of taking a bribe from a firm.").empty());
  CHECK(crimes("The acquitted man said that his neighbour next door had been robbed of money.") == "robbery");
}

TEST_CASE("crime: copied films, pandering to voters and debts that are paid off are no crimes") {
  CHECK(crimes("Police and the film industry fight DVD piracy in court.").empty());
  CHECK(crimes("The pirates hijacked a tanker, police said.") == "robbery");
  CHECK(crimes("Police deny pandering to prejudice.").empty());
  CHECK(crimes("The court let the firm pay off its debt.").empty());
}

TEST_CASE("crime: the assaults of a text on sexual crime are those, and to steal in a robbery is to rob") {
  CHECK(crimes("He was charged with sexual abuse of a pupil. The assaults took place in a car.") == "sexual-violence");
  CHECK(crimes("He was charged with sexual abuse of a pupil, and with assault on a guard.") ==
        "assault sexual-violence");
  CHECK(crimes("Two robbers entered the shop and stole the till, police said.") == "robbery");
  CHECK(crimes("He was convicted of robbery and theft.") == "robbery theft");
}

TEST_CASE("crime: drugs that heal are no offence") {
  CHECK(crimes("The court heard that cancer drugs were tested on patients.").empty());
  CHECK(crimes("The court heard that drugs were found in his car.") == "drug-offence");
}

TEST_CASE("crime: Kyrgyz murders by another's hand, cars driven away, and an age of slavery") {
  CHECK(crimes("Ишкер киши колдуу болгон.", "ky") == "homicide");
  CHECK(crimes("Унаасын айдап качкан жаран кармалды.", "ky") == "theft");
  CHECK(crimes("Алар акчаларын легалдаштыруу үчүн фирма ачкан, сот болду.", "ky") == "money-laundering");
  CHECK(crimes("Бул элди кулчулук доорго кайтаруу.", "ky").empty());
}

TEST_CASE("crime: a surname behind a given name is no gang") {
  CHECK(crimes("Президентом стала Джойс Банда, суд это признал.", "ru").empty());
  CHECK(crimes("Полиция задержала банду, суд это признал.", "ru") == "organised-crime");
}

TEST_CASE("crime: what did not happen is none") {
  CHECK(crimes("Police said that no one was murdered in the jail.").empty());
  CHECK(crimes("Detectives ruled out murder.").empty());
  CHECK(crimes("Detectives have not ruled out murder.") == "homicide");
  CHECK(crimes("Nobody was arrested for the murder of the baker.") == "homicide");
  CHECK(crimes("Следователи исключили убийство.", "ru").empty());
  CHECK(crimes("Следователи не исключают убийство.", "ru") == "homicide");
  CHECK(crimes("Полиция: никакого изнасилования не было.", "ru").empty());
  CHECK(crimes("Полиция: соседа чуть не убили.", "ru") == "homicide");
  CHECK(crimes("Полиция кісі өлтіру болған жоқ деді.", "kk").empty());
  CHECK(crimes("Полиция кісі өлтіру ашылған жоқ деді.", "kk") == "homicide");
  CHECK(crimes("Тергөө паракорчулук аныкталган жок деди.", "ky").empty());
  CHECK(crimes("Polis cinayet olmadığını açıkladı.", "tr").empty());
}

TEST_CASE("crime: seized goods that are burned are no arson and artificial things no forgery") {
  CHECK(crimes("Customs officers set fire to a heap of seized cigarettes.").empty());
  CHECK(crimes("Two men set fire to a heap of cigarettes.") == "arson");
  CHECK(crimes("Полиция мұз айдынға жасанды төбе орнатты.", "kk").empty());
  CHECK(crimes("Полиция жасанды құжат тапты.", "kk") == "forgery");
}

TEST_CASE("crime: medicines, doping tests and drugs makers are no drug offence") {
  CHECK(crimes("The court let the firm sell new drugs against gout.").empty());
  CHECK(crimes("A drugs maker went to court over a patent.").empty());
  CHECK(crimes("The rower was suspended by the court after a failed drugs test.").empty());
  CHECK(crimes("The court heard that he used drugs to enhance his times.").empty());
  CHECK(crimes("The rower was arrested with drugs in his bag.") == "drug-offence");
}

TEST_CASE("crime: a firm without business launders money only where money is laundered") {
  CHECK(crimes("The court heard that a shell company bought the brewery.").empty());
  CHECK(crimes("The court heard that the money was laundered through a shell company.") == "money-laundering");
}

TEST_CASE("crime: statutes, threats of strikers, scores and programs that watch are figures of speech") {
  CHECK(crimes("The court threw out a suit under racketeering laws.").empty());
  CHECK(crimes("The minister said that he would not be blackmailed, police were told.").empty());
  CHECK(crimes("Президент не поддастся на шантаж, сообщил суд.", "ru").empty());
  CHECK(crimes("The police chief wants a ban on assault weapons.").empty());
  CHECK(crimes("Wales were beaten 31-12 while the police looked on.").empty());
  CHECK(crimes("Wales were beaten in the semi-final, police said.").empty());
  CHECK(crimes("Two fans were beaten after the semi-final, police said.") == "assault");
  CHECK(crimes("Милиция: чемпион рингде мушташ өткөрдү.", "ky").empty());
  CHECK(crimes("Милиция: UFC чемпиону аралаш мушташта жеңди.", "ky").empty());
  CHECK(crimes("Милиция: базарда мушташ болду.", "ky") == "assault");
  CHECK(crimes("The police watched the runner, who was beaten into fourth.").empty());
  CHECK(crimes("A court fined the maker of programs that spy on users.").empty());
  CHECK(crimes("A clerk went on trial for spying.") == "espionage");
  CHECK(crimes("Police bought burglar alarms.").empty());
  CHECK(crimes("The court heard of the misappropriation of trade secrets.").empty());
  CHECK(crimes("The court heard of the misappropriation of public funds.") == "corruption");
}

TEST_CASE("crime: who loots the purse that he holds embezzles") {
  CHECK(crimes("A chairman is on trial for looting the pension fund.") == "corruption");
  CHECK(crimes("He looted his own bank, prosecutors say.") == "corruption");
  CHECK(crimes("Crowds looted shops near the port, police said.") == "robbery");
  CHECK(crimes("Суд: директор разворовал комбинат.", "ru") == "corruption");
}

TEST_CASE("crime: unlawful enrichment is corruption in every language") {
  CHECK(crimes("The judge is suspected of unlawful enrichment.") == "corruption");
  CHECK(crimes("Кеденші заңсыз баю үшін сотталды.", "kk") == "corruption");
  CHECK(crimes("Ага «Мыйзамсыз баюу» беренеси менен иш козголду.", "ky") == "corruption");
  CHECK(crimes("Sobiq hokim noqonuniy boyish uchun sud qilindi.", "uz") == "corruption");
  CHECK(crimes("Eski bakan haksız mal edinme suçundan mahkeme önünde.", "tr") == "corruption");
}

TEST_CASE("crime: killing told by a verb and its manner is homicide") {
  CHECK(crimes("He beat his cellmate to death, the court heard.") == "homicide");
  CHECK(crimes("The driver was found with his throat cut, police said.") == "homicide");
  CHECK(crimes("Соседа насмерть забил пасынок, суд арестовал его.", "ru") == "homicide");
  CHECK(crimes("Ол әйелін тұншықтырып өлтірген, сот болды.", "kk") == "homicide");
  CHECK(crimes("Таксистти сабап өлтүрүшкөн, милиция издөөдө.", "ky") == "homicide");
  CHECK(crimes("Kardeşini boğarak öldüren kişi tutuklandı.", "tr") == "homicide");
  CHECK(crimes("Ol doganyny bogup öldürdi, polisiýa gözleýär.", "tk") == "homicide");
}

TEST_CASE("crime: a purse that is snatched is robbed") {
  CHECK(crimes("A youth snatched her handbag, police said.") == "robbery");
  CHECK(crimes("Police warn of purse-snatching.") == "robbery");
  CHECK(crimes("Подросток выхватил телефон у прохожей, его ищет полиция.", "ru") == "robbery");
  CHECK(crimes("Жигит анын сумкасын жулуп качты, милиция издөөдө.", "ky") == "robbery");
  CHECK(crimes("Genç, kadının çantasını kapıp kaçtı, polis arıyor.", "tr") == "robbery");
}

TEST_CASE("crime: wild hemp and opium are drugs under their own names") {
  CHECK(crimes("Милиция унаадан кара куурай тапты.", "ky") == "drug-offence");
  CHECK(crimes("IIB xodimlari uydan qora dori topdi.", "uz") == "drug-offence");
  CHECK(crimes("Полис аз хона афюн ёфт.", "tg") == "drug-offence");
}

TEST_CASE("crime: a break in talks, a rack that holds up to ten and an assault on privacy are no crimes") {
  CHECK(crimes("The judge regretted the break in the talks after the arrest.").empty());
  CHECK(crimes("Police bought racks that hold up to ten discs.").empty());
  CHECK(crimes("The court called the law an assault on privacy.").empty());
  CHECK(crimes("Police said a break-in at the shop led to an assault on a guard.") == "assault burglary");
}

TEST_CASE("crime: who corrupts a file corrupts nobody") {
  CHECK(crimes("A court heard that the intruder could corrupt the database or delete it.").find("corruption") ==
        std::string::npos);
  CHECK(crimes("A court heard that corrupt officials sold the land.") == "corruption");
}
