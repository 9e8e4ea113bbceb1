#include "indexer/facets/salience.hpp"

#include "indexer/facets/agency_id.hpp"
#include "indexer/facets/dateline.hpp"
#include "indexer/facets/surroundings.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string_view>

namespace blotter::facets {
namespace {

const taxonomy::WordList way_before("way-before"), scene_before("scene-before"), way_ending("way-ending"),
    scene_ending("scene-ending"), make("make");

// A country's role in its sentence: the setting ("in Osh", Ошто), the end of a way ("from Osh", Оштон), or neither.
enum class Role : std::uint8_t { plain, setting, way };

Role role_of(const Scan& scan, const CountryMention& mention) {
  if (mention.first != 0 && mention.first != scan.body_begin) {
    const std::string_view before = scan.written(mention.first - 1);
    if (way_before.contains(before)) return Role::way;
    if (scene_before.contains(before)) return Role::setting;
  }
  if (scan.language_country == 0 || scan.language == "tg") return Role::plain;
  const std::string_view last = scan.written(mention.first + mention.count - 1);
  if (way_ending.ends(last)) return Role::way;
  if (scene_ending.ends(last)) return Role::setting;
  return Role::plain;
}

constexpr std::size_t not_joined = SIZE_MAX;
// The share of the highest score that another country needs to be in focus as well.
constexpr double share_of_many = 0.85, share_of_two = 0.58;

// What country_salience() records of a country besides its Salience.
struct CountryStats {
  bool title = false, lead = false, dateline = false;
  std::uint32_t apart = 0;         // mentions other than the dateline's
  std::size_t joint = not_joined;  // the country that title or first words join it to: "Sudan and South Sudan"
};

// "Uzbekistan and Turkey": the second is as much the subject as the first, whose last word is `before`.
bool is_coordinate(const Scan& scan, const CountryMention& mention, std::uint32_t before) {
  return mention.first == before + 2 && coordinator.contains(scan.written(before + 1));
}

// Money of a country, a flag or a make: "a Panama-flagged tanker".
bool is_attribute(const Scan& scan, const CountryMention& mention) {
  const std::uint32_t next = mention.first + mention.count;
  const bool made = next < scan.field_end(mention.first) && scan.words[next].joins && make.contains(scan.written(next));
  return made || names_money(scan, mention.first, next - 1);
}

double weight_of(const Scan& scan, const CountryMention& mention, bool title_subject) {
  double weight = place_weight(scan, mention.first);
  if (mention.first < scan.body_begin && !title_subject) weight *= 0.5;
  switch (role_of(scan, mention)) {
    case Role::setting: weight *= 1.2; break;
    case Role::way: weight *= 0.6; break;
    case Role::plain: break;
  }
  // "Uzbek migrants": who they are, less than where it is, unless a text begins so ("Uzbek police …").
  const bool begins = mention.first == 0 || mention.first == scan.body_begin;
  if (mention.kind == taxonomy::EntryKind::demonym && !begins) weight *= 0.5;
  return weight;
}

CountryCode country_of_agency(std::string_view id) {
  // Diplomacy speaks of other countries.
  if (id.ends_with("foreign-affairs") || id == "us-department-of-state" || id == "gb-foreign-office") return 0;
  return country_of_id(id);
}

void add_agencies(const Scan& scan, const std::vector<Mention>& agencies, std::vector<Salience>& out) {
  std::vector<std::uint32_t> seen(out.size());
  for (const Mention& agency : agencies) {
    const CountryCode country = country_of_agency(agency.value);
    for (std::size_t i = 0; country != 0 && i < out.size(); ++i) {
      if (out[i].country != country) continue;
      const bool early = agency.first < scan.body_begin + lead_words;
      out[i].score += (early ? 1.0 : 0.5) / (1.0 + seen[i]++);
    }
  }
}

// Of two countries that a title or a text's first words join neither is the subject without the other.
void join(std::vector<Salience>& out, const std::vector<CountryStats>& stats) {
  for (std::size_t i = 0; i < out.size(); ++i)
    if (const std::size_t other = stats[i].joint; other != not_joined)
      out[i].focus = out[other].focus = out[i].focus || out[other].focus;
}

// Without a dateline: the country that weighs most, and others that weigh nearly as much.
void choose(std::vector<Salience>& out, const std::vector<CountryStats>& stats) {
  double top = 0, sum = 0;
  bool titled = false;
  for (std::size_t i = 0; i < out.size(); ++i) {
    top = std::max(top, out[i].score);
    sum += out[i].score;
    titled = titled || stats[i].title;
  }
  // A round-up of many countries is about none of them.
  if (!titled && out.size() >= 3 && top < 0.36 * sum) return;
  // Of two countries that no title distinguishes one is where it happened and the other where they come from.
  const double share = !titled && out.size() <= 2 ? share_of_two : share_of_many;
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i].focus = out[i].score >= share * top && (stats[i].title || stats[i].lead || top >= 1.9);
}

}  // namespace

std::size_t index_of(const std::vector<Salience>& all, CountryCode country) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Salience& s) { return s.country == country; });
  return static_cast<std::size_t>(found - all.begin());
}

double place_weight(const Scan& scan, std::uint32_t word) {
  if (word < scan.body_begin) return 3.0;
  const std::uint32_t position = word - scan.body_begin;
  if (position < lead_words) return 2.0;
  return position < 150 ? 1.0 : 0.8;
}

void country_salience(const Scan& scan, const std::vector<CountryMention>& mentions, std::vector<Salience>& out) {
  country_salience(scan, mentions, {}, {}, out);
}

void country_salience(const Scan& scan, const std::vector<CountryMention>& mentions,
                      const std::vector<Mention>& agencies, const std::vector<Salience>& plain,
                      std::vector<Salience>& out) {
  out.clear();
  std::vector<CountryStats> stats;
  // The title's first country is its subject; so is that of a body that comes before it ("ГКНБ: …").
  CountryCode title_subject = 0;
  std::uint32_t subject_end = 0;  // word after its last mention in the title
  const CountryMention* previous = nullptr;
  if (!agencies.empty() && agencies.front().first < scan.body_begin &&
      (mentions.empty() || agencies.front().first < mentions.front().first))
    title_subject = country_of_agency(agencies.front().value);
  for (const CountryMention& mention : mentions) {
    const std::size_t at = index_of(out, mention.country);
    if (at == out.size()) {
      out.push_back({mention.country, 0, 0, false});
      stats.emplace_back();
    }
    Salience& salience = out[at];
    CountryStats& own = stats[at];
    ++salience.mentions;
    if (mention.dateline) {
      own.dateline = true;
      continue;
    }
    if (is_attribute(scan, mention)) continue;
    const bool in_title = mention.first < scan.body_begin;
    if (in_title && title_subject == 0) title_subject = mention.country;
    const bool subject = title_subject == mention.country ||
                         (in_title && subject_end != 0 && is_coordinate(scan, mention, subject_end - 1));
    if (in_title && subject) subject_end = mention.first + mention.count;
    own.title = own.title || in_title;
    // "Turkish and Uzbek police have …"
    const bool opens = !in_title && mention.first - scan.body_begin < 4;
    if ((in_title || opens) && previous != nullptr && previous->country != mention.country &&
        is_coordinate(scan, mention, previous->first + previous->count - 1))
      own.joint = index_of(out, previous->country);
    previous = &mention;
    own.lead = own.lead || (!in_title && mention.first - scan.body_begin < lead_words);
    // Each further mention weighs a little less.
    salience.score += weight_of(scan, mention, subject) / std::sqrt(1.0 + 0.5 * own.apart);
    ++own.apart;
  }
  add_agencies(scan, agencies, out);
  // A paper in Kyrgyz writes for its country first.
  const CountryCode language_country = scan.language_country;
  for (Salience& salience : out)
    if (salience.country == language_country) salience.score *= 1.6;
  const bool dated = std::any_of(stats.begin(), stats.end(), [](const CountryStats& own) { return own.dateline; });
  if (dated && plain.size() == out.size()) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i].focus = plain[i].focus;
  } else {
    if (dated) choose_by_dateline(scan, mentions, out);
    else choose(out, stats);
    join(out, stats);
  }
  // A dateline alone still weighs something where bodies look for the story's country.
  for (std::size_t i = 0; i < out.size(); ++i)
    if (stats[i].dateline) out[i].score += 0.7;
}

}  // namespace blotter::facets
