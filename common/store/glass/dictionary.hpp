// The terms of a run, each once, numbered as they come.
#pragma once

#include "common/store/glass/byte_buffer.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace blotter::glass {

// A hash table with linear probing over terms that lie in one piece of memory.
class Dictionary {
 public:
  Dictionary() { clear(); }

  // The number of `term`; a new term gets the next.  All terms together have less than 4 GB.
  std::uint32_t intern(std::string_view term);
  [[nodiscard]] std::string_view term(std::uint32_t id) const {
    return {bytes_.data() + ends_[id], ends_[id + 1] - ends_[id]};
  }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size() - 1); }
  [[nodiscard]] std::size_t text_bytes() const { return bytes_.size(); }
  // Memory in use.
  [[nodiscard]] std::size_t bytes() const {
    return bytes_.size() + ends_.size() * sizeof(std::uint32_t) + cells_.size() * sizeof(Cell);
  }
  void clear();

  // rank[id]: the place of a term in the order of its bytes; order[rank]: the term at that place.
  struct Ranks {
    std::vector<std::uint32_t> rank;
    std::vector<std::uint32_t> order;
  };
  [[nodiscard]] Ranks ranks() const;

 private:
  struct Cell {
    std::uint32_t hash = 0;
    std::uint32_t next_id = 0;  // the number of the term plus one; 0 for a free cell
  };

  void grow();

  ByteBuffer bytes_;
  std::vector<std::uint32_t> ends_;  // ends_[id] is where the term begins
  std::vector<Cell> cells_;          // a power of two
};

}  // namespace blotter::glass
