// Which of the crimes that a story mentions it is about.
#pragma once

#include "indexer/facets/mention.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace blotter::facets {

// How many words before a mention and behind it are looked at.
struct Reach {
  std::uint32_t before = 0, behind = 0;
};

// Returns whether one of the words beside a mention, in its sentence, is what is sought.
template <class Test>
[[nodiscard]] bool has_beside(const Scan& scan, const Mention& mention, Reach reach, Test is_sought) {
  const bool in_title = mention.first < scan.body_begin;
  const std::uint32_t floor = in_title ? 0 : scan.body_begin;
  for (std::uint32_t at = mention.first; at > floor && mention.first - at < reach.before; --at) {
    if (scan.words[at].sentence_start) break;
    if (is_sought(scan.written(at - 1))) return true;
  }
  const auto ceiling = static_cast<std::uint32_t>(in_title ? scan.body_begin : scan.words.size());
  const std::uint32_t end = mention.first + mention.count;
  for (std::uint32_t at = end; at < ceiling && at < end + reach.behind && !scan.words[at].sentence_start; ++at)
    if (is_sought(scan.written(at))) return true;
  return false;
}

// Returns how much the story is about each crime mentioned, in order of identifier: by place in the text, number of
// mentions and the words beside it, which make it a charge, a lesser one or none; what a broader crime weighs, or one
// that is a part of another, goes to that other.  The names are views into `mentions`, which are not empty.
[[nodiscard]] std::vector<std::pair<std::string_view, double>> weigh_charges(const Scan& scan,
                                                                             const std::vector<Mention>& mentions);

}  // namespace blotter::facets
