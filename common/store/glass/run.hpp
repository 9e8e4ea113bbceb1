// A run: documents in docid order, inverted in memory as they come.  Each analysing thread fills its own.
#pragma once

#include "common/error.hpp"
#include "common/store/glass/byte_buffer.hpp"
#include "common/store/glass/deflate.hpp"
#include "common/store/glass/version_file.hpp"
#include "common/text/interner.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::glass {

using Slot = std::uint32_t;

struct RunOptions {
  int data_level = 1;  // of Deflater, for document data
};

// What a document is made of goes straight into two streams of bytes: its postings as records (postings of a
// term are coded already, gaps between docids included, so that sorting them later only moves bytes), and its
// data.
//
// Members do not fail one by one: the first misuse or overflow is kept, later calls do nothing, and writing
// the run gives that error.  Not for use by two threads at once.
class Run {
 public:
  explicit Run(const RunOptions& options = {}) : deflater_(options.data_level) {}

  // Returns the terms (1 to 245 bytes, any bytes): what is interned here gets its number, which holds until clear().
  [[nodiscard]] text::Interner& vocabulary() { return vocabulary_; }
  [[nodiscard]] const text::Interner& vocabulary() const { return vocabulary_; }
  std::uint32_t intern(std::string_view term) { return vocabulary_.intern(term).first; }

  // Docids rise strictly, 1 to 2^32 - 1.
  void begin_document(std::uint32_t docid);
  // At most once a term in a document; positions rise strictly, and may be none.  A document with positions should
  // have a length: Xapian's check takes positions in one of length 0 for damage.
  void add_posting(std::uint32_t term_id, std::uint32_t wdf, std::span<const std::uint32_t> positions = {});
  // Has the place read that add_posting() will need for that term.
  void prefetch(std::uint32_t term_id) const {
    if (term_id < terms_.size()) __builtin_prefetch(&terms_[term_id]);
  }
  // The last of two values of one slot counts; an empty one is no value.
  void set_value(Slot slot, std::string_view value);
  // Deflated here, unless it is packed already.
  void set_data(std::string_view data, bool packed = false);
  void end_document();

  // Memory in use, for a caller that keeps a budget.  Writing the run takes about as much again.
  [[nodiscard]] std::size_t bytes() const;
  [[nodiscard]] std::size_t document_count() const { return documents_.size(); }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  // Empties it for more documents; numbers of terms end, memory is kept.
  void clear();

  // ---- What follows serves the writers in this folder. ----

  // Of one term; 32 bytes, so that a posting touches one cache line.
  struct TermState {
    std::uint32_t first_docid = 0;  // 0: no posting yet
    std::uint32_t last_docid = 0;
    std::uint32_t first_position_docid = 0;
    std::uint32_t last_position_docid = 0;
    std::uint32_t frequency = 0;
    std::uint32_t total_wdf = 0;
    std::uint32_t posting_bytes = 0;
    std::uint32_t position_bytes = 0;
  };
  // Of one document: where its parts stand.
  struct DocumentState {
    std::uint32_t docid = 0;
    std::uint32_t length = 0;
    std::uint32_t terms = 0;
    bool data_deflated = false;
    std::uint32_t data_size = 0;  // in data(), first the data, then the coded slots
    std::uint32_t slots_size = 0;
    std::size_t records_end = 0;  // in records()
    std::size_t data_end = 0;
  };
  // Of one value slot.  `stream` is a list as those of terms: value, then (gap - 1, value) …
  struct SlotState {
    std::uint32_t first_docid = 0;
    std::uint32_t last_docid = 0;
    std::uint32_t frequency = 0;
    std::string lower, upper;
    ByteBuffer stream;
  };
  // Of document lengths: length, then (gap - 1, length) …
  struct Lengths {
    std::uint32_t first_docid = 0;
    std::uint32_t last_docid = 0;
    ByteBuffer stream;
  };

  // Returns a term's state; that of one without postings is empty.
  [[nodiscard]] TermState term(std::uint32_t id) const { return id < terms_.size() ? terms_[id] : TermState{}; }
  [[nodiscard]] const std::vector<DocumentState>& documents() const { return documents_; }
  [[nodiscard]] const ByteBuffer& records() const { return records_; }
  // Records whose size takes more than one byte.
  [[nodiscard]] std::size_t long_entries() const { return long_entries_; }
  [[nodiscard]] const ByteBuffer& data() const { return data_; }
  [[nodiscard]] const std::map<Slot, SlotState>& slots() const { return slots_; }
  [[nodiscard]] const Lengths& lengths() const { return lengths_; }
  [[nodiscard]] const Statistics& statistics() const { return statistics_; }

 private:
  void refuse(ErrorCode code, std::string message);
  [[nodiscard]] bool fits(std::uint32_t term_id) const;
  void store_values();

  text::Interner vocabulary_;
  Deflater deflater_;
  std::vector<TermState> terms_;
  std::vector<DocumentState> documents_;
  ByteBuffer records_;
  std::size_t long_entries_ = 0;
  ByteBuffer data_;
  std::map<Slot, SlotState> slots_;
  std::size_t slot_bytes_ = 0;
  Lengths lengths_;
  Statistics statistics_;
  DocumentState current_;
  std::uint64_t current_length_ = 0;
  std::vector<std::pair<Slot, std::string>> values_;  // of the current document
  bool open_ = false;
  std::optional<Error> error_;
};

}  // namespace blotter::glass
