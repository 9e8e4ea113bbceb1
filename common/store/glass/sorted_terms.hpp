// The terms of a run, sorted by their bytes and next to each other in memory, so that the run is written in key order.
#pragma once

#include "common/store/glass/byte_buffer.hpp"
#include "common/text/interner.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace blotter::glass {

class SortedTerms {
 public:
  // This many bytes can be read from any position in a term, also beyond its end.
  static constexpr std::size_t padding = 16;

  // Copies and sorts the terms of `vocabulary`, in place of those of before.
  void assign(const text::Interner& vocabulary);

  // Returns the number of terms; ranks are less.
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(order_.size()); }
  // Returns the term at that rank, valid until the next assign().
  [[nodiscard]] std::string_view operator[](std::uint32_t rank) const {
    return {text_.data() + ends_[rank], ends_[rank + 1] - ends_[rank]};
  }
  // Returns the number in the vocabulary of the term at that rank.
  [[nodiscard]] std::uint32_t id(std::uint32_t rank) const { return order_[rank]; }
  // Fetches the term's memory into the processor's cache.
  void prefetch(std::uint32_t rank) const { __builtin_prefetch(text_.data() + ends_[rank]); }

 private:
  struct Entry {  // comparing sixteen bytes in place decides nearly all
    std::uint64_t first, second;
    std::uint32_t id;
  };

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> order_;  // by rank
  ByteBuffer text_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace blotter::glass
