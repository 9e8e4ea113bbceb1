#include "indexer/facets/agency.hpp"

#include "common/taxonomy/compile/tsv.hpp"
#include "common/taxonomy/word_list.hpp"
#include "indexer/facets/agency_id.hpp"
#include "indexer/facets/agency_name.hpp"
#include "indexer/facets/joined_names.hpp"
#include "indexer/facets/no_agency.hpp"
#include "indexer/facets/short_form.hpp"

#include <algorithm>
#include <bit>

namespace blotter::facets {

using taxonomy::Entry;
using taxonomy::EntryKind;

namespace {

const taxonomy::WordList country_link("country-link");

constexpr std::uint32_t reach = 1000;  // words of a sentence in which an agency's country is looked for

// The word that begins the sentence of that word, or the farthest in reach.
std::uint32_t sentence_begin(const Scan& scan, std::uint32_t word) {
  const std::uint32_t floor = word > reach ? word - reach : 0;
  while (word > floor && !scan.words[word].sentence_start) --word;
  return word;
}

// Mentions come in the order of the text.
auto first_in_reach(const std::vector<CountryMention>& countries, std::uint32_t word) {
  return std::partition_point(countries.begin(), countries.end(),
                              [word](const CountryMention& mention) { return mention.first + reach < word; });
}

// Once at most, and not in the title.
bool named_in_passing(const Scan& scan, const std::vector<CountryMention>& countries, CountryCode country) {
  int mentions = 0;
  for (const CountryMention& mention : countries) {
    if (mention.country != country) continue;
    if (mention.first < scan.body_begin || ++mentions > 1) return false;
  }
  return true;
}

int rank_of(EntryKind kind) {
  return kind == EntryKind::name ? 0 : kind == EntryKind::generic ? 1 : kind == EntryKind::head ? 2 : 3;
}

}  // namespace

AgencyResolver::AgencyResolver(const taxonomy::Lexicon& lexicon)
    : lexicon_(lexicon), local_bodies_(lexicon), names_(lexicon.value_count()), body_of_(lexicon.value_count()) {
  for (std::uint32_t i = 0; i < lexicon.value_count(); ++i) {
    const std::string_view value = lexicon.value(i);
    for (const std::string_view kind : {"agency\t", "ref\t"})
      if (value.starts_with(kind)) names_[i] = value.substr(kind.size());
    if (!value.starts_with("body\t")) continue;
    const std::vector<std::string_view> fields = taxonomy::split(value, '\t');  // body, slug, label, countries, slugs
    Body body;
    body.slug = fields[1];
    for (const std::string_view country : taxonomy::split(fields[3], ','))
      if (!country.empty()) body.countries.push_back(code_of(country));
    for (const std::string_view rule : taxonomy::split(fields[4], ';')) {
      const std::size_t equals = rule.find('=');
      if (equals == std::string_view::npos) continue;
      for (const std::string_view country : taxonomy::split(rule.substr(0, equals), ','))
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
  const CountryCode language_country = scan.language_country;
  CountryCode before = 0;
  CountryCode near = 0;
  const std::uint32_t sentence = sentence_begin(scan, first);
  for (auto at = first_in_reach(countries, first); at != countries.end(); ++at) {
    const CountryMention& mention = *at;
    const std::uint32_t end = mention.first + mention.count;
    if (mention.first >= first && end <= last + 1) return mention.country;  // inside the name
    if (end <= first) {
      if ((mention.first < scan.body_begin) != (first < scan.body_begin)) continue;
      if (end == first && scan.words[first].joins) before = mention.country;
      // In the same sentence, before it.
      if (end > sentence && may(mention.country)) near = mention.country;
    } else if (mention.first > last) {
      const std::uint32_t gap = mention.first - last - 1;
      // In Turkic languages a body's country comes before it.
      bool linked = gap == 0 && scan.words[mention.first].joins && (language_country == 0 || scan.language == "tg");
      if (gap == 1 || gap == 2) {
        linked = country_link.contains(scan.written(last + 1)) && scan.words[mention.first].joins;
      }
      if (linked && (gap > 0 || before == 0)) return mention.country;
      break;
    }
  }
  if (before != 0) return before;
  // The story's country; the sentence's one when the story is as much about it; the language's when it has a part.
  CountryCode top = 0;
  double top_score = 0, near_score = 0, language_score = 0;
  // What the story is about comes before what it names most.
  const bool focused =
      std::any_of(salience.begin(), salience.end(), [&](const Salience& one) { return one.focus && may(one.country); });
  for (const Salience& one : salience) {
    if (one.country == near) near_score = one.score;
    if (one.country == language_country) language_score = one.score;
    if (may(one.country) && one.focus >= focused && one.score > top_score) top = one.country, top_score = one.score;
  }
  if (language_country != 0 && may(language_country) && language_score > 0) return language_country;
  if (near != 0 && near_score >= 0.7 * top_score) return near;
  // A story in Kyrgyz that names a country abroad once in passing is about a body at home.
  const bool passing =
      language_country != 0 && near == 0 && may(language_country) && named_in_passing(scan, countries, top);
  if (top != 0 && !passing) return top;
  if (language_country != 0 && may(language_country)) return language_country;
  if (scan.site_country != 0 && may(scan.site_country)) return scan.site_country;
  // An English text about another country does not mean the body's default: the Swiss National Bank is not
  // Kazakhstan's.
  if (allowed.empty() || (scan.language == "en" && !countries.empty())) return CountryCode{0};
  return allowed.front();
}

std::string AgencyResolver::id_of(const Body& body, CountryCode country) {
  for (const auto& [code, other] : body.overrides)
    if (code == country) return prefixed(country, other);
  return prefixed(country, body.slug);
}

void AgencyResolver::add_joined(const Scan& scan, const std::vector<CountryMention>& countries,
                                std::vector<Mention>& out) const {
  if (countries.size() < 2) return;
  const std::size_t named = out.size();
  for (std::size_t i = 0; i < named; ++i) {
    const CountryCode owner = country_of_id(out[i].value);
    if (owner == 0) continue;
    const auto joined = joined_countries(scan, countries, out[i]);
    if (joined.empty()) continue;
    const auto kind = std::find_if(bodies_.begin(), bodies_.end(),
                                   [&](const Body& body) { return id_of(body, owner) == out[i].value; });
    const std::string slug = out[i].value.substr(3);
    if (kind == bodies_.end() && !local_bodies_.is_national(slug)) continue;
    for (const CountryMention* other : joined) {
      const std::uint32_t first = std::min(out[i].first, other->first);
      const std::uint32_t end = std::max(out[i].first + out[i].count, other->first + other->count);
      out.push_back(
          {first, end - first, kind == bodies_.end() ? prefixed(other->country, slug) : id_of(*kind, other->country)});
    }
  }
  if (out.size() != named)
    std::stable_sort(out.begin(), out.end(), [](const Mention& a, const Mention& b) { return a.first < b.first; });
}

// An acronym that several bodies have means ours where its country has a part in the text, or its long form does: the
// FIA of motor sport is not Pakistan's.
void AgencyResolver::add_acronyms(const Scan& scan, const std::vector<CountryMention>& countries,
                                  const std::vector<Mention>& acronyms, std::vector<Mention>& out) {
  const std::size_t named = out.size();
  for (const Mention& acronym : acronyms) {
    const CountryCode of = country_of_id(acronym.value);
    const auto is_its = [&](const CountryMention& mention) { return mention.country == of; };
    const auto is_long_form = [&](const Mention& body) { return body.value == acronym.value; };
    const bool agrees = of == 0 ? scan.cues[static_cast<std::size_t>(Cue::sport)] == 0
                                : of == scan.language_country || of == scan.site_country ||
                                      std::any_of(countries.begin(), countries.end(), is_its);
    if (agrees || std::any_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(named), is_long_form))
      out.push_back(acronym);
  }
  std::sort(out.begin(), out.end(), [](const Mention& a, const Mention& b) { return a.first < b.first; });
}

// The last body named before it that a word such as "the ministry" can mean: its identifier holds the word's part.
void AgencyResolver::follow_references(const Scan& scan, const std::vector<const AliasMatch*>& references,
                                       std::vector<Mention>& out) const {
  const std::size_t named = out.size();
  for (const AliasMatch* hit : references) {
    if (!refers_back(scan, *hit)) continue;
    const Entry& entry = hit->entries[std::countr_zero(hit->fitting)];
    const std::string_view part = names_[entry.value];
    const Mention* last = nullptr;
    for (std::size_t i = 0; i < named; ++i) {
      const Mention& body = out[i];
      if (body.first + body.count > hit->first) break;
      const bool of_state = body.value.size() > 3 && body.value[2] == '-';
      if (part == "any" ? of_state : body.value.find(part) != std::string::npos) last = &body;
    }
    if (last != nullptr) out.push_back({hit->first, hit->count, std::string(last->value)});
  }
  if (out.size() != named)
    std::sort(out.begin(), out.end(), [](const Mention& a, const Mention& b) { return a.first < b.first; });
}

void AgencyResolver::resolve(const Scan& scan, const std::vector<CountryMention>& countries,
                             const std::vector<Salience>& salience, std::vector<Mention>& out) const {
  out.clear();
  const auto country = [&](std::uint32_t first, std::uint32_t last) {
    return country_of(scan, countries, salience, first, last, {});
  };
  const auto add_parts = [&](const AliasMatch& hit, CountryCode owner) {
    for (const PartialName& part : sharing_head(scan, lexicon_, hit)) {
      const std::uint32_t kind = body_of_[part.value];
      out.push_back(
          {part.first, part.count, kind == 0 ? std::string(names_[part.value]) : id_of(bodies_[kind - 1], owner)});
    }
  };
  std::vector<const AliasMatch*> references;
  std::vector<Mention> acronyms;
  for (const AliasMatch& hit : scan.agencies) {
    const Entry* chosen = nullptr;
    bool guarded = false;
    // Among the meanings of an alias a body's own name comes before a kind of body, and that before part of one.
    for (std::uint32_t bits = hit.fitting; bits != 0; bits &= bits - 1) {
      const Entry& entry = hit.entries[std::countr_zero(bits)];
      if (entry.kind == EntryKind::guard) guarded = true;
      if (chosen == nullptr || rank_of(entry.kind) < rank_of(chosen->kind)) chosen = &entry;
    }
    if (guarded || chosen == nullptr) continue;
    if (chosen->kind == EntryKind::ref) {
      references.push_back(&hit);
      continue;
    }
    if (chosen->kind == EntryKind::head) {
      if (auto body = local_bodies_.find(scan, countries, hit, chosen->value, country)) out.push_back(std::move(*body));
      continue;
    }
    if (chosen->kind == EntryKind::name) {
      const bool doubtful = (chosen->conditions & taxonomy::needs_context) != 0;
      const std::string_view name = names_[chosen->value];
      // "Kansas Department of Agriculture" is not the country's.
      if (scan.written(hit.first) == "Department" && country_of_id(name) != 0)
        if (auto local = local_bodies_.of_place(scan, countries, hit, name.substr(3))) {
          out.push_back(std::move(*local));
          continue;
        }
      add_parts(hit, country_of_id(name));
      (doubtful ? acronyms : out).push_back({hit.first, hit.count, std::string(name)});
      continue;
    }
    // Several bodies share an alias (SSS, National Security Service): the one whose countries hold the
    // story's.
    const Body* body = nullptr;
    CountryCode owner = 0;
    for (std::uint32_t bits = hit.fitting; bits != 0; bits &= bits - 1) {
      const Entry& entry = hit.entries[std::countr_zero(bits)];
      if (entry.kind != EntryKind::generic) continue;
      const Body& one = bodies_[body_of_[entry.value] - 1];
      const CountryCode code = country_of(scan, countries, salience, hit.first, hit.last(), one.countries);
      const bool listed =
          one.countries.empty() || std::find(one.countries.begin(), one.countries.end(), code) != one.countries.end();
      if (body == nullptr || listed) body = &one, owner = code;
      if (listed) break;
    }
    if (body == nullptr) continue;
    add_parts(hit, owner);
    if (auto local = local_bodies_.of_place(scan, countries, hit, body->slug)) out.push_back(std::move(*local));
    else out.push_back({hit.first, hit.count, id_of(*body, owner)});
  }
  add_joined(scan, countries, out);
  add_acronyms(scan, countries, acronyms, out);
  find_by_build(scan, countries, country, out);
  std::erase_if(out, [&](const Mention& body) { return is_no_agency(scan, body); });
  bind_short_forms(scan, out);
  join_courts(out);
  if (!out.empty()) follow_references(scan, references, out);
}

}  // namespace blotter::facets
