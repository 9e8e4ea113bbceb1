// Agencies that are made of a head and what stands around it, and what is no agency.
#include "tagger_fixture.hpp"

using blotter::test::agencies;
using blotter::test::tag;
using blotter::test::values;

TEST_CASE("agency: courts are of the town, the district or the country that stands beside them") {
  CHECK(agencies("Торговый суд Лиона признал долг.", "ru") == "fr-lyon-commercial-court");
  CHECK(agencies("Высший административный суд Польши отменил штраф.", "ru") == "pl-supreme-administrative-court");
  CHECK(agencies("Его дело в Казани слушал Пермский краевой суд.", "ru") == "ru-perm-regional-court");
  CHECK(agencies("Федеральный суд Южного округа Нью-Йорка осудил его.", "ru") == "us-new-york-district-federal-court");
  CHECK(agencies("Суд Вены отпустил его.", "ru") == "at-vienna-court");
  CHECK(agencies("Суд в Вене отпустил его.", "ru").empty());
  CHECK(agencies("Суды Вены отпускают многих.", "ru").empty());
  CHECK(agencies("В Вене венский суд отпустил его.", "ru").empty());
  CHECK(agencies("In New York the Brooklyn Criminal Court let him go.") == "us-brooklyn-criminal-court");
}

TEST_CASE("agency: a district's court is called by the district's name in every case") {
  const std::string court = "kg-pervomaisky-district-court";
  CHECK(agencies("Первомайский районный суд Бишкека арестовал вора.", "ru") == court);
  CHECK(agencies("В Бишкеке вора арестовал Первомайский районный суд.", "ru") == court);
  CHECK(agencies("В Бишкеке Первомайским районным судом арестован вор.", "ru") == court);
  CHECK(agencies("Бишкекте Биринчи май райондук соту аны камады.", "ky") == court);
  CHECK(agencies("В Первомайском районном суде Бишкека ждут вора.", "ru") == court);
  CHECK(agencies("Басманный суд Москвы арестовал вора.", "ru") == "ru-basmanny-court");
  CHECK(agencies("Российский суд в Москве арестовал вора.", "ru").empty());
}

TEST_CASE("agency: a court with a foreign town's adjective is that town's") {
  CHECK(agencies("Осакский окружной суд оштрафовал фирму.", "ru") == "jp-osaka-district-court");
  CHECK(agencies("В Корее Сеульский центральный районный суд отпустил его.", "ru") == "kr-seoul-district-court");
  CHECK(agencies("Прокуратура Сеула допросила депутата.", "ru") == "kr-seoul-prosecutors-office");
  CHECK(agencies("Вора ищет парижская префектура полиции.", "ru") == "fr-paris-police-prefecture");
  // Districts here are called after towns elsewhere.
  CHECK(agencies("В Казани Кировский районный суд арестовал вора.", "ru") == "ru-kirovsky-district-court");
}

TEST_CASE("agency: in Turkish a district that no table has gives its name to its bodies") {
  CHECK(agencies("Küçükçekmece Cumhuriyet Başsavcılığı dava açtı.", "tr") ==
        "tr-kucukcekmece-chief-public-prosecutors-office");
  CHECK(agencies("Çekmeköy İlçe Emniyet Müdürlüğü iki kişiyi yakaladı.", "tr") ==
        "tr-cekmekoy-district-police-department");
  CHECK(agencies("Olayla ilgili Cumhuriyet Başsavcılığı soruşturma başlattı.", "tr").empty());
}

TEST_CASE("agency: departments of American states and counties are bodies of their own") {
  CHECK(agencies("The Kansas Department of Agriculture fined a farm near Topeka.") ==
        "us-kansas-department-of-agriculture");
  CHECK(agencies("In Oregon the Lane County Fire Department found the body.") == "us-lane-county-fire-department");
  CHECK(agencies("The Kansas Press Service in Topeka reported it.").empty());
  CHECK(agencies("New South Wales Police seek a man in Sydney, Australia.") == "au-new-south-wales-police-department");
}

TEST_CASE("agency: in Russian a region's office is meant again without the region's name") {
  CHECK(agencies("Вора искали в Томской области. Обвинение утвердил зампрокурора областной прокуратуры.", "ru") ==
        "ru-tomsk-regional-prosecutors-office");
}

TEST_CASE("agency: police of a country, a town and a district") {
  CHECK(agencies("Полиция Бельгии ищет вора.", "ru") == "be-police");
  CHECK(agencies("Вора ищет бельгийская полиция.", "ru") == "be-police");
  CHECK(agencies("Вора ищет стамбульская полиция.", "ru") == "tr-istanbul-police-department");
  CHECK(agencies("Вора ищет полиция Стамбула.", "ru") == "tr-istanbul-police-department");
  CHECK(agencies("Boston Police seek the thief.") == "us-boston-police-department");
  CHECK(agencies("The Boston Police Department seeks the thief.") == "us-boston-police-department");
  CHECK(agencies("Вора ищет полиция штата Миссури.", "ru") == "us-missouri-state-police");
  CHECK(agencies("УМВД по Невскому району Петербурга ищет вора.", "ru") == "ru-nevsky-district-police-department");
  CHECK(agencies("В Неваде полиция нашла его.", "ru").empty());
  CHECK(agencies("Police in Osh seek the thief.").empty());
  CHECK(agencies("Staffordshire Police seek the thief.") == "gb-staffordshire-police");
  CHECK(values(tag("Kazakh Police Seek the Thief of Many Kidneys", ""), "agency").empty());
  CHECK(agencies("Шымкент қалалық полиция департаменті ұрыны іздеуде.", "kk") == "kz-shymkent-city-police-department");
}

TEST_CASE("agency: a state's or a republic's body is not the country's") {
  CHECK(agencies("The Nebraska Supreme Court heard it.") == "us-nebraska-supreme-court");
  CHECK(agencies("The Supreme Court of Queensland in Australia heard it.") == "au-queensland-supreme-court");
  CHECK(agencies("Верховный суд Татарстана смягчил приговор.", "ru") == "ru-tatarstan-supreme-court");
  CHECK(agencies("The Supreme Court of Kazakhstan heard it.") == "kz-supreme-court");
  // In Turkic languages the place before or behind a body is where it acts.
  CHECK(agencies("Жогорку сот Оштогу кассирди актады.", "ky") == "kg-supreme-court");
  CHECK(agencies("Чек ара кызматы Баткен облусунда жүк кармады.", "ky") == "kg-border-service");
  CHECK(agencies("Верховный суд России смягчил приговор.", "ru") == "ru-supreme-court");
}

TEST_CASE("agency: district attorneys are offices and task forces bodies while units are parts of bodies") {
  CHECK(agencies("The Orange County District Attorney charged a man in California.") ==
        "us-orange-county-district-attorneys-office");
  CHECK(agencies("In California District Attorney Jane Roe charged a man.").empty());
  CHECK(agencies("The Kern County Gun Crimes Task Force in California seized it.") ==
        "us-kern-county-gun-crimes-task-force");
  CHECK(agencies("Jane Roe of the Major Fraud Unit in California is on the case.").empty());
}

TEST_CASE("agency: central banks and regulators are found by names of their own") {
  CHECK(agencies("The Bank of Japan raised rates in Tokyo.") == "jp-bank-of-japan");
  CHECK(agencies("The Bank of Tokyo raised rates in Japan.").empty());
  CHECK(agencies("Банк России отозвал лицензию.", "ru") == "ru-central-bank");
  CHECK(agencies("Росприроднадзор проверил завод.", "ru") == "ru-rosprirodnadzor");
  CHECK(agencies("In London the Office of Fair Trading fined it.") == "gb-office-of-fair-trading");
  CHECK(agencies("Defra paid farmers in Devon and Kent, England.") == "gb-defra");
  CHECK(agencies("In Washington the NTSB looked at the wreck.") == "us-national-transportation-safety-board");
  CHECK(agencies("Су ресурстары комитеті бөгетті тексерді.", "kk") == "kz-water-resources-committee");
  CHECK(agencies("Кыргызгидромет карды күтөт.", "ky") == "kg-kyrgyzhydromet");
}

TEST_CASE("agency: a service's office in a region is the service") {
  CHECK(agencies("УФСБ по Пермскому краю нашло склад.", "ru") == "ru-federal-security-service");
  CHECK(agencies("Вора ищет УМВД России по Томской области.", "ru") == "ru-tomsk-regional-police-department");
  CHECK(agencies("КГБ Беларуси нашёл склад.", "ru") == "by-committee-for-state-security");
  CHECK(agencies("Вора ищет нью-йоркская полиция.", "ru") == "us-new-york-police-department");
}

TEST_CASE("agency: ministries and services of Turkey and Central Asia are found in their languages") {
  CHECK(agencies("Sağlık Bakanlığı ilacı yasakladı.", "tr") == "tr-ministry-of-health");
  CHECK(agencies("Merkez Bankası rezervini artırdı.", "tr") == "tr-central-bank");
  CHECK(agencies("Баш прокуратура иш козгоду.", "ky") == "kg-prosecutor-generals-office");
  CHECK(agencies("Патрулдук милиция унааны токтотту.", "ky") == "kg-patrol-police");
  CHECK(agencies("Majburiy ijro byurosi uyni xatladi.", "uz") == "uz-bureau-of-compulsory-enforcement");
  CHECK(agencies("Кумитаи андоз дӯконро баст.", "tg") == "tj-tax-committee");
}

TEST_CASE("agency: a treasury is a body and its bills and bonds are not") {
  CHECK(agencies("British officials said the Treasury would pay.") == "gb-treasury");
  CHECK(agencies("American officials said the Treasury would pay.") == "us-department-of-the-treasury");
  CHECK(agencies("In America the Treasury bond fell.").empty());
  CHECK(agencies("She kept a treasury of tales in England.").empty());
}

TEST_CASE("agency: departments and high courts are those of the country that the text names") {
  CHECK(agencies("In Manila, Philippines, the Department of Education closed schools.") ==
        "ph-department-of-education");
  CHECK(agencies("In Britain the High Court freed him.") == "gb-high-court");
  CHECK(agencies("In Britain the Court of Appeal freed him.") == "gb-court-of-appeal");
  CHECK(agencies("Southwark Crown Court in London jailed him.") == "gb-southwark-crown-court");
}

TEST_CASE("agency: a rank without its place means the town that was named last") {
  CHECK(agencies("Талдықорғанда маман ұсталды. Қалалық сот оны қамады.", "kk") == "kz-taldykorgan-city-court");
  CHECK(agencies("A man was held in Osh. The city court freed him.").empty());
}

TEST_CASE("agency: a body without a country of its own is of the country that the story is about") {
  CHECK(agencies(
            "Riga - Investigators in the Latvian capital froze it. The Prosecutor General's Office said money paid in "
            "Tashkent was split.") == "lv-prosecutor-generals-office");
}

TEST_CASE("agency: an acronym that several bodies have needs its country or its long form") {
  CHECK(agencies("The FIA fined a driver in Monza in Italy.").empty());
  CHECK(agencies("The FIA held a man at Karachi airport in Pakistan.") == "pk-federal-investigation-agency");
  CHECK(agencies("The CBI said British firms expect growth.").empty());
  CHECK(agencies("The CBI said Indian bankers lied.") == "in-central-bureau-of-investigation");
  CHECK(agencies("The ICC banned a cricket umpire in Dubai.").empty());
  CHECK(agencies("The ICC in The Hague asked for his arrest.") == "icc");
  CHECK(agencies("The International Criminal Court sat. The ICC is in session.") == "icc");
}

TEST_CASE("agency: a short form in parentheses is the body's that it follows") {
  const auto mentions = [](const std::string& body) {
    std::string out;
    for (const auto& facet : tag("", body).facets)
      if (facet.name == "agency")
        for (const auto& value : facet.values) out += value.value + " " + std::to_string(value.mentions) + ";";
    return out;
  };
  CHECK(mentions("The Kern County Gun Crimes Task Force (GCTF) in California met. GCTF officers spoke.") ==
        "us-kern-county-gun-crimes-task-force 3;");
  CHECK(mentions("Police in Goa, India, and the Ministry of Water Resources (CBI) met. The CBI spoke.") ==
        "in-ministry-of-water-resources 3;");
  CHECK(mentions("In India the Confederation of Boat Industries (CBI) met. The CBI spoke.").empty());
  // A long form that is misspelt is the body's own.
  CHECK(mentions("A round of the General Agreement on Trade and Tariffs (GATT) began.") == "gatt 1;");
}

TEST_CASE("agency: a town's court without its kind is the one that the text names with it") {
  CHECK(agencies("Суд Вены отпустил его. Земельный суд Вены молчит.", "ru") == "at-vienna-land-court");
}

TEST_CASE("agency: a body's head alone refers back and one with a name of its own does not") {
  const auto mentions = [](const std::string& body, const std::string& language) {
    for (const auto& facet : tag("", body, language).facets)
      if (facet.name == "agency")
        for (const auto& value : facet.values)
          if (value.value == "uz-ministry-of-internal-affairs") return value.mentions;
    return 0U;
  };
  const std::string english = "The Ministry of Internal Affairs of Uzbekistan opened a case. ";
  CHECK(mentions(english + "The ministry waits.", "en") == 2);
  CHECK(mentions(english + "They rang the ministry.", "en") == 2);
  CHECK(mentions(english + "The Ministry of Culture waits.", "en") == 1);
  CHECK(mentions(english + "The Ministry Culture waits.", "en") == 1);
  const std::string russian = "Министерство внутренних дел Узбекистана возбудило дело. ";
  CHECK(mentions(russian + "Министерство ждёт.", "ru") == 2);
  CHECK(mentions(russian + "Министерство на связи.", "ru") == 2);
  CHECK(mentions(russian + "Министерство культуры ждёт.", "ru") == 1);
  const std::string uzbek = "Oʻzbekiston Ichki ishlar vazirligi ish qoʻzgʻatdi. ";
  CHECK(mentions(uzbek + "Vazirlik kutmoqda.", "uz") == 2);
  CHECK(mentions(uzbek + "Madaniyat vazirligi kutmoqda.", "uz") == 1);
}

TEST_CASE("agency: Kyrgyz police by acronym and rank with the town before it or the last town named") {
  CHECK(agencies("Бул тууралуу Бишкек ШИИБнын кызматкерлери билдирди.", "ky") == "kg-bishkek-city-police-department");
  CHECK(agencies("Баткен ОИИБдан билдиришти.", "ky") == "kg-batken-regional-police-department");
  CHECK(agencies("Ошто уурулук катталды. Бул тууралуу ШИИББдан билдиришти.", "ky") == "kg-osh-city-police-department");
  CHECK(agencies("Бул тууралуу ШИИББдан билдиришти.", "ky").empty());
}

TEST_CASE("agency: in Turkic languages the place behind a body is not its place") {
  CHECK(agencies("Свердлов райондук сотунда Бишкек мэриясынын иши каралды.", "ky") == "kg-sverdlovsky-district-court");
}

TEST_CASE("agency: a country that is named once in passing does not own the ministry of a Kyrgyz story") {
  const std::string ministry = "Саламаттык сактоо министрлиги маалыматты тастыктады. ";
  CHECK(agencies(ministry + "Айыпталуучу кийин Орусияга чыгып кеткен.", "ky") == "kg-ministry-of-health");
  CHECK(agencies("Орусияда жаңы мыйзам кабыл алынды. Москвада талкуу болду. " + ministry, "ky") ==
        "ru-ministry-of-health");
}

TEST_CASE("agency: contact lines, headings and persons' titles are no bodies") {
  CHECK(agencies("Contact: Ministry of Justice Press Office, +996 312 000000\nA man was jailed in Bishkek.").empty());
  CHECK(agencies("Контакты для СМИ: пресс-служба МВД, тел. 26-00-00.\nВ Оше раскрыта кража.", "ru").empty());
  CHECK(agencies("The Ministry of Justice of Kyrgyzstan answered.\nContact: its press office.") ==
        "kg-ministry-of-justice");
  CHECK(agencies("WHO: Sheriff Ann Roe\nWHAT: a briefing in Columbus, Ohio").empty());
  CHECK(agencies("WHO: vaccines arrive late.\nThe WHO said so in Geneva.") == "who");
  CHECK(agencies("Ombudsman Tatyana Petrova spoke in Bishkek.").empty());
  CHECK(agencies("The Ombudsman spoke in Bishkek.") == "kg-ombudsman");
}

TEST_CASE("agency: a state's department is not the State Department") {
  CHECK(agencies("The New York State Department of Health warned of the drug.") != "us-department-of-state");
  CHECK(agencies("The U.S. State Department warned of the drug.") == "us-department-of-state");
}

TEST_CASE("agency: pronouns in capitals and firms called banks are no bodies") {
  CHECK(agencies("THE GUERRILLAS, WHO FLED TO THE HILLS, ATTACKED A BRIDGE NEAR SAN SALVADOR TODAY.").empty());
  CHECK(agencies("Barclays National Bank opened a branch in Geneva.").empty());
  CHECK(agencies("The National Bank of Kazakhstan cut its rate.") == "kz-national-bank");
  CHECK(agencies("In Zurich the National Bank cut its rate.") == "national-bank");
}

TEST_CASE("agency: BMG is the United Nations in Turkmen alone, and WADA belongs to no country") {
  CHECK(agencies("Sony BMG sued a firm in London.").empty());
  CHECK(agencies("BMG bu barada Aşgabatda habar berdi.", "tk") == "un");
  CHECK(agencies("The World Anti-Doping Agency met in Athens.") == "wada");
}

TEST_CASE("agency: the country before a body's name is whose it is, and no part of the name") {
  CHECK(agencies("The Uganda Anti-Organized Crime Commission met.") == "ug-anti-organized-crime-commission");
  CHECK(agencies("The Kenya Department for Combating Organized Crime met.") ==
        "ke-department-for-combating-organized-crime");
}

TEST_CASE("agency: police written small are a country's or a town's where its name owns them") {
  CHECK(agencies("The man told Danish police that he was lost.") == "dk-police");
  CHECK(agencies("The man told Moscow police that he was lost.") == "ru-moscow-police-department");
  CHECK(agencies("In Moscow police found the man.").empty());
  CHECK(agencies("Henrico County police found the man in Virginia.") == "us-henrico-county-police-department");
  CHECK(agencies("A Moscow police officer found the man.").empty());
}

TEST_CASE("agency: a firm called a board, and ministries of nobody, are no bodies") {
  CHECK(agencies("Federal Paper Board Co of Ohio sold a mill.").empty());
  CHECK(agencies("The UN Group of Experts met.") == "un");
  CHECK(agencies("The Ohio Tobacco Control Board sold a mill.") == "us-ohio-tobacco-control-board");
  CHECK(agencies("Fiji sells cane. The laptops are for ministries of education.").empty());
  CHECK(agencies("The laptops are for the ministries of education and health of Fiji.") ==
        "fj-ministry-of-education fj-ministry-of-health");
}

TEST_CASE("agency: a possessive ending is no part of a body's name") {
  CHECK(agencies("The National Transportation Safety Board's report is out in Ohio.") ==
        "us-national-transportation-safety-board");
  CHECK(agencies("The Southern Ohio Bankruptcy Court's clerk resigned.").ends_with("-bankruptcy-court"));
}

TEST_CASE("agency: a Kyrgyz district's name is that before its police by acronym") {
  CHECK(agencies("Арыз Свердлов РИИБге түшкөн, Бишкек.", "ky") == "kg-sverdlov-district-police-department");
}

TEST_CASE("agency: bodies that random texts of 1996 and 2013 name") {
  CHECK(agencies("Представитель госдепа ответил на вопросы.", "ru") == "us-department-of-state");
  CHECK(agencies("Федеральное авиационное управление закрыло небо над столицей.", "ru") ==
        "us-federal-aviation-administration");
  CHECK(agencies("Seoul's unification ministry passed the letter on.") == "kr-ministry-of-unification");
  CHECK(agencies("An Environment Canada report says the lake is clean.") == "ca-environment-canada");
  CHECK(agencies("The Spanish and Portuguese police arrested nine people.") == "es-police pt-police");
  // No state of America has a bank of its own.
  CHECK(agencies("Paying agent: Ohio National Bank, Cleveland.").empty());
}
