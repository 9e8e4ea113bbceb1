#include "indexer/facets/agency_name.hpp"

#include "common/taxonomy/word_list.hpp"
#include "indexer/facets/agency_id.hpp"

#include <algorithm>

namespace blotter::facets {

namespace {

// words.tsv says what each holds.
using taxonomy::WordList;
const WordList heads("agency-head"), offices("agency-office"), office_owner("agency-office-owner-beginning"),
    departments("agency-department"), department_owner("agency-department-owner"), police("agency-police"),
    police_owner("agency-police-owner"), courts("agency-court"), court_owner("agency-court-owner"),
    prosecutor("agency-prosecutor-beginning"), ministries("agency-ministry"), state_owned("agency-of-state"),
    state_beginning("agency-of-state-beginning"), unit_of_state("agency-unit-of-state"), county("agency-county"),
    of_others("agency-of-others"), inside("agency-inside"), leads_on("agency-leads-on"), no_part("agency-no-part"),
    months("month"), goes_on("reference-goes-on"), possessive_part("possessive-part"),
    genitive_ending("genitive-ending"), no_genitive_ending("no-genitive-ending"), no_genitive("no-genitive");

// "Kern County" has no place of the tables, and is not a country.
bool is_country_at(const std::vector<CountryMention>& countries, std::uint32_t word) {
  const CountryMention* mention = mention_at(countries, word);
  return mention != nullptr && mention->place == 0 && mention->kind != taxonomy::EntryKind::region;
}

// "Board" of "Board's".
std::string_view without_possessive(std::string_view word) {
  if (!word.ends_with('s')) return word;
  for (const std::string_view ending : {"'s", "\xE2\x80\x99s"})
    if (word.ends_with(ending)) return word.substr(0, word.size() - ending.size());
  return word;
}

class NameBuilder {
 public:
  NameBuilder(const Scan& scan, const std::vector<CountryMention>& countries,
              const std::function<CountryCode(std::uint32_t, std::uint32_t)>& country, std::vector<Mention>& out)
      : scan_(scan), countries_(countries), country_(country), out_(out) {}

  void run() {
    const std::size_t known = out_.size();
    for (std::uint32_t i = 0; i < scan_.words.size(); ++i) {
      if (!scan_.words[i].capital) continue;
      const std::string_view head = without_possessive(scan_.written(i));
      if (district_attorney(i, head) || task_force(i, head)) continue;
      if (!heads.contains(head) && !police.contains(head) && !ministries.contains(head)) continue;
      if (!local(i, head) && !(i < scan_.body_begin && scan_.title_case) && !ministry(i, head) && heads.contains(head))
        state_body(i);
    }
    if (out_.size() != known)
      std::sort(out_.begin(), out_.end(), [](const Mention& a, const Mention& b) { return a.first < b.first; });
  }

 private:
  static constexpr std::uint32_t max_name = 6, max_task_force = 10;  // words before the last

  // The first word of the capitalised words that end at `last`, at most `longest` of them; "and" may be between.
  [[nodiscard]] std::uint32_t begin_of(std::uint32_t last, bool with_and, std::uint32_t longest = max_name) const {
    const std::uint32_t floor = last < scan_.body_begin ? 0 : scan_.body_begin;
    std::uint32_t first = last;
    while (first > floor && last - first < longest && scan_.words[first].joins) {
      const std::uint32_t before = first - 1;
      if (scan_.words[before].capital) {
        if (no_part.contains(scan_.written(before))) break;
        first = before;
      } else if (with_and && before > floor && scan_.written(before) == "and" && scan_.words[before].joins &&
                 scan_.words[before - 1].capital && !is_country_at(countries_, before - 1)) {
        first = before - 1;
      } else {
        break;
      }
    }
    return first;
  }

  // The last word of a name that goes on with "for", "on", "of" …: "… for Identity and Citizenship"; `head` when it
  // does not.
  [[nodiscard]] std::uint32_t end_of(std::uint32_t head) const {
    std::uint32_t last = head;
    for (std::uint32_t i = head + 1; i < scan_.words.size() && i < head + 10 && i != scan_.body_begin; ++i) {
      if (!scan_.words[i].joins) break;
      const std::string_view written = scan_.written(i);
      if (i == head + 1 && !leads_on.contains(written)) break;
      if (scan_.words[i].capital) {
        if (months.contains(written) || mention_at(countries_, i) != nullptr) break;
        last = i;
      } else if (!inside.contains(written) && i != head + 1) {
        break;
      }
    }
    return last;
  }

  [[nodiscard]] bool taken(std::uint32_t first, std::uint32_t last) const {
    return std::any_of(out_.begin(), out_.end(),
                       [&](const Mention& m) { return first < m.first + m.count && m.first <= last; });
  }

  // "the Safety Board's report": the ending of the last word is not part of the name.
  [[nodiscard]] std::string slug_between(std::uint32_t first, std::uint32_t last) const {
    std::string name = slug_of(scan_, first, last);
    const std::string_view written = scan_.written(last);
    if (!name.empty() && without_possessive(written).size() != written.size()) name.pop_back();
    return name;
  }

  void add(std::uint32_t first, std::uint32_t last, const std::string& slug) {
    if (slug.empty() || taken(first, last)) return;
    out_.push_back({first, last - first + 1, prefixed(country_(first, last), slug)});
  }

  // "Kyiv Regional Prosecutor's Office", "Karaganda Regional Court".
  bool local(std::uint32_t i, std::string_view head) {
    if (i == 0 || i == scan_.body_begin || !scan_.words[i].joins) return false;
    const std::string_view owner = scan_.written(i - 1);
    std::uint32_t first = i;
    if (offices.contains(head)) {
      if (!office_owner.begins(owner) && !(departments.contains(head) && department_owner.contains(owner)))
        return false;
      first = i - 1;
    } else if (police.contains(head)) {
      if (!police_owner.contains(owner)) return false;
    } else if (courts.contains(head)) {
      if (!court_owner.contains(owner)) return false;
    } else {
      return false;
    }
    first = std::min(first, begin_of(i, false));
    if (courts.contains(head)) first = std::min(without_country(first, i), i - 1);  // "U.S. Bankruptcy Court"
    // "Ukraine's Prosecutor's Office": the country is not part of the name.
    if (first == i - 1 && offices.contains(head) && !prosecutor.begins(owner)) return true;
    add(first, i, slug_between(first, i));
    return true;
  }

  // "The Orange County District Attorney charged him" means the office; before a name it is a title.
  bool district_attorney(std::uint32_t i, std::string_view head) {
    if (head != "Attorney" || i == scan_.field_begin(i) || !scan_.words[i].joins) return false;
    if (scan_.written(i - 1) != "District" && scan_.written(i - 1) != "State's") return false;
    const std::uint32_t first = begin_of(i, false);
    const std::uint32_t next = i + 1;
    const bool title = next < scan_.field_end(i) && scan_.words[next].joins && scan_.words[next].capital;
    if (first + 1 < i && !title) add(first, i, slug_between(first, i) + "s-office");
    return true;
  }

  // "Internet Crimes Against Children Task Force": a task force has a name.
  bool task_force(std::uint32_t i, std::string_view head) {
    if (head != "Force" || i == scan_.field_begin(i) || !scan_.words[i].joins || scan_.written(i - 1) != "Task")
      return false;
    const std::uint32_t first = without_country(begin_of(i, false, max_task_force), i);
    if (first + 1 < i) add(first, i, slug_between(first, i));
    return true;
  }

  // "Ministry of Culture", "Culture Ministry".
  bool ministry(std::uint32_t i, std::string_view head) {
    if (!ministries.contains(head)) return false;
    const std::uint32_t last = end_of(i);
    if (last > i) {
      add(i, last, slug_between(i, last));
      return true;
    }
    const std::uint32_t first = without_country(begin_of(i, true), i);
    if (first < i && i - first <= 4) add(first, i, "ministry-of-" + slug_between(first, i - 1));
    return true;
  }

  [[nodiscard]] std::uint32_t without_country(std::uint32_t first, std::uint32_t last) const {
    while (first < last && is_country_at(countries_, first)) ++first;
    return first;
  }

  // "Presidential Anti-Organized Crime Commission", "Department for Combating Organized Crime".
  void state_body(std::uint32_t i) {
    const std::uint32_t last = end_of(i);
    // "Public Service Commission": the name goes on.
    if (last == i && i + 1 < scan_.words.size() && scan_.words[i + 1].joins && heads.contains(scan_.written(i + 1)))
      return;
    const std::uint32_t first = without_country(begin_of(i, true), i);
    // A unit is one of a state only if it says so itself: "Major Fraud Unit" is part of an office.
    const bool unit = without_possessive(scan_.written(i)) == "Unit";
    // "Indiana Department of Natural Resources", "Kern County Fire Department".
    const CountryMention* place = mention_at(countries_, first);
    bool of_state = first < i && ((place != nullptr && place->kind == taxonomy::EntryKind::region) ||
                                  (first + 1 < i && county.contains(scan_.written(first + 1))));
    for (std::uint32_t at = first; at <= last; ++at) {
      const std::string_view word = scan_.written(at);
      if (of_others.contains(word)) return;
      of_state = of_state || (at != i && (unit ? unit_of_state.contains(word)
                                               : state_owned.contains(word) || state_beginning.begins(word)));
    }
    if (!of_state || last - first < 2) return;
    add(first, last, slug_between(first, last));
  }

  const Scan& scan_;
  const std::vector<CountryMention>& countries_;
  const std::function<CountryCode(std::uint32_t, std::uint32_t)>& country_;
  std::vector<Mention>& out_;
};

// A genitive may follow a Russian noun as part of a name: «министерство культуры».
bool is_russian_genitive(std::string_view word) {
  return static_cast<unsigned char>(word[0]) >= 0xD0 && !no_genitive.contains(word) && genitive_ending.ends(word) &&
         !no_genitive_ending.ends(word);
}

}  // namespace

void find_by_build(const Scan& scan, const std::vector<CountryMention>& countries,
                   const std::function<CountryCode(std::uint32_t, std::uint32_t)>& country, std::vector<Mention>& out) {
  NameBuilder(scan, countries, country, out).run();
}

bool refers_back(const Scan& scan, const AliasMatch& hit) {
  const std::string_view written = scan.written(hit.last());
  // A possessive ending makes it the head of a name: "Madaniyat vazirligi".
  for (const std::string_view part : possessive_part.words())
    if (written.find(part) != std::string_view::npos) return false;
  const std::uint32_t next = hit.last() + 1;
  if (next >= scan.words.size() || next == scan.body_begin || !scan.words[next].joins) return true;
  const std::string_view after = scan.written(next);
  return !scan.words[next].capital && !goes_on.contains(after) && !is_russian_genitive(after);
}

}  // namespace blotter::facets
