// Crime types named in the text, less figures of speech.
#pragma once

#include "indexer/facets/mention.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::facets {

class CrimeResolver {
 public:
  explicit CrimeResolver(const taxonomy::Lexicon& lexicon);
  // `bodies` are the agencies named: a crime inside a body's name ("Anti-Corruption Service") is not one of the story.
  void resolve(const Scan& scan, const std::vector<Mention>& bodies, std::vector<Mention>& out) const;

  // How much the story is about each crime mentioned, in order of identifier: by place in the text, number of mentions
  // and words of a charge beside it; what a broader crime weighs goes to a narrower one that is there too.  The names
  // are views into `mentions`.
  [[nodiscard]] static std::vector<std::pair<std::string_view, double>> weigh(const Scan& scan,
                                                                              const std::vector<Mention>& mentions);

 private:
  static void combine(const Scan& scan, std::vector<Mention>& mentions);

  std::vector<std::string> names_;  // by value
};

}  // namespace blotter::facets
