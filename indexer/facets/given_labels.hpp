// What an input states as a country, agency or crime, in words: the identifiers that these words mean.
#pragma once

#include "common/article.hpp"
#include "common/text/token.hpp"
#include "common/text/tokeniser.hpp"
#include "indexer/facets/tagger.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace blotter::facets {

// Threads may share one.
class GivenLabels {
 public:
  // The tagger outlives the object.
  explicit GivenLabels(const Tagger& tagger) : tagger_(tagger) {}

  // Replaces the given values that are names ("Kyrgyzstan", "human trafficking") by their identifiers.  What fits none
  // stays as it is, and is counted.
  void resolve(Article& article);

  struct Unknown {
    std::string facet;
    std::string value;
    std::uint64_t articles = 0;
  };
  // Returns what fitted no identifier, the most frequent first.
  [[nodiscard]] std::vector<Unknown> unknown() const;

 private:
  using Key = std::pair<std::string, std::string>;  // facet and value

  // Empty when nothing fits.
  [[nodiscard]] std::string look_up(const std::string& facet, const std::string& value);
  [[nodiscard]] std::string found_in_text(const std::string& facet, const std::string& value);

  using FoldedNames = std::unordered_map<std::string, std::string_view>;  // folded identifier or label → identifier
  [[nodiscard]] static FoldedNames folded_names(std::string_view facet);

  const Tagger& tagger_;
  mutable std::mutex mutex_;
  std::map<Key, std::string> known_;
  std::map<Key, std::uint64_t> unknown_;
  FoldedNames agencies_, crimes_;  // made when the first value is looked up
  text::Tokeniser tokeniser_;
  TaggerScratch scratch_;
};

}  // namespace blotter::facets
