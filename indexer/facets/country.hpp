// Which country each place name of the text means, or none: a person, a brand, another place.
//
// What is sure comes first and tells the rest:
// 1. countries' own names and peoples ("Uzbek"); "Paris, Texas", where the second name decides the first;
// 2. the scene: the paper's language, the top-level domain of its site, words that only one country's papers use
// (cues.tsv:
//    its offices, courts, schools), American addresses ("197 N. Cedar St."), counties.  One cue is enough where no
//    country is named, two where one is;
// 3. states and provinces, which tell their towns from others of the name;
// 4. large cities by themselves, small ones where 1 to 3 name their country; of namesakes the one whose state, then
//    whose country is there, then the most populous;
// 5. if all that gives nothing, the most populous place that nothing speaks against.
// A name beside a given name, after an unknown capitalised word, or that says something is a person wherever it stands.
#pragma once

#include "indexer/facets/mention.hpp"

#include <vector>

namespace blotter::facets {

class CountryResolver {
 public:
  explicit CountryResolver(const taxonomy::Lexicon& lexicon);

  // Mentions in text order.  Names that are sure (Uzbekistan, Uzbek) come first and give the context in which
  // ambiguous ones (Georgia, Alexandria, Jordan) are resolved or dropped; a city followed by its state or
  // country takes that.
  void resolve(const Scan& scan, std::vector<CountryMention>& out) const;

 private:
  struct Context;
  struct Candidate;
  void resolve_certain(const Scan& scan, Context& context) const;
  void shared_names(const Scan& scan, Context& context) const;
  void resolve_us_towns(const Scan& scan, Context& context) const;
  void resolve_contained(const Scan& scan, Context& context) const;
  void states(const Scan& scan, Context& context) const;
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
