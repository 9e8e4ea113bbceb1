#include "indexer/facets/agency_name.hpp"

#include "common/taxonomy/word_list.hpp"

#include <algorithm>
#include <cctype>

namespace blotter::facets {

namespace {

// words.tsv says what each holds.
using taxonomy::WordList;
const WordList heads("agency-head"), offices("agency-office"), office_owner("agency-office-owner-beginning"),
    departments("agency-department"), department_owner("agency-department-owner"), police("agency-police"),
    police_owner("agency-police-owner"), courts("agency-court"), court_owner("agency-court-owner"),
    prosecutor("agency-prosecutor-beginning"), ministries("agency-ministry"), state_owned("agency-of-state"),
    state_beginning("agency-of-state-beginning"), of_others("agency-of-others"), inside("agency-inside"),
    leads_on("agency-leads-on"), no_part("agency-no-part"), months("month"), local_link("local-link"),
    goes_on("reference-goes-on"), possessive_part("possessive-part"), genitive_ending("genitive-ending"),
    no_genitive_ending("no-genitive-ending"), no_genitive("no-genitive");

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return text;
}

// "Kyiv Regional Prosecutor’s Office" → "kyiv-regional-prosecutors-office"; empty when it is not ASCII.
std::string slug_of(std::string_view name) {
  std::string slug;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c == '\'' || c == '.') continue;
    if (static_cast<unsigned char>(c) == 0xE2 && name.substr(i, 3) == "\xE2\x80\x99") {
      i += 2;
      continue;
    }
    if (static_cast<unsigned char>(c) >= 0x80) return {};
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) slug += c;
    else if (!slug.empty() && slug.back() != '-') slug += '-';
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return lower(std::move(slug));
}

std::string slug_between(const Scan& scan, std::uint32_t first, std::uint32_t last) {
  const std::string_view field = first < scan.body_begin ? scan.title : scan.body;
  return slug_of(field.substr(scan.words[first].start, scan.words[last].end - scan.words[first].start));
}

constexpr std::string_view name_of(Level level) {
  switch (level) {
    case Level::regional: return "regional-";
    case Level::city: return "city-";
    case Level::district: return "district-";
    case Level::none: break;
  }
  return {};
}

// The first mention that may cover a word; they come in the order of the text, and no name is longer.
auto first_near(const std::vector<CountryMention>& countries, std::uint32_t word) {
  constexpr std::uint32_t longest_name = 32;
  return std::partition_point(countries.begin(), countries.end(),
                              [word](const CountryMention& mention) { return mention.first + longest_name < word; });
}

// The mention of a place (not of a country or a people) that covers a word, or null.
const CountryMention* place_at(const std::vector<CountryMention>& countries, std::uint32_t word) {
  for (auto at = first_near(countries, word); at != countries.end() && at->first <= word; ++at)
    if (word < at->first + at->count) return at->place != 0 ? &*at : nullptr;
  return nullptr;
}

bool is_country_at(const std::vector<CountryMention>& countries, std::uint32_t word) {
  for (auto at = first_near(countries, word); at != countries.end() && at->first <= word; ++at)
    if (at->place == 0 && word < at->first + at->count) return true;
  return false;
}

// A place and its rank beside a head.
struct Locality {
  const CountryMention* place = nullptr;
  Level level = Level::none;
  std::uint32_t first = 0, last = 0;  // words of the whole name
};

void note_level(const Scan& scan, std::uint32_t word, Locality& found) {
  if (scan.words[word].level != Level::none) found.level = scan.words[word].level;
}

void look_right(const Scan& scan, const std::vector<CountryMention>& countries, Locality& found) {
  const auto joins = [&](std::uint32_t word) {
    return word < scan.words.size() && word != scan.body_begin && scan.words[word].joins;
  };
  std::uint32_t at = found.last + 1;
  if (joins(at) && local_link.contains(scan.written(at))) ++at;
  if (joins(at) && scan.written(at) == "the") ++at;
  for (int step = 0; step < 3 && joins(at); ++step) {
    if (const CountryMention* place = place_at(countries, at)) {
      found.place = place;
      for (std::uint32_t i = at; i < place->first + place->count; ++i) note_level(scan, i, found);
      found.last = place->first + place->count - 1;
      if (joins(found.last + 1) && scan.words[found.last + 1].level != Level::none)
        note_level(scan, ++found.last, found);
      return;
    }
    if (scan.words[at].level == Level::none) return;
    note_level(scan, at++, found);
  }
}

void look_left(const Scan& scan, const std::vector<CountryMention>& countries, Locality& found) {
  std::uint32_t at = found.first;
  for (int step = 0; step < 3 && at != 0 && at != scan.body_begin && scan.words[at].joins; ++step) {
    if (const CountryMention* place = place_at(countries, at - 1)) {
      found.place = place;
      for (std::uint32_t i = place->first; i < at; ++i) note_level(scan, i, found);
      found.first = place->first;
      return;
    }
    if (scan.words[at - 1].level == Level::none) return;
    note_level(scan, --at, found);
  }
}

class Builder {
 public:
  Builder(const Scan& scan, const std::vector<CountryMention>& countries,
          const std::function<CountryCode(std::uint32_t, std::uint32_t)>& country, std::vector<Mention>& out)
      : scan_(scan), countries_(countries), country_(country), out_(out) {}

  void run() {
    const std::size_t known = out_.size();
    for (std::uint32_t i = 0; i < scan_.words.size(); ++i) {
      if (!scan_.words[i].capital) continue;
      const std::string_view head = scan_.written(i);
      if (!heads.contains(head) && !police.contains(head) && !ministries.contains(head)) continue;
      if (!local(i, head) && !(i < scan_.body_begin && scan_.title_case) && !ministry(i, head) && heads.contains(head))
        state_body(i);
    }
    if (out_.size() != known)
      std::sort(out_.begin(), out_.end(), [](const Mention& a, const Mention& b) { return a.first < b.first; });
  }

 private:
  // The first word of the capitalised words that end at `last`, at most six of them; "and" may stand between.
  [[nodiscard]] std::uint32_t begin_of(std::uint32_t last, bool with_and) const {
    const std::uint32_t floor = last < scan_.body_begin ? 0 : scan_.body_begin;
    std::uint32_t first = last;
    while (first > floor && last - first < 6 && scan_.words[first].joins) {
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
        if (months.contains(written) || is_country_at(countries_, i) || place_at(countries_, i) != nullptr) break;
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
    // "Ukraine's Prosecutor's Office": the country is no part of the name.
    if (first == i - 1 && offices.contains(head) && !prosecutor.begins(owner)) return true;
    add(first, i, slug_between(scan_, first, i));
    return true;
  }

  // "Ministry of Culture", "Culture Ministry".
  bool ministry(std::uint32_t i, std::string_view head) {
    if (!ministries.contains(head)) return false;
    const std::uint32_t last = end_of(i);
    if (last > i) {
      add(i, last, slug_between(scan_, i, last));
      return true;
    }
    const std::uint32_t first = without_country(begin_of(i, true), i);
    if (first < i && i - first <= 4) add(first, i, "ministry-of-" + slug_between(scan_, first, i - 1));
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
    bool of_state = false;
    for (std::uint32_t at = first; at <= last; ++at) {
      const std::string_view word = scan_.written(at);
      if (of_others.contains(word)) return;
      of_state = of_state || (at != i && (state_owned.contains(word) || state_beginning.begins(word)));
    }
    if (!of_state || last - first < 2) return;
    add(first, last, slug_between(scan_, first, last));
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

std::string prefixed(CountryCode country, std::string_view slug) {
  return country == 0 ? std::string(slug) : lower(letters_of(country)) + "-" + std::string(slug);
}

std::optional<Mention> local_body(const Scan& scan, const std::vector<CountryMention>& countries, const Hit& head,
                                  std::string_view slug, bool leveled, const taxonomy::Lexicon& lexicon) {
  Locality found{nullptr, Level::none, head.first, head.last()};
  look_right(scan, countries, found);
  if (found.place == nullptr) {
    found.last = head.last();
    look_left(scan, countries, found);
  }
  if (found.place == nullptr || (leveled && found.level == Level::none)) return std::nullopt;
  std::string name = slug_of(lexicon.label(found.place->place));
  if (name.empty()) return std::nullopt;
  name.append("-").append(name_of(found.level)).append(slug);
  return Mention{found.first, found.last - found.first + 1, prefixed(found.place->country, name)};
}

void find_by_build(const Scan& scan, const std::vector<CountryMention>& countries,
                   const std::function<CountryCode(std::uint32_t, std::uint32_t)>& country, std::vector<Mention>& out) {
  Builder(scan, countries, country, out).run();
}

bool refers_back(const Scan& scan, const Hit& hit) {
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
