#include "indexer/facets/crime.hpp"

#include <algorithm>
#include <bit>

namespace blotter::facets {

using taxonomy::Entry;
using taxonomy::Kind;

CrimeResolver::CrimeResolver(const taxonomy::Lexicon& lexicon) : names_(lexicon.value_count()) {
  for (std::uint32_t i = 0; i < lexicon.value_count(); ++i)
    if (lexicon.value(i).starts_with("crime\t")) names_[i] = lexicon.value(i).substr(6);
}

void CrimeResolver::combine(const Scan& scan, std::vector<Mention>& mentions) {
  const auto one_sentence = [&](const Mention& a, const Mention& b) {
    const auto [from, to] = std::minmax(a.first, b.first);
    return (from < scan.body_begin) == (to < scan.body_begin) &&
           std::none_of(scan.words.begin() + from + 1, scan.words.begin() + to + 1,
                        [](const Word& word) { return word.sentence_start; });
  };
  const std::size_t found = mentions.size();
  bool migrants = false;
  for (std::size_t i = 0; i < found; ++i) {
    migrants = migrants || mentions[i].value == "migrant-smuggling";
    const bool sexual = mentions[i].value == "sexual-exploitation";
    if (!sexual && mentions[i].value != "forced-labour") continue;
    for (std::size_t j = 0; j < found; ++j)
      if (mentions[j].value == "trafficking-in-persons" && one_sentence(mentions[i], mentions[j])) {
        mentions.push_back({mentions[i].first, mentions[i].count, sexual ? "sex-trafficking" : "labour-trafficking"});
        break;
      }
  }
  if (migrants)
    std::erase_if(mentions, [&](const Mention& m) {
      return m.value == "smuggling" && m.count == 1 && scan.written(m.first).starts_with("smuggl");
    });
  std::stable_sort(mentions.begin(), mentions.end(),
                   [](const Mention& a, const Mention& b) { return a.first < b.first; });
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
  combine(scan, out);
}

}  // namespace blotter::facets
