// Walks several streams of lists together, key by key.
#pragma once

#include "common/store/glass/list_stream.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::glass {

class ListMerger {
 public:
  explicit ListMerger(std::vector<ListCursor> cursors);

  // Moves to the next key; false when there is none.
  bool next();
  [[nodiscard]] std::string_view key() const { return lists_.front()->key; }
  // Returns the lists of that key, by first docid; valid until next().
  [[nodiscard]] const std::vector<const List*>& lists() const { return lists_; }
  // Returns whether each list ends before the next begins.
  [[nodiscard]] bool in_turn() const;

 private:
  struct Entry {
    std::uint64_t first;  // sort_bytes() of the key, which decides most comparisons without touching it
    std::string_view key;
    std::size_t cursor;
  };
  [[nodiscard]] static bool later(const Entry& a, const Entry& b);

  std::vector<ListCursor> cursors_;
  std::vector<Entry> heap_;
  std::vector<std::size_t> current_;  // cursors at the key
  std::vector<const List*> lists_;
};

}  // namespace blotter::glass
