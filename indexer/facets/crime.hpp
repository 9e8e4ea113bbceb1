// Crime types named in the text, less figures of speech.
#pragma once

#include "indexer/facets/mention.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace blotter::facets {

class CrimeResolver {
 public:
  explicit CrimeResolver(const taxonomy::Lexicon& lexicon);
  // `bodies` are the agencies named: a crime inside a body's name ("Anti-Corruption Service") is not one of the story.
  // False when the text speaks in figures (a match report, a film review, a recipe): it reports no crime at all.
  bool resolve(const Scan& scan, const std::vector<Mention>& bodies, std::vector<Mention>& out) const;

 private:
  static void combine(const Scan& scan, std::vector<Mention>& mentions);

  std::vector<std::string> names_;  // by value
};

}  // namespace blotter::facets
