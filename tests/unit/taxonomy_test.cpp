// The taxonomy's tables: every identifier of the contract is there, codes are well formed, and an alias that stands
// for two values has a rule that tells them apart.
#include "common/taxonomy/taxonomy.hpp"

#include "common/taxonomy/called.hpp"
#include "common/taxonomy/compile/tsv.hpp"
#include "common/taxonomy/word_list.hpp"
#include "common/text/locales.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace taxonomy = blotter::taxonomy;

namespace {

std::vector<std::vector<std::string>> rows(const std::string& table) {
  std::vector<std::vector<std::string>> out;
  std::ifstream file(BLOTTER_TAXONOMY_DATA "/" + table);
  for (std::string line; std::getline(file, line);)
    if (!line.empty() && line[0] != '#') {
      const taxonomy::Row fields = taxonomy::split(line, '\t');
      out.emplace_back(fields.begin(), fields.end());
    }
  return out;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

TEST_CASE("taxonomy: crimes of the contract, with parent and ICCS code") {
  const std::map<std::string, std::pair<std::string, std::string>> contract{
      {"homicide", {"", "0101"}},
      {"assault", {"", "0201"}},
      {"unlawful-detention", {"", "02022"}},
      {"kidnapping", {"", "020221"}},
      {"forced-labour", {"", "0203"}},
      {"trafficking-in-persons", {"", "0204"}},
      {"sex-trafficking", {"trafficking-in-persons", "02041"}},
      {"labour-trafficking", {"trafficking-in-persons", "02042"}},
      {"organ-trafficking", {"trafficking-in-persons", "02043"}},
      {"child-selling", {"trafficking-in-persons", "02044"}},
      {"forced-begging", {"trafficking-in-persons", "02044"}},
      {"extortion", {"", "0205"}},
      {"sexual-violence", {"", "0301"}},
      {"sexual-exploitation", {"", "0302"}},
      {"child-sexual-exploitation", {"sexual-exploitation", "03022"}},
      {"robbery", {"", "0401"}},
      {"burglary", {"", "0501"}},
      {"theft", {"", "0502"}},
      {"fraud", {"", "0701"}},
      {"forgery", {"", "0702"}},
      {"document-forgery", {"forgery", ""}},
      {"corruption", {"", "0703"}},
      {"bribery", {"corruption", ""}},
      {"money-laundering", {"", "0704"}},
      {"smuggling", {"", ""}},
      {"tax-evasion", {"", ""}},
      {"migrant-smuggling", {"", "0805"}},
      {"arms-trafficking", {"", "0901"}},
      {"weapons-possession", {"", "0901"}},
      {"cybercrime", {"", "0903"}},
      {"organised-crime", {"", "0905"}},
      {"terrorism", {"", "0906"}},
      {"extremism", {"", ""}},
      {"wildlife-trafficking", {"", "10"}},
      {"drug-offence", {"", "0601"}},
      {"drug-trafficking", {"drug-offence", ""}}};
  for (const auto& [id, row] : contract) {
    INFO(id);
    const auto found = taxonomy::find("crime", id);
    REQUIRE(found);
    CHECK(found->parent == row.first);
    CHECK(found->iccs == row.second);
    CHECK(!found->label.empty());
  }
  for (const auto& crime : taxonomy::values("crime")) {
    INFO(crime.id);
    CHECK(std::all_of(crime.iccs.begin(), crime.iccs.end(), is_digit));
    if (!crime.parent.empty()) CHECK(taxonomy::find("crime", crime.parent));
  }
}

TEST_CASE("taxonomy: countries and agencies are well formed") {
  CHECK(taxonomy::values("country").size() >= 249);
  for (const auto& country : taxonomy::values("country")) {
    INFO(country.id);
    CHECK((country.id.size() == 2 && is_upper(country.id[0]) && is_upper(country.id[1])));
    CHECK(!country.label.empty());
  }
  for (const std::string id : {"iom", "interpol", "unodc", "osce", "un", "eu", "imf", "world-bank", "opec", "gatt",
                               "oecd", "kg-state-committee-for-national-security", "kz-anti-corruption-service"})
    CHECK(taxonomy::find("agency", id));
  for (const auto& agency : taxonomy::values("agency")) {
    INFO(agency.id);
    CHECK(
        std::all_of(agency.id.begin(), agency.id.end(), [](char c) { return is_lower(c) || is_digit(c) || c == '-'; }));
  }
}

// An alias of two named bodies, or of two crimes in one language, needs conditions on one of them.  Bodies that every
// country has (bodies.tsv) may share one: the country tells them apart.
TEST_CASE("taxonomy: an alias stands for one value, or a rule resolves it") {
  for (const auto& [table, column] :
       {std::pair<std::string, std::size_t>{"agencies.tsv", 2}, {"crime_phrases.tsv", 2}}) {
    std::map<std::string, std::set<std::string>> owners;
    for (const auto& row : rows(table)) {
      REQUIRE(row.size() > column);
      if (row[0] == "~guard") continue;
      const std::string language = table == "crime_phrases.tsv" ? row[1] + ":" : std::string();
      for (const std::string_view alias : taxonomy::split(row[column], '|'))
        if (alias.find('[') == std::string::npos) owners[language + std::string(alias)].insert(row[0]);
    }
    for (const auto& [alias, values] : owners) {
      INFO(table << ": " << alias << " stands for " << *values.begin() << " and " << *values.rbegin());
      CHECK(values.size() == 1);
    }
  }
}

TEST_CASE("taxonomy: rows name known countries and crimes") {
  for (const std::string table : {"places.tsv", "demonyms.tsv", "country_names.tsv"})
    for (const auto& row : rows(table)) {
      INFO(table << " " << row[0]);
      CHECK(taxonomy::find("country", row[0]));
    }
  for (const auto& row : rows("crime_phrases.tsv"))
    if (row[0] != "~guard") CHECK(taxonomy::find("crime", row[0]));
}

TEST_CASE("taxonomy: parts and means of crimes") {
  std::set<std::string> wholes;
  for (const auto& row : rows("crime_parts.tsv")) {
    INFO(row[0]);
    REQUIRE(row.size() == 3);
    CHECK(taxonomy::find("crime", row[0]));
    CHECK((row[1] == "part" || row[1] == "means"));
    for (const std::string_view part : taxonomy::split(row[2], ',')) {
      INFO(part);
      CHECK(taxonomy::find("crime", part));
      CHECK(part != row[0]);
      const auto parts = taxonomy::parts_of(row[0]);
      CHECK(std::count_if(parts.begin(), parts.end(), [&](const auto& one) { return one.part == part; }) == 1);
    }
    wholes.insert(row[0]);
  }
  for (const auto& crime : taxonomy::values("crime"))
    CHECK(taxonomy::parts_of(crime.id).empty() != wholes.contains(std::string(crime.id)));
}

TEST_CASE("taxonomy: word lists hold their rows") {
  std::set<std::string> seen;
  for (const auto& row : rows("words.tsv")) {
    INFO(row[0]);
    REQUIRE(row.size() == 3);
    CHECK(std::all_of(row[0].begin(), row[0].end(), [](char c) { return is_lower(c) || c == '-'; }));
    CHECK((row[1].empty() || row[1] == "en" || row[1] == "ru"));
    const taxonomy::WordList list(row[0]);
    CHECK(std::is_sorted(list.words().begin(), list.words().end()));
    for (const std::string_view word : taxonomy::split(row[2], '|')) {
      INFO(word);
      CHECK((!word.empty() && word.front() != ' ' && word.back() != ' '));
      CHECK(seen.insert(row[0] + "\t" + std::string(word)).second);
      CHECK(list.contains(word));
      if (word.size() < 2) continue;
      CHECK(list.begins(std::string(word) + "x"));
      CHECK(list.ends("x" + std::string(word)));
    }
  }
  CHECK(taxonomy::word_list("no-such-list").empty());
  const taxonomy::WordList months("month");
  CHECK_FALSE(months.contains("march"));
  CHECK_FALSE(months.contains(""));
  CHECK_FALSE(months.begins("Smarch"));
  const taxonomy::WordList money("money");
  CHECK(money.contains("долларов"));
  CHECK(money.contains_any_case("Dollars"));
  CHECK_FALSE(money.contains_any_case("A word that is longer than any on the list"));
}

TEST_CASE("taxonomy: labels made from identifiers") {
  CHECK(taxonomy::label("agency", "uz-prosecutor-generals-office") == "Prosecutor General's Office of Uzbekistan");
  CHECK(taxonomy::label("agency", "am-supreme-court") == "Supreme Court of Armenia");
  CHECK(taxonomy::label("agency", "supreme-court") == "Supreme Court");
  CHECK(taxonomy::label("agency", "ua-kyiv-regional-prosecutors-office") ==
        "Kyiv Regional Prosecutor's Office (Ukraine)");
  CHECK(taxonomy::label("agency", "us-bibb-county-sheriffs-office") == "Bibb County Sheriff's Office (United States)");
  CHECK(taxonomy::label("agency", "kg-department-for-the-fight-against-crimes") ==
        "Department for the Fight against Crimes (Kyrgyzstan)");
}

TEST_CASE("values are found by what they are called in any language (issue 18 item 3)") {
  const auto called = [](std::string_view facet, std::string_view name) {
    std::string all;
    for (const taxonomy::Called& one : taxonomy::called(facet, name)) all += one.id + (one.any_country ? "* " : " ");
    return all;
  };
  CHECK(called("country", "russian") == "RU ");
  CHECK(called("country", "UZBEKS") == "UZ ");
  CHECK(called("agency", "IOM") == "iom ");
  CHECK(called("agency", "gknb").find("state-committee-for-national-security*") != std::string::npos);
  CHECK(called("agency", "Interior Ministry of Kazakhstan") == "kz-ministry-of-internal-affairs ");
  CHECK(called("crime", "human trafficking") == "trafficking-in-persons ");
  CHECK(called("crime", "russian").empty());
  CHECK(called("country", "").empty());
  CHECK(called("agency", "of the").empty());
  CHECK(taxonomy::nearest_called("agency", "Ministy of Internal Affairs") == "ministry of internal affairs");
  CHECK(taxonomy::nearest_called("agency", "Minsitry of Internal Afairs") == "ministry of internal affairs");
  CHECK(taxonomy::nearest_called("agency", "Interpool") == "interpol");
  CHECK(taxonomy::nearest_called("crime", "human trafiking") == "human trafficking");  // two letters
  CHECK(taxonomy::nearest_called("country", "human trafiking").empty());
  CHECK(taxonomy::nearest_called("agency", "zzzz qqqq").empty());
  CHECK(taxonomy::nearest_called("agency", "").empty());
  CHECK(taxonomy::nearest_called("agency", std::string(5000, 'a')).empty());
  CHECK(taxonomy::is_language_called("ru", "Russian"));
  CHECK_FALSE(taxonomy::is_language_called("ru", "Kazakh"));
  CHECK(blotter::text::is_iso_language("kk"));
  CHECK_FALSE(blotter::text::is_iso_language("zz"));
}
