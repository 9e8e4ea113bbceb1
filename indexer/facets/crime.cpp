#include "indexer/facets/crime.hpp"

#include <bit>

namespace blotter::facets {

using taxonomy::Entry;
using taxonomy::Kind;

CrimeResolver::CrimeResolver(const taxonomy::Lexicon& lexicon) : names_(lexicon.value_count()) {
  for (std::uint32_t i = 0; i < lexicon.value_count(); ++i)
    if (lexicon.value(i).starts_with("crime\t")) names_[i] = lexicon.value(i).substr(6);
}

void CrimeResolver::resolve(const Scan& scan, std::vector<Mention>& out) const {
  out.clear();
  const auto cue = [&](Cue kind) { return scan.cues[static_cast<std::size_t>(kind)]; };
  const std::uint32_t law = cue(Cue::law);
  // A match report, a film review or a recipe speaks in figures unless the law has a part in it.
  for (const Cue other : {Cue::sport, Cue::film, Cue::food})
    if (cue(other) >= 3 && cue(other) > 2 * law) return;
  for (const Hit& hit : scan.crimes) {
    const Entry* chosen = nullptr;
    bool guarded = false;
    for (std::uint32_t bits = hit.fitting; bits != 0; bits &= bits - 1) {
      const Entry& entry = hit.entries[std::countr_zero(bits)];
      if (entry.kind == Kind::guard) guarded = true;
      if ((entry.conditions & taxonomy::needs_context) != 0 && law == 0) continue;
      if (chosen == nullptr) chosen = &entry;
    }
    if (!guarded && chosen != nullptr) out.push_back({hit.first, hit.count, names_[chosen->value]});
  }
}

}  // namespace blotter::facets
