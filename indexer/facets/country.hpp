// Which country each place name of the text means, or none: a person, a brand, another place.
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
  void sure(const Scan& scan, Context& context) const;
  void namesakes(const Scan& scan, Context& context) const;
  void contained(const Scan& scan, Context& context) const;
  void likely(const Scan& scan, Context& context) const;
  [[nodiscard]] CountryCode georgia(const Scan& scan, const Context& context) const;
  void add_cues(const Scan& scan, Context& context) const;
  void drop_persons(const Scan& scan, Context& context) const;
  void counties(const Scan& scan, Context& context) const;
  void last_resort(const Scan& scan, Context& context) const;
  [[nodiscard]] const taxonomy::Entry* best(const Context& context, const Hit& hit) const;

  const taxonomy::Lexicon& lexicon_;
  std::vector<CountryCode> code_;
};

}  // namespace blotter::facets
