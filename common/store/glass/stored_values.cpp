#include "common/store/glass/stored_values.hpp"

#include "common/store/database.hpp"
#include "common/store/glass/block.hpp"
#include "common/store/glass/limits.hpp"
#include "common/store/glass/pack.hpp"
#include "common/store/glass/stored_block.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace blotter::glass {

StoredValues::StoredValues(std::shared_ptr<MappedTable> table, std::uint32_t last_docid, std::uint32_t slot)
    : table_(std::move(table)), last_docid_(last_docid), prefix_(value_chunk_mark) {
  prefix_ += static_cast<char>(slot);  // a varint of one byte
}

bool StoredValues::map() {
  std::call_once(mapped_, [this] {
    if (!table_->map()) return;
    leaves_.clear();  // what an attempt that threw has left
    if (!table_->empty()) find_leaves(table_->root(), table_->level(), {});
    entries_.reset(static_cast<const char**>(std::calloc(std::size_t{last_docid_} + 1, sizeof(const char*))));
    usable_ = entries_ != nullptr;
  });
  return usable_;
}

// The leaves below a block whose keys may have the prefix.  A branch's key divides its child from the child before.
void StoredValues::find_leaves(std::uint64_t number, std::uint64_t level, std::string_view from) {
  if (level == 0) {
    leaves_.push_back({number, from});
    return;
  }
  const BlockBytes branch = table_->block(number, level);
  std::string behind = prefix_;
  ++behind.back();
  const std::size_t count = count_items(branch);
  StoredItem item = count > 0 ? item_of(branch, 0) : StoredItem();
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) from = item.key;
    if (i > 0 && from >= behind) break;
    const std::uint64_t child = item.child;
    const bool is_last = i + 1 == count;
    if (!is_last) item = item_of(branch, i + 1);
    if (is_last || item.key >= prefix_) find_leaves(child, level - 1, from);
  }
}

std::string_view StoredValues::at(std::uint32_t docid) {
  if (docid > last_docid_) return {};
  const std::atomic_ref<const char*> known(entries_[docid]);
  if (known.load(std::memory_order_acquire) == nullptr) try {
      find(docid);
    } catch (const Xapian::DatabaseCorruptError&) {
      table_->check_unchanged();  // it may be what a writer has written meanwhile
      throw;
    }
  const char* at = known.load(std::memory_order_acquire);
  const std::uint32_t size = get_varint(at);
  return {at, size};
}

void StoredValues::prefetch(std::uint32_t docid) const {
  constexpr std::size_t line = 64;
  constexpr std::size_t lines = 6;
  if (docid > last_docid_) return;
  const char* const at = std::atomic_ref<const char*>(entries_[docid]).load(std::memory_order_relaxed);
  if (at == nullptr) return;
  for (std::size_t i = 0; i < lines; ++i) __builtin_prefetch(at + i * line);
}

// Finds all values in the chunk that would have the document's, and of those beside it in the leaf.
void StoredValues::find(std::uint32_t docid) {
  static constexpr char nothing[] = "";  // a value of length 0
  const std::lock_guard lock(mutex_);
  std::array<char, max_sortable32> number;
  const char* const end = put_sortable(number.data(), docid);
  const std::string key = prefix_ + std::string(number.data(), static_cast<std::size_t>(end - number.data()));
  // The last leaf that may have the key.
  std::size_t leaf = 0;
  for (std::size_t behind = leaves_.size(); behind - leaf > 1;) {
    const std::size_t middle = leaf + (behind - leaf) / 2;
    (leaves_[middle].from <= key ? leaf : behind) = middle;
  }
  // A chunk's further pieces come with its key: the first may be in a leaf before.
  for (bool found = leaves_.empty(); !found; --leaf) {
    const BlockBytes at = table_->block(leaves_[leaf].number, 0);
    for (std::size_t i = count_items(at); i-- > 0;) {
      const StoredItem item = item_of(at, i);
      if (!item.is_first || !item.key.starts_with(prefix_)) continue;
      parse_chunk(leaf, i);
      found = found || item.key <= key;
    }
    if (leaf == 0) break;
  }
  const std::atomic_ref<const char*> entry(entries_[docid]);
  if (entry.load(std::memory_order_relaxed) == nullptr) entry.store(nothing, std::memory_order_release);
}

// Reads a tag that may be in pieces: what is in one piece where it is, what is in two as a copy.
class StoredValues::ChunkParser {
 public:
  ChunkParser(StoredValues& values, std::size_t leaf, std::size_t item) : values_(values), leaf_(leaf), item_(item) {
    next_piece(true);
  }
  [[nodiscard]] std::string_view key() const { return key_; }
  [[nodiscard]] bool at_end() {
    if (at_ == piece_.size() && !last_) next_piece(false);
    return at_ == piece_.size();
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const unsigned char byte = take();
      value |= std::uint64_t{byte & 0x7fU} << shift;
      if (byte < 0x80) return value;
    }
    throw_damaged();
  }
  // Passes over a value and its length, and returns where they are.
  const char* value() {
    (void)at_end();
    const std::size_t begin = at_;
    const std::string_view piece = piece_;
    const std::uint64_t size = number();
    if (piece.data() == piece_.data() && size <= piece.size() - at_) {
      at_ += size;
      return piece.data() + begin;
    }
    std::array<char, max_varint64> length;
    const char* const length_end = put_varint(length.data(), size);
    std::string copy(length.data(), static_cast<std::size_t>(length_end - length.data()));
    for (std::uint64_t left = size; left > 0;) {
      if (at_end()) throw_damaged();
      const std::string_view part = piece_.substr(at_, left);
      copy += part;
      at_ += part.size();
      left -= part.size();
    }
    return values_.copies_.emplace_back(std::move(copy)).data();
  }

 private:
  unsigned char take() {
    if (at_end()) throw_damaged();
    return static_cast<unsigned char>(piece_[at_++]);
  }
  void next_piece(bool first) {
    BlockBytes block = values_.table_->block(values_.leaves_[leaf_].number, 0);
    if (item_ >= count_items(block)) {
      if (++leaf_ >= values_.leaves_.size()) throw_damaged();
      block = values_.table_->block(values_.leaves_[leaf_].number, 0);
      item_ = 0;
      if (count_items(block) == 0) throw_damaged();
    }
    const StoredItem item = item_of(block, item_++);
    if (item.is_compressed || item.is_first != first || (!first && item.key != key_)) throw_damaged();
    key_ = item.key;
    piece_ = item.tag;
    last_ = item.is_last;
    at_ = 0;
  }

  StoredValues& values_;
  std::size_t leaf_;
  std::size_t item_;
  std::string_view key_;
  std::string_view piece_;
  std::size_t at_ = 0;
  bool last_ = false;
};

// What is known of a chunk is all of it.
void StoredValues::parse_chunk(std::size_t leaf, std::size_t item) {
  ChunkParser chunk(*this, leaf, item);
  std::uint64_t docid = docid_in(chunk.key().substr(prefix_.size()));
  if (docid == 0 || docid > last_docid_) throw_damaged();
  if (std::atomic_ref<const char*>(entries_[docid]).load(std::memory_order_relaxed) != nullptr) return;
  std::vector<std::pair<std::uint64_t, const char*>> found;
  while (true) {
    found.emplace_back(docid, chunk.value());
    if (chunk.at_end()) break;
    docid += chunk.number() + 1;
    if (docid > last_docid_) throw_damaged();
  }
  for (const auto& [number, entry] : found)
    std::atomic_ref<const char*>(entries_[number]).store(entry, std::memory_order_release);
}

}  // namespace blotter::glass
