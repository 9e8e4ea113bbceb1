// Scores the crimes that a story mentions by how much the story is about each.
#pragma once

#include "indexer/facets/mention.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace blotter::facets {

// Numbers of words before and after a mention that are examined.
struct Reach {
  std::uint32_t before = 0, behind = 0;
};

// Returns whether `test` is true for a word, as written, within `reach` of the mention and in the same sentence.
template <class Test>
[[nodiscard]] bool has_beside(const Scan& scan, const Mention& mention, Reach reach, Test test) {
  const bool in_title = mention.first < scan.body_begin;
  const std::uint32_t floor = in_title ? 0 : scan.body_begin;
  for (std::uint32_t at = mention.first; at > floor && mention.first - at < reach.before; --at) {
    if (scan.words[at].sentence_start) break;
    if (test(scan.written(at - 1))) return true;
  }
  const auto ceiling = static_cast<std::uint32_t>(in_title ? scan.body_begin : scan.words.size());
  const std::uint32_t end = mention.first + mention.count;
  for (std::uint32_t at = end; at < ceiling && at < end + reach.behind && !scan.words[at].sentence_start; ++at)
    if (test(scan.written(at))) return true;
  return false;
}

// Returns each mentioned crime with its score as the main crime, sorted by identifier.  The score depends on position,
// number of mentions and nearby words (accusation, denial, aside).  Unless denied, a narrower crime takes over the
// score of a broader one, and a whole that of its part or means (a means only if it is not charged itself and the whole
// is). The identifiers are views into `mentions`, which must not be empty.
[[nodiscard]] std::vector<std::pair<std::string_view, double>> weigh_charges(const Scan& scan,
                                                                             const std::vector<Mention>& mentions);

}  // namespace blotter::facets
