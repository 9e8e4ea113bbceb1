// The terms of a run in the order of their bytes, side by side in memory.
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
  // So many bytes may be read from any place in a term.
  static constexpr std::size_t padding = 16;

  void assign(const text::Interner& vocabulary);

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(order_.size()); }
  [[nodiscard]] std::string_view operator[](std::uint32_t rank) const {
    return {text_.data() + ends_[rank], ends_[rank + 1] - ends_[rank]};
  }
  // Returns the number in the vocabulary of the term at that rank.
  [[nodiscard]] std::uint32_t id(std::uint32_t rank) const { return order_[rank]; }
  // A hint that this term will be asked for soon.
  void prefetch(std::uint32_t rank) const { __builtin_prefetch(text_.data() + ends_[rank]); }

 private:
  struct Entry {  // comparing sixteen bytes in place settles nearly all
    std::uint64_t first, second;
    std::uint32_t id;
  };

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> order_;  // by rank
  ByteBuffer text_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace blotter::glass
