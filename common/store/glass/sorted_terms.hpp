// The terms of a run in the order of their bytes, side by side in memory.
#pragma once

#include "common/store/glass/byte_buffer.hpp"
#include "common/store/glass/dictionary.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace blotter::glass {

class SortedTerms {
 public:
  void assign(const Dictionary& dictionary, const std::vector<std::uint32_t>& order) {
    text_.clear();
    ends_.assign(1, 0);
    for (const std::uint32_t id : order) {
      text_.append(dictionary.term(id));
      ends_.push_back(text_.size());
    }
    // Eight bytes of one term may be read where fewer are left.
    text_.append({"\0\0\0\0\0\0\0\0", 8});
  }
  [[nodiscard]] std::string_view operator[](std::uint32_t rank) const {
    return {text_.data() + ends_[rank], ends_[rank + 1] - ends_[rank]};
  }

 private:
  ByteBuffer text_;
  std::vector<std::size_t> ends_;
};

}  // namespace blotter::glass
