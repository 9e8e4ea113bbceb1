#include "searcher/match/window.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>

namespace blotter::match {
namespace {

// Assigns to each list a position of its own between two positions: a bipartite matching by augmenting paths.
class PositionAssignment {
 public:
  PositionAssignment(const std::vector<Positions>& lists, std::uint32_t from, std::uint32_t last)
      : lists_(lists), from_(from), last_(last) {}

  [[nodiscard]] bool all() {
    for (std::size_t list = 0; list < lists_.size(); ++list) {
      tried_.clear();
      if (!assign(list)) return false;
    }
    return true;
  }

 private:
  bool assign(std::size_t list) {
    const Positions& positions = lists_[list];
    for (auto at = std::lower_bound(positions.begin(), positions.end(), from_); at != positions.end() && *at <= last_;
         ++at) {
      if (!tried_.insert(*at).second) continue;
      const auto [holder, free] = taken_.try_emplace(*at, list);
      if (free || assign(holder->second)) {
        holder->second = list;
        return true;
      }
    }
    return false;
  }

  const std::vector<Positions>& lists_;
  std::uint32_t from_;
  std::uint32_t last_;
  std::map<std::uint32_t, std::size_t> taken_;  // position to list
  std::set<std::uint32_t> tried_;
};

// The candidates of which `is_match()` says so when the reader is at them.
template <class IsMatch>
DocSet filter(const DocSet& candidates, PositionReader& reader, IsMatch is_match) {
  constexpr std::size_t ahead = 8;
  std::vector<std::uint32_t> docids;
  candidates.each([&](std::uint32_t docid) { docids.push_back(docid); });
  DocSet matches = candidates;
  for (std::size_t i = 0; i < docids.size(); ++i) {
    if (i + ahead < docids.size()) reader.prefetch(docids[i + ahead]);
    reader.move_to(docids[i]);
    if (!is_match()) matches.remove(docids[i]);
  }
  reader.check_unchanged();
  return matches;
}

}  // namespace

bool ordered_within(const std::vector<Positions>& lists, std::uint32_t distance) {
  for (const std::uint32_t first : lists.front()) {
    std::uint32_t last = first;
    bool whole = true;
    for (std::size_t i = 1; i < lists.size() && whole; ++i) {
      const auto next = std::upper_bound(lists[i].begin(), lists[i].end(), last);
      whole = next != lists[i].end();
      if (whole) last = *next;
    }
    if (whole && last - first < distance) return true;
  }
  return false;
}

bool near_within(const std::vector<Positions>& lists, std::uint32_t distance) {
  Positions all;
  for (const Positions& list : lists) all.insert(all.end(), list.begin(), list.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  // As many positions as there are lists, from each one on: the last that may hold a whole window.
  for (std::size_t first = 0; first + lists.size() <= all.size(); ++first) {
    if (all[first + lists.size() - 1] - all[first] >= distance) continue;
    if (PositionAssignment(lists, all[first], all[first] + (distance - 1)).all()) return true;
  }
  return false;
}

DocSet match_window(const Shard& shard, const query::Plan& window, const DocSet& candidates) {
  PositionReader reader(shard, window.children, window.in_body, true);
  const bool phrase = window.ordered && window.distance == window.children.size();
  std::vector<Positions> lists(window.children.size());
  const auto is_match = [&] {
    if (phrase)
      if (const std::optional<bool> found = reader.has_phrase()) return *found;
    for (std::size_t part = 0; part < lists.size(); ++part)
      if (lists[part] = reader.of(part); lists[part].empty()) return false;
    return window.ordered ? ordered_within(lists, window.distance) : near_within(lists, window.distance);
  };
  return filter(candidates, reader, is_match);
}

DocSet match_min_count(const Shard& shard, const query::Plan& plan, const DocSet& candidates) {
  PositionReader reader(shard, std::span(plan.children).subspan(1, 1), plan.in_body, false);
  return filter(candidates, reader, [&] { return reader.of(0).size() >= plan.distance; });
}

}  // namespace blotter::match
