// Finds the crimes that a text names, without figures of speech, accidents, exercises and denials.
#pragma once

#include "indexer/facets/mention.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace blotter::facets {

class CrimeResolver {
 public:
  // Copies what it needs of the lexicon, whose matches the scans have.
  explicit CrimeResolver(const taxonomy::Lexicon& lexicon);
  // Replaces `out` by the mentions of crimes in text order; the values are identifiers of the taxonomy ("fraud").
  // `agencies` are those that the text names: a crime inside an agency's name ("Anti-Corruption Service") does not
  // count.  Returns false, and no mentions, if the text is about another topic (a match report, a film review, a
  // recipe), so that it reports no crime at all.  Does not fail; several threads may call it.
  bool resolve(const Scan& scan, const std::vector<Mention>& agencies, std::vector<Mention>& out) const;

 private:
  static void combine(const Scan& scan, std::vector<Mention>& mentions);

  std::vector<std::string> names_;  // by value
};

}  // namespace blotter::facets
