#include "common/store/glass/sorted_terms.hpp"

#include "common/store/glass/pack.hpp"

#include <algorithm>
#include <string>

namespace blotter::glass {
void SortedTerms::assign(const text::Interner& vocabulary) {
  const auto count = static_cast<std::uint32_t>(vocabulary.size());
  entries_.resize(count);
  for (std::uint32_t id = 0; id < count; ++id) {
    const std::string_view term = vocabulary.text(id);
    entries_[id] = {sort_bytes(term, 0), sort_bytes(term, 8), id};
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
