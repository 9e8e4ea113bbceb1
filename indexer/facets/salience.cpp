#include "indexer/facets/salience.hpp"

#include <algorithm>
#include <cmath>

namespace blotter::facets {

double place_weight(const Scan& scan, std::uint32_t word) {
  if (word < scan.body_begin) return 4.0;
  const std::uint32_t position = word - scan.body_begin;
  if (position < 45) return 2.0;
  return position < 150 ? 1.0 : 0.6;
}

void country_salience(const Scan& scan, const std::vector<CountryMention>& mentions, std::vector<Salience>& out) {
  out.clear();
  for (const CountryMention& mention : mentions) {
    auto found = std::find_if(out.begin(), out.end(), [&](const Salience& s) { return s.country == mention.country; });
    if (found == out.end()) found = out.insert(out.end(), Salience{mention.country, 0, 0, false});
    double weight = place_weight(scan, mention.first);
    if (mention.kind == taxonomy::Kind::city || mention.kind == taxonomy::Kind::capital) weight *= 0.8;
    if (mention.dateline) weight = 0.7;
    // Each further mention tells a little less.
    found->score += weight / std::sqrt(1.0 + 0.25 * found->mentions);
    ++found->mentions;
  }
  double top = 0;
  for (const Salience& salience : out) top = std::max(top, salience.score);
  for (Salience& salience : out) salience.focus = salience.score >= 0.5 * top;
}

}  // namespace blotter::facets
