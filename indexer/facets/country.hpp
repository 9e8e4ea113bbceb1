// Resolves each place name of a text to a country, or to none (a person, a brand, another place).
//
// Certain evidence is resolved first and decides the rest:
// 1. names of countries and demonyms ("Uzbek"); "Paris, Texas", where the second name decides the first;
// 2. the setting: the text's language, the top-level domain of its site, words that only one country's outlets use
//    (cues.tsv: its offices, courts, schools), American street addresses ("197 N. Cedar St."), counties.  One cue is
//    enough where no country is named, two where one is;
// 3. states and provinces, which distinguish their towns from namesakes;
// 4. large cities by themselves, small ones where 1 to 3 name their country; of namesakes the one whose state, then
//    whose country is named, then the most populous;
// 5. if nothing was found so far, the most populous place that no evidence excludes.
// A name next to a given name, after an unknown capitalised word, or as the subject of "said" is a person's in the
// whole text, except after a preposition.
#pragma once

#include "indexer/facets/mention.hpp"

#include <vector>

namespace blotter::facets {

class CountryResolver {
 public:
  // The lexicon outlives the resolver.
  explicit CountryResolver(const taxonomy::Lexicon& lexicon);

  // Replaces `out` by the mentions of countries and places, in text order.  Ambiguous names (Georgia, Alexandria,
  // Jordan) are resolved or dropped in the context of certain ones; a city that its state or country follows belongs
  // to that.
  void resolve(const Scan& scan, std::vector<CountryMention>& out) const;

 private:
  struct Context;
  struct Candidate;
  struct Signs;
  // A town and the state or country that follows it, or null and null.
  struct Contained {
    const taxonomy::Entry* town = nullptr;
    const taxonomy::Entry* outer = nullptr;
  };
  void resolve_certain(const Scan& scan, Context& context) const;
  void shared_names(const Scan& scan, Context& context) const;
  void resolve_us_towns(const Scan& scan, Context& context) const;
  [[nodiscard]] Contained known_town(const Scan& scan, const Context& context, std::size_t i) const;
  [[nodiscard]] static Contained unknown_town(const Scan& scan, const Context& context, std::size_t i);
  void resolve_contained(const Scan& scan, Context& context) const;
  void states(const Scan& scan, Context& context) const;
  [[nodiscard]] const taxonomy::Entry* likely_entry(const Context& context, const AliasMatch& hit, bool dateline) const;
  [[nodiscard]] static bool is_likely(const Scan& scan, const AliasMatch& hit, const taxonomy::Entry& entry,
                                      const Signs& signs, bool second);
  void resolve_georgia(const Scan& scan, Context& context, std::size_t i) const;
  void resolve_place(const Scan& scan, Context& context, std::size_t i, bool second) const;
  void resolve_likely(const Scan& scan, Context& context) const;
  [[nodiscard]] CountryCode georgia(const Scan& scan, const Context& context) const;
  void add_cues(const Scan& scan, Context& context) const;
  [[nodiscard]] static bool is_person_throughout(const Scan& scan, std::size_t hit);
  void drop_persons(const Scan& scan, Context& context) const;
  void counties(const Scan& scan, Context& context) const;
  void last_resort(const Scan& scan, Context& context) const;
  void drop_american_indians(const Scan& scan, Context& context) const;
  [[nodiscard]] bool is_shared_spanish(const Scan& scan, const Context& context, const AliasMatch& hit,
                                       const taxonomy::Entry& entry) const;
  [[nodiscard]] const taxonomy::Entry* best(const Context& context, const AliasMatch& hit) const;

  const taxonomy::Lexicon& lexicon_;
  std::vector<CountryCode> code_;
};

}  // namespace blotter::facets
