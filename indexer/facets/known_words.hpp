// What a lexicon knows of each form that a worker has seen, looked up once per form: a few thousand forms make most of
// every text, and the lexicon does not fit into the processor's caches.
#pragma once

#include "common/taxonomy/lexicon.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace blotter::facets {

// Open addressing; a form is identified by a 64-bit key alone.
class KnownWords {
 public:
  // Sixteen bytes, four in a cache line.
  struct Record {
    std::uint64_t key = 0;                      // 0: free
    std::uint32_t ids = 0;                      // first in ids(): the words of names, then those of patterns
    std::uint8_t count = 0, pattern_count = 0;  // of the two
    std::uint8_t common = 0;                    // taxonomy::common_bit() of the languages whose everyday word it is
    bool starts : 1 = false;                    // one of the words begins an alias
    bool starts_pattern : 1 = false;            // … begins an element's pattern
  };
  static_assert(sizeof(Record) == 16);

  static constexpr std::size_t max_size = 1U << 17;  // words; 4 MB of records

  KnownWords() : slots_(1024) {}

  // Has the place read that find() will look at first.
  void prefetch(std::uint64_t key) const { __builtin_prefetch(&slots_[key & (slots_.size() - 1)]); }

  // Returns the record of a key, valid until the next add(), or null.  `key` is not 0.
  [[nodiscard]] const Record* find(std::uint64_t key) const {
    for (std::size_t at = key & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].key == key) return &slots_[at];
      if (slots_[at].key == 0) return nullptr;
    }
  }
  // Adds a record whose key is not there; `ids` are its words.
  Record add(Record record, std::span<const taxonomy::WordId> ids) {
    record.ids = static_cast<std::uint32_t>(ids_.size());
    ids_.insert(ids_.end(), ids.begin(), ids.end());
    if (2 * ++size_ > slots_.size()) grow();
    free_slot(record.key) = record;
    return record;
  }
  [[nodiscard]] const taxonomy::WordId* ids() const { return ids_.data(); }

  // Forgets everything once there is more than a worker should hold.  Records end, so this is for between articles.
  void bound() {
    if (size_ < max_size) return;
    size_ = 0;
    ids_.clear();
    slots_.assign(slots_.size(), Record{});
  }

 private:
  Record& free_slot(std::uint64_t key) {
    std::size_t at = key & (slots_.size() - 1);
    while (slots_[at].key != 0) at = (at + 1) & (slots_.size() - 1);
    return slots_[at];
  }
  void grow() {
    std::vector<Record> old(2 * slots_.size());
    old.swap(slots_);
    for (const Record& record : old)
      if (record.key != 0) free_slot(record.key) = record;
  }

  std::vector<Record> slots_;  // a power of two
  std::size_t size_ = 0;
  std::vector<taxonomy::WordId> ids_;
};

}  // namespace blotter::facets
