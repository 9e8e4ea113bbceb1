#include "common/store/glass/sorted_terms.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>

namespace blotter::glass {
namespace {

// Eight bytes of a term as a number that sorts as they do; what is missing is filled with zeros.
std::uint64_t eight_bytes(std::string_view term, std::size_t from) {
  std::uint64_t word = 0;
  if (from + 8 <= term.size()) {
    std::memcpy(&word, term.data() + from, 8);
  } else if (from < term.size()) {
    std::memcpy(&word, term.data() + from, term.size() - from);
  }
  return std::endian::native == std::endian::little ? __builtin_bswap64(word) : word;
}

}  // namespace

void SortedTerms::assign(const text::Interner& vocabulary) {
  const auto count = static_cast<std::uint32_t>(vocabulary.size());
  entries_.resize(count);
  for (std::uint32_t id = 0; id < count; ++id) {
    const std::string_view term = vocabulary.text(id);
    entries_[id] = {eight_bytes(term, 0), eight_bytes(term, 8), id};
  }
  std::sort(entries_.begin(), entries_.end(), [&vocabulary](const Entry& a, const Entry& b) {
    if (a.first != b.first) return a.first < b.first;
    return a.second != b.second ? a.second < b.second : vocabulary.text(a.id) < vocabulary.text(b.id);
  });
  order_.resize(count);
  text_.clear();
  ends_.assign(1, 0);
  for (std::uint32_t rank = 0; rank < count; ++rank) {
    order_[rank] = entries_[rank].id;
    text_.append(vocabulary.text(order_[rank]));
    ends_.push_back(static_cast<std::uint32_t>(text_.size()));
  }
  text_.append(std::string(padding, '\0'));
}

}  // namespace blotter::glass
