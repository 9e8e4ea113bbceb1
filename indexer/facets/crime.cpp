#include "indexer/facets/crime.hpp"

#include "common/taxonomy/word_list.hpp"
#include "indexer/facets/charge.hpp"
#include "indexer/facets/no_crime.hpp"

#include <algorithm>
#include <bit>

namespace blotter::facets {

using taxonomy::Entry;
using taxonomy::EntryKind;

CrimeResolver::CrimeResolver(const taxonomy::Lexicon& lexicon) : names_(lexicon.value_count()) {
  for (std::uint32_t i = 0; i < lexicon.value_count(); ++i)
    if (lexicon.value(i).starts_with("crime\t")) names_[i] = lexicon.value(i).substr(6);
}

namespace {

const taxonomy::WordList trade("trade-beginning"), people("carried-people"), parting("carried-no-more"),
    definite("definite"), taking("taking-beginning"), looting("looting-beginning"), purse("purse");

// Whether two mentions are in one sentence, or in neighbouring ones.
bool near_by(const Scan& scan, const Mention& a, const Mention& b, std::ptrdiff_t sentences) {
  const auto [from, to] = std::minmax(a.first, b.first);
  return (from < scan.body_begin) == (to < scan.body_begin) &&
         std::count_if(scan.words.begin() + from + 1, scan.words.begin() + to + 1,
                       [](const Word& word) { return word.sentence_start; }) < sentences;
}

// Words of selling and carrying.
bool is_traded(const Scan& scan, const Mention& mention) {
  return has_beside(scan, mention, {6, 6}, [](std::string_view word) { return trade.begins(word); });
}

// "Smuggling eleven people": what is carried follows it, after a number or an adjective.
bool carries_people(const Scan& scan, const Mention& smuggling) {
  constexpr std::uint32_t reach = 3;
  const std::uint32_t end = smuggling.first + smuggling.count;
  const auto size = static_cast<std::uint32_t>(scan.words.size());
  for (std::uint32_t at = end; at < size && at < end + reach && at != scan.body_begin && scan.words[at].joins; ++at) {
    if (people.contains(scan.written(at))) return true;
    if (scan.words[at].preposition || parting.contains(scan.written(at))) return false;
  }
  return false;
}

bool is_sexual(const Mention& mention) {
  return mention.value == "sexual-violence" || mention.value == "rape" || mention.value == "child-sexual-exploitation";
}

// "The assaults" of a text that has named a sexual one before mean that one.
bool refers_to_sexual(const Scan& scan, const Mention& assault) {
  return assault.value == "assault" && assault.count == 1 && assault.first > scan.field_begin(assault.first) &&
         scan.words[assault.first].joins && definite.contains_any_case(scan.written(assault.first - 1));
}

// "Looting the pension fund", "looted his own bank": who holds the money embezzles it.
bool loots_purse(const Scan& scan, const Mention& mention) {
  constexpr std::uint32_t reach = 4;  // words behind
  if (mention.value != "robbery" || !looting.begins(scan.written(mention.first))) return false;
  const std::uint32_t end = std::min(scan.field_end(mention.first), mention.first + 1 + reach);
  for (std::uint32_t at = mention.first + 1; at < end && scan.words[at].joins; ++at)
    if (purse.contains(scan.written(at))) return true;
  return false;
}

// What narrower crimes named in the text make of words that alone mean a broader one: "the assaults" of a molester; and
// to rob is to steal.
void read_by_narrower(const Scan& scan, std::vector<Mention>& mentions) {
  const Mention* sexual = nullptr;
  for (Mention& mention : mentions) {
    if (is_sexual(mention)) sexual = &mention;
    if (sexual != nullptr && refers_to_sexual(scan, mention)) mention.value = sexual->value;
    if (mention.value == "theft" && taking.begins(scan.written(mention.first)) &&
        std::any_of(mentions.begin(), mentions.end(), [&](const Mention& robbery) {
          return robbery.value == "robbery" && near_by(scan, mention, robbery, 2);
        }))
      mention.value = "robbery";
  }
}

}  // namespace

// What two crimes together make: exploitation and trafficking, smuggling and drugs; and what a narrower crime makes of
// a bare "smugglers".
void CrimeResolver::combine(const Scan& scan, std::vector<Mention>& mentions) {
  for (Mention& mention : mentions)
    if (loots_purse(scan, mention)) mention.value = "corruption";
  read_by_narrower(scan, mentions);
  const std::size_t found = mentions.size();
  bool migrants = false;
  for (Mention& mention : mentions)
    if (mention.value == "smuggling" && carries_people(scan, mention)) mention.value = "migrant-smuggling";
  for (std::size_t i = 0; i < found; ++i) {
    migrants = migrants || mentions[i].value == "migrant-smuggling";
    const bool sexual = mentions[i].value == "sexual-exploitation";
    if (!sexual && mentions[i].value != "forced-labour") continue;
    for (std::size_t j = 0; j < found; ++j)
      if (mentions[j].value == "trafficking-in-persons" && near_by(scan, mentions[i], mentions[j], sexual ? 2 : 1)) {
        mentions.push_back({mentions[i].first, mentions[i].count, sexual ? "sex-trafficking" : "labour-trafficking"});
        break;
      }
  }
  // Drugs that are sold or carried are trafficked.
  for (std::size_t i = 0; i < found; ++i)
    if (mentions[i].value == "drug-offence" && is_traded(scan, mentions[i]))
      mentions.push_back({mentions[i].first, mentions[i].count, "drug-trafficking"});
  for (Mention& smuggling : mentions)
    if (smuggling.value == "smuggling" && std::any_of(mentions.begin(), mentions.end(), [&](const Mention& drugs) {
          return drugs.value == "drug-offence" && near_by(scan, smuggling, drugs, 2);
        }))
      smuggling.value = "drug-trafficking";
  if (migrants)
    std::erase_if(mentions, [&](const Mention& m) {
      return m.value == "smuggling" && m.count == 1 && scan.written(m.first).starts_with("smuggl");
    });
  std::stable_sort(mentions.begin(), mentions.end(),
                   [](const Mention& a, const Mention& b) { return a.first < b.first; });
}

bool CrimeResolver::resolve(const Scan& scan, const std::vector<Mention>& agencies, std::vector<Mention>& out) const {
  out.clear();
  const auto cue = [&](Cue kind) { return scan.cues[static_cast<std::size_t>(kind)]; };
  const auto in_agency = [&](const AliasMatch& hit) {
    return std::any_of(agencies.begin(), agencies.end(), [&](const Mention& agency) {
      return hit.first >= agency.first && hit.last() < agency.first + agency.count;
    });
  };
  // A crime that needs no context gives it to the others; one of several words is not a figure of speech.
  std::uint32_t law = cue(Cue::law);
  std::uint32_t plain = law;
  for (const AliasMatch& hit : scan.crimes) {
    const Entry& first = hit.entries[std::countr_zero(hit.fitting)];
    if (first.kind != EntryKind::phrase || (first.conditions & taxonomy::needs_context) != 0 || in_agency(hit))
      continue;
    ++law;
    if (hit.count > 1) ++plain;
  }
  // A match report, a film review or a recipe speaks in figures unless the law has a part in it.
  const auto topic = [&](Cue kind) { return scan.topics[static_cast<std::size_t>(kind)]; };
  for (const Cue other : {Cue::sport, Cue::film, Cue::food})
    if (topic(other) >= 3 && cue(other) > 2 * plain) return false;
  const bool lawless = cue(Cue::law) == 0 && agencies.empty();
  for (const Cue other : {Cue::fitness, Cue::science, Cue::weather})
    if (topic(other) >= (lawless ? 2u : 3u) && cue(other) > 2 * plain) return false;
  for (const AliasMatch& hit : scan.crimes) {
    const Entry* chosen = nullptr;
    bool guarded = false;
    for (std::uint32_t bits = hit.fitting; bits != 0; bits &= bits - 1) {
      const Entry& entry = hit.entries[std::countr_zero(bits)];
      if (entry.kind == EntryKind::guard) guarded = true;
      if ((entry.conditions & taxonomy::needs_context) != 0 && law == 0) continue;
      if (chosen == nullptr) chosen = &entry;
    }
    if (!guarded && chosen != nullptr && !in_agency(hit) && !names_a_work(scan, hit) && !names_a_person(scan, hit))
      out.push_back({hit.first, hit.count, names_[chosen->value]});
  }
  drop_what_is_no_crime(scan, out);
  combine(scan, out);
  return true;
}

}  // namespace blotter::facets
