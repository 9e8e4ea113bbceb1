#include "indexer/facets/charge.hpp"

#include "common/taxonomy/taxonomy.hpp"
#include "common/taxonomy/word_list.hpp"
#include "indexer/facets/salience.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace blotter::facets {

namespace {

const taxonomy::WordList charge("charge-beginning"), aside("aside"), denial_before("denial-before"),
    denial_behind("denial-behind");

// The charge is in the title or in the first sentences; what led to it, and what was found besides, comes later.
double weight_of_place(const Scan& scan, std::uint32_t word) {
  const double weight = place_weight(scan, word);
  if (word < scan.body_begin) return weight;
  const double position = word - scan.body_begin;
  return position < lead_words ? weight * (1.0 + 1.5 * (1.0 - position / lead_words)) : weight;
}

// Words of an accusation, an arrest or a sentence: what they govern is the charge.  They are before the mention or,
// in Turkic word order, behind it.
bool is_charged(const Scan& scan, const Mention& mention) {
  return has_beside(scan, mention, {5, scan.language_country == 0 ? 0u : 3u},
                    [](std::string_view word) { return charge.begins(word); });
}

// "A second case, over …", "had once been convicted of …", «также», «ранее»: not what the story is about.
bool is_aside(const Scan& scan, const Mention& mention) {
  return has_beside(scan, mention, {5, 3}, [](std::string_view word) { return aside.contains(word); });
}

// "Found no organ trafficking", "the charge was dropped", «торговли людьми нет».
bool is_denied(const Scan& scan, const Mention& mention) {
  return has_beside(scan, mention, {4, 0}, [](std::string_view word) { return denial_before.contains(word); }) ||
         has_beside(scan, mention, {0, 4}, [](std::string_view word) { return denial_behind.contains(word); });
}

struct Charge {
  double score = 0;
  std::uint32_t mentions = 0;
  bool charged = false;  // somewhere
  bool denied = true;    // everywhere
};

void add(const Scan& scan, const Mention& mention, Charge& one) {
  double weight = weight_of_place(scan, mention.first);
  const bool denied = is_denied(scan, mention), beside = is_aside(scan, mention), charged = is_charged(scan, mention);
  if (charged) weight *= 1.25;
  if (denied) weight *= 0.2;
  else if (beside) weight *= 0.6;
  one.score += weight / std::sqrt(1.0 + 0.5 * one.mentions++);
  one.charged = one.charged || (charged && !denied && !beside);
  one.denied = one.denied && denied;
}

}  // namespace

std::vector<std::pair<std::string_view, double>> weigh_charges(const Scan& scan, const std::vector<Mention>& mentions) {
  const std::string_view first = mentions.front().value;
  if (std::all_of(mentions.begin(), mentions.end(), [&](const Mention& one) { return one.value == first; }))
    return {{first, 1.0}};
  std::map<std::string_view, Charge> charges;
  for (const Mention& mention : mentions) add(scan, mention, charges[mention.value]);
  const auto absorb = [&](std::string_view whole, std::string_view part, bool means) {
    const auto to = charges.find(whole);
    const auto from = charges.find(part);
    if (to == charges.end() || from == charges.end() || to->second.denied) return;
    // A means is one where it is not the charge itself.
    if (means && (from->second.charged || !to->second.charged)) return;
    to->second.score += std::exchange(from->second.score, 0);
  };
  std::vector<std::string_view> names;
  names.reserve(charges.size());
  for (const auto& [name, one] : charges) names.push_back(name);
  // A narrower crime is what the broader word meant; forced labour is what the trafficker's victims did.
  for (const std::string_view name : names) {
    for (const std::string_view ancestor : taxonomy::ancestors("crime", name)) absorb(name, ancestor, false);
    for (const taxonomy::CrimePart& one : taxonomy::parts_of(name)) absorb(name, one.part, one.means);
  }
  std::vector<std::pair<std::string_view, double>> scores;
  scores.reserve(charges.size());
  for (const auto& [name, one] : charges) scores.emplace_back(name, one.score);
  return scores;
}

}  // namespace blotter::facets
