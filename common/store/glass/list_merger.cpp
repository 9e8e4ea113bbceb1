#include "common/store/glass/list_merger.hpp"

#include "common/store/glass/pack.hpp"

#include <algorithm>

namespace blotter::glass {

bool ListMerger::later(const Entry& a, const Entry& b) {
  if (a.first != b.first) return a.first > b.first;
  const int order = a.key.compare(b.key);
  return order != 0 ? order > 0 : a.cursor > b.cursor;
}

ListMerger::ListMerger(std::vector<ListCursor> cursors) : cursors_(std::move(cursors)) {
  for (std::size_t i = 0; i < cursors_.size(); ++i) current_.push_back(i);
}

bool ListMerger::next() {
  for (const std::size_t cursor : current_) {
    if (!cursors_[cursor].next()) continue;
    const std::string_view key = cursors_[cursor].list().key;
    heap_.push_back({sort_bytes(key), key, cursor});
    std::push_heap(heap_.begin(), heap_.end(), later);
  }
  current_.clear();
  lists_.clear();
  if (heap_.empty()) return false;
  const std::uint64_t first = heap_.front().first;
  const std::string_view key = heap_.front().key;  // stays in its cursor's buffer
  while (!heap_.empty() && heap_.front().first == first && heap_.front().key == key) {
    std::pop_heap(heap_.begin(), heap_.end(), later);
    current_.push_back(heap_.back().cursor);
    lists_.push_back(&cursors_[heap_.back().cursor].list());
    heap_.pop_back();
  }
  if (lists_.size() > 1) {
    std::sort(lists_.begin(), lists_.end(),
              [](const List* a, const List* b) { return a->first_docid < b->first_docid; });
  }
  return true;
}

bool ListMerger::in_turn() const {
  for (std::size_t i = 1; i < lists_.size(); ++i)
    if (lists_[i]->first_docid <= lists_[i - 1]->last_docid) return false;
  return true;
}

}  // namespace blotter::glass
