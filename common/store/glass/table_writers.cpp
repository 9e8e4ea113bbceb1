#include "common/store/glass/table_writers.hpp"

#include "common/store/glass/glass_error.hpp"
#include "common/store/glass/limits.hpp"
#include "common/store/glass/pack.hpp"
#include "common/store/glass/posting_lists.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>
#include <vector>

namespace blotter::glass {
namespace {

// Entry after entry of one list, with its docid.
class Entries {
 public:
  Entries(const List& list, ListKind kind, bool positions)
      : in_(list.payload.data()),
        end_(in_ + list.payload.size()),
        docid_(list.first_docid),
        kind_(kind),
        positions_(positions) {
    take();
  }
  [[nodiscard]] std::uint32_t docid() const { return docid_; }
  [[nodiscard]] std::string_view entry() const { return entry_; }
  bool next() {
    if (in_ == end_) return false;
    docid_ += get_varint(in_) + 1;
    take();
    return true;
  }

 private:
  void take() {
    if (positions_) {
      const std::size_t size = get_varint(in_);
      entry_ = {in_, size};
    } else {
      entry_ = {in_, entry_size(kind_, in_)};
    }
    in_ = entry_.data() + entry_.size();
  }

  const char* in_;
  const char* end_;
  std::uint32_t docid_;
  ListKind kind_;
  bool positions_;
  std::string_view entry_;
};

// Gives `take(docid, entry)` the entries of lists whose docids interleave, in the order of docids.
template <class Take>
void interleave(const std::vector<const List*>& lists, ListKind kind, bool positions, Take&& take) {
  std::vector<Entries> open;
  open.reserve(lists.size());
  for (const List* list : lists) open.emplace_back(*list, kind, positions);
  while (!open.empty()) {
    const auto least = std::min_element(open.begin(), open.end(),
                                        [](const Entries& a, const Entries& b) { return a.docid() < b.docid(); });
    take(least->docid(), least->entry());
    if (!least->next()) open.erase(least);
  }
}

class PositionWriter {
 public:
  explicit PositionWriter(TableBuilder& table) : table_(table) {}

  void begin(std::string_view key) {
    std::memcpy(key_.data(), key.data(), key.size());
    docid_place_ = key_.data() + key.size();
    *docid_place_++ = '\0';
  }
  void append(std::uint32_t docid, std::string_view coded) {
    const char* end = put_sortable(docid_place_, docid);
    table_.add({key_.data(), static_cast<std::size_t>(end - key_.data())}, coded);
  }

 private:
  TableBuilder& table_;
  std::array<char, max_key_length + 1 + max_sortable32> key_{};
  char* docid_place_ = nullptr;
};

// The documents of one run, in turn.
class Documents {
 public:
  explicit Documents(const ByteBuffer& documents)
      : next_(documents.data()), end_(documents.data() + documents.size()) {}
  bool next() {
    if (next_ == end_) return false;
    std::memcpy(&head_, next_, sizeof head_);
    data_ = next_ + sizeof head_;
    next_ = data_ + head_.data_size + head_.termlist_size + head_.slots_size;
    return true;
  }
  [[nodiscard]] const SealedDocument& head() const { return head_; }
  [[nodiscard]] std::string_view data() const { return {data_, head_.data_size}; }
  [[nodiscard]] std::string_view termlist() const { return {data_ + head_.data_size, head_.termlist_size}; }
  [[nodiscard]] std::string_view slots() const {
    return {data_ + head_.data_size + head_.termlist_size, head_.slots_size};
  }

 private:
  SealedDocument head_{};
  const char* data_ = nullptr;
  const char* next_;
  const char* end_;
};

void write_document(TableBuilder& termlist, TableBuilder& docdata, const Documents& document) {
  std::array<char, max_sortable32 + 1> key;
  char* end = put_sortable(key.data(), document.head().docid);
  const std::string_view docid{key.data(), static_cast<std::size_t>(end - key.data())};
  termlist.add(docid, document.termlist(), document.head().termlist_deflated);
  if (!document.data().empty()) docdata.add(docid, document.data(), document.head().data_deflated);
  if (document.slots().empty()) return;
  *end++ = '\0';
  termlist.add({key.data(), static_cast<std::size_t>(end - key.data())}, document.slots());
}

}  // namespace

void write_postlist_front(TableBuilder& table, const Metadata& metadata, const AllSlotStatistics& slots) {
  for (const auto& [key, value] : metadata) {
    if (key.empty() || value.empty())
      throw GlassError(ErrorCode::bad_usage, "metadata of the index needs a key and a value");
    table.add(std::string(metadata_mark) + key, value);
  }
  std::map<std::string, std::string> entries;  // the keys do not sort as the numbers of the slots
  std::array<char, max_varint64> bytes;
  for (const auto& [slot, statistics] : slots) {
    if (statistics.frequency == 0) continue;
    std::string key(value_statistics_mark);
    key.append(bytes.data(), put_last(bytes.data(), slot));
    std::string& tag = entries[key];
    tag.append(bytes.data(), put_varint(bytes.data(), statistics.frequency));
    tag.append(bytes.data(), put_varint(bytes.data(), statistics.lower.size()));
    tag += statistics.lower;
    if (statistics.upper != statistics.lower) tag += statistics.upper;
  }
  for (const auto& [key, tag] : entries) table.add(key, tag);
}

void write_postings(TableBuilder& table, ListMerger& lists) {
  PostingListWriter writer(table);
  while (lists.next()) {
    std::uint64_t frequency = 0;
    std::uint64_t total_wdf = 0;
    for (const List* list : lists.lists()) {
      frequency += list->frequency;
      total_wdf += list->total_wdf;
    }
    writer.begin(lists.key(), frequency, total_wdf);
    if (lists.in_turn()) {
      for (const List* list : lists.lists()) writer.append(list->first_docid, list->last_docid, list->payload);
    } else {
      interleave(lists.lists(), kind_of(lists.key()), false,
                 [&writer](std::uint32_t docid, std::string_view entry) { writer.append_entry(docid, entry); });
    }
    writer.end();
  }
}

void write_positions(TableBuilder& table, ListMerger& lists) {
  PositionWriter writer(table);
  const auto append = [&writer](std::uint32_t docid, std::string_view coded) { writer.append(docid, coded); };
  while (lists.next()) {
    writer.begin(lists.key());
    if (!lists.in_turn()) {
      interleave(lists.lists(), ListKind::postings, true, append);
      continue;
    }
    for (const List* list : lists.lists()) {
      Entries entries(*list, ListKind::postings, true);
      do {
        append(entries.docid(), entries.entry());
      } while (entries.next());
    }
  }
}

void write_documents(TableBuilder& termlist, TableBuilder& docdata, std::span<const SortedRun> runs) {
  std::vector<Documents> open;
  for (const SortedRun& run : runs) {
    open.emplace_back(run.documents);
    if (!open.back().next()) open.pop_back();
  }
  const auto before = [](const Documents& a, const Documents& b) { return a.head().docid < b.head().docid; };
  while (!open.empty()) {
    const auto least = std::min_element(open.begin(), open.end(), before);
    write_document(termlist, docdata, *least);
    if (!least->next()) open.erase(least);
  }
}

}  // namespace blotter::glass
