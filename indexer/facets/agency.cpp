#include "indexer/facets/agency.hpp"

#include <algorithm>
#include <bit>
#include <cctype>

namespace blotter::facets {

using taxonomy::Entry;
using taxonomy::Kind;

namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t at = std::min(text.find(separator), text.size());
    parts.push_back(text.substr(0, at));
    text.remove_prefix(std::min(at + 1, text.size()));
  }
  return parts;
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return text;
}

std::string prefixed(CountryCode country, std::string_view slug) {
  return country == 0 ? std::string(slug) : lower(letters_of(country)) + "-" + std::string(slug);
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

// "Department for Combating Organized Crime": the last word of the name whose "for" is at `at`; 0 when there is none.
std::uint32_t end_of_purpose(const Scan& scan, std::uint32_t at) {
  if (!is_any_of(scan.written(at), {"for", "on", "to"}) || !scan.words[at - 1].capital ||
      !is_any_of(scan.written(at - 1), {"Department", "Directorate", "Agency", "Service", "Bureau", "Committee", "Unit",
                                        "Commission", "Office"}))
    return 0;
  std::uint32_t last = 0;
  bool purpose = false;
  for (std::uint32_t i = at + 1; i < scan.words.size() && i < at + 9 && i != scan.body_begin; ++i) {
    const Word& word = scan.words[i];
    if (!word.joins) break;
    const std::string_view written = scan.written(i);
    if (word.capital) {
      last = i;
      purpose = purpose || is_any_of(written, {"Combating", "Combatting", "Combat", "Fight", "Fighting", "Countering",
                                               "Crime", "Crimes", "Corruption", "Trafficking", "Investigation",
                                               "Narcotics", "Terrorism", "Drugs", "Prevention"});
    } else if (!is_any_of(written, {"and", "of", "the", "against", "in"})) {
      break;
    }
  }
  return purpose ? last : 0;
}

}  // namespace

AgencyResolver::AgencyResolver(const taxonomy::Lexicon& lexicon)
    : lexicon_(lexicon), names_(lexicon.value_count()), body_of_(lexicon.value_count()) {
  for (std::uint32_t i = 0; i < lexicon.value_count(); ++i) {
    const std::string_view value = lexicon.value(i);
    if (value.starts_with("agency\t")) names_[i] = value.substr(7);
    if (!value.starts_with("body\t")) continue;
    std::vector<std::string_view> fields;
    for (std::string_view rest = value; fields.size() < 5;) {
      const std::size_t tab = std::min(rest.find('\t'), rest.size());
      fields.push_back(rest.substr(0, tab));
      rest.remove_prefix(std::min(tab + 1, rest.size()));
    }
    Body body;
    body.slug = fields[1];
    for (const std::string_view country : split(fields[3], ',')) body.countries.push_back(code_of(country));
    for (const std::string_view rule : split(fields[4], ';')) {
      const std::size_t equals = rule.find('=');
      if (equals == std::string_view::npos) continue;
      for (const std::string_view country : split(rule.substr(0, equals), ','))
        body.overrides.emplace_back(code_of(country), rule.substr(equals + 1));
    }
    bodies_.push_back(std::move(body));
    body_of_[i] = static_cast<std::uint32_t>(bodies_.size());
  }
}

CountryCode AgencyResolver::country_of(const Scan& scan, const std::vector<CountryMention>& countries,
                                       const std::vector<Salience>& salience, std::uint32_t first, std::uint32_t last,
                                       const std::vector<CountryCode>& allowed) const {
  const auto may = [&](CountryCode code) {
    return allowed.empty() || std::find(allowed.begin(), allowed.end(), code) != allowed.end();
  };
  CountryCode before = 0;
  CountryCode near = 0;
  for (const CountryMention& mention : countries) {
    const std::uint32_t end = mention.first + mention.count;
    if (mention.first >= first && end <= last + 1) return mention.country;  // inside the name
    if (end <= first) {
      if ((mention.first < scan.body_begin) != (first < scan.body_begin)) continue;
      if (end == first && scan.words[first].joins) before = mention.country;
      // In the same sentence, before it.
      const bool same = std::none_of(scan.words.begin() + end, scan.words.begin() + first + 1,
                                     [](const Word& word) { return word.sentence_start; });
      if (same && may(mention.country)) near = mention.country;
    } else if (mention.first > last) {
      const std::uint32_t gap = mention.first - last - 1;
      bool linked = gap == 0 && scan.words[mention.first].joins;
      if (gap == 1 || gap == 2) {
        const std::string_view word = scan.written(last + 1);
        linked =
            is_any_of(word, {"of", "in", "for", "Республики", "республики", "в"}) && scan.words[mention.first].joins;
      }
      if (linked && (gap > 0 || before == 0)) return mention.country;
      break;
    }
  }
  if (before != 0) return before;
  // The story's country; the sentence's one when the story is as much about it; the language's when it has a part.
  const CountryCode home = country_of_language(scan.language);
  CountryCode top = 0;
  double top_score = 0, near_score = 0, home_score = 0;
  for (const Salience& one : salience) {
    if (one.country == near) near_score = one.score;
    if (one.country == home) home_score = one.score;
    if (may(one.country) && one.score > top_score) top = one.country, top_score = one.score;
  }
  if (home != 0 && may(home) && 2 * home_score >= top_score) return home;
  if (near != 0 && near_score >= 0.7 * top_score) return near;
  if (top != 0) return top;
  if (home != 0 && may(home)) return home;
  if (scan.site != 0 && may(scan.site)) return scan.site;
  return allowed.empty() ? CountryCode{0} : allowed.front();
}

void AgencyResolver::find_by_pattern(const Scan& scan, const std::vector<CountryMention>& countries,
                                     const std::vector<Salience>& salience, std::vector<Mention>& out) const {
  const auto taken = [&](std::uint32_t word) {
    return std::any_of(out.begin(), out.end(),
                       [&](const Mention& m) { return word >= m.first && word < m.first + m.count; });
  };
  const auto size = static_cast<std::uint32_t>(scan.words.size());
  const std::size_t known = out.size();
  for (std::uint32_t i = 1; i < size; ++i) {
    if (!scan.words[i].joins || i == scan.body_begin) continue;
    if (const std::uint32_t last = end_of_purpose(scan, i); last != 0) {
      const std::string slug = slug_between(scan, i - 1, last);
      if (!slug.empty() && !taken(i - 1) && !taken(last))
        out.push_back({i - 1, last - i + 2, prefixed(country_of(scan, countries, salience, i - 1, last, {}), slug)});
      continue;
    }
    if (!scan.words[i].capital) continue;
    const std::string_view head = scan.written(i);
    std::uint32_t first = i;
    if (head == "Office" || head == "Department") {
      const std::string_view owner = scan.written(i - 1);
      const bool office = owner.starts_with("Prosecutor") || owner.starts_with("Sheriff") ||
                          (head == "Department" && is_any_of(owner, {"Police"}));
      if (!office) continue;
      first = i - 1;
    } else if (head == "Police") {
      if (!is_any_of(scan.written(i - 1), {"City", "State", "Regional", "Metropolitan", "Transport", "Border"}))
        continue;
    } else if (head == "Court") {
      if (!is_any_of(scan.written(i - 1),
                     {"District", "Regional", "City", "Military", "Criminal", "Economic", "Appeals", "Arbitration"}))
        continue;
    } else {
      continue;
    }
    const std::uint32_t floor = i < scan.body_begin ? 0 : scan.body_begin;
    while (first > floor && i - first < 6 && scan.words[first].joins && scan.words[first - 1].capital &&
           !is_any_of(scan.written(first - 1), {"The", "A", "In", "At", "By", "From", "And"}))
      --first;
    // "Ukraine's Prosecutor's Office": the country is no part of the name.
    if (first == i - 1 && head != "Police" && head != "Court") {
      const std::string_view owner = scan.written(first);
      if (!owner.starts_with("Prosecutor")) continue;
    }
    if (taken(first) || taken(i)) continue;
    const std::string slug = slug_between(scan, first, i);
    if (slug.empty()) continue;
    out.push_back({first, i - first + 1, prefixed(country_of(scan, countries, salience, first, i, {}), slug)});
  }
  if (out.size() != known)
    std::sort(out.begin(), out.end(), [](const Mention& a, const Mention& b) { return a.first < b.first; });
}

void AgencyResolver::resolve(const Scan& scan, const std::vector<CountryMention>& countries,
                             const std::vector<Salience>& salience, std::vector<Mention>& out) const {
  out.clear();
  for (const Hit& hit : scan.agencies) {
    const Entry* chosen = nullptr;
    bool guarded = false;
    for (std::uint32_t bits = hit.fitting; bits != 0; bits &= bits - 1) {
      const Entry& entry = hit.entries[std::countr_zero(bits)];
      if (entry.kind == Kind::guard) guarded = true;
      if ((entry.conditions & taxonomy::needs_context) != 0) continue;
      if (chosen == nullptr || chosen->kind == Kind::generic) chosen = &entry;
    }
    if (guarded || chosen == nullptr) continue;
    if (chosen->kind == Kind::name) {
      out.push_back({hit.first, hit.count, names_[chosen->value]});
      continue;
    }
    // Several bodies share an alias (SSS, National Security Service): the one whose countries hold the
    // story's.
    const Body* body = nullptr;
    CountryCode country = 0;
    for (std::uint32_t bits = hit.fitting; bits != 0; bits &= bits - 1) {
      const Entry& entry = hit.entries[std::countr_zero(bits)];
      if (entry.kind != Kind::generic) continue;
      const Body& one = bodies_[body_of_[entry.value] - 1];
      const CountryCode code = country_of(scan, countries, salience, hit.first, hit.last(), one.countries);
      const bool listed =
          one.countries.empty() || std::find(one.countries.begin(), one.countries.end(), code) != one.countries.end();
      if (body == nullptr || listed) body = &one, country = code;
      if (listed) break;
    }
    if (body == nullptr) continue;
    std::string_view slug = body->slug;
    for (const auto& [code, other] : body->overrides)
      if (code == country) slug = other;
    out.push_back({hit.first, hit.count, prefixed(country, slug)});
  }
  find_by_pattern(scan, countries, salience, out);
}

}  // namespace blotter::facets
