// The terms of a run in the order of their bytes, side by side in memory.
#pragma once

#include "common/store/glass/byte_buffer.hpp"
#include "common/store/glass/dictionary.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::glass {

class SortedTerms {
 public:
  // So many bytes may be read from any place in a term.
  static constexpr std::size_t padding = 16;

  void assign(const Dictionary& dictionary, const std::vector<std::uint32_t>& order) {
    text_.clear();
    ends_.assign(1, 0);
    for (const std::uint32_t id : order) {
      text_.append(dictionary.term(id));
      ends_.push_back(static_cast<std::uint32_t>(text_.size()));
    }
    text_.append(std::string(padding, '\0'));
  }
  [[nodiscard]] std::string_view operator[](std::uint32_t rank) const {
    return {text_.data() + ends_[rank], ends_[rank + 1] - ends_[rank]};
  }
  // A hint that this term will be asked for soon.
  void prefetch(std::uint32_t rank) const { __builtin_prefetch(text_.data() + ends_[rank]); }

 private:
  ByteBuffer text_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace blotter::glass
