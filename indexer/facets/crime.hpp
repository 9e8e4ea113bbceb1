// Crime types named in the text, less figures of speech.
#pragma once

#include "indexer/facets/mention.hpp"

#include <string>
#include <vector>

namespace blotter::facets {

class CrimeResolver {
 public:
  explicit CrimeResolver(const taxonomy::Lexicon& lexicon);
  void resolve(const Scan& scan, std::vector<Mention>& out) const;

 private:
  // What two crimes in one sentence make together, and what a narrower crime makes of a bare "smugglers".
  static void combine(const Scan& scan, std::vector<Mention>& mentions);

  std::vector<std::string> names_;  // by value
};

}  // namespace blotter::facets
