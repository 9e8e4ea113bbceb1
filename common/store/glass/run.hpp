// A run: a part of an index in memory, inverted while documents are added in docid order.  A build has one per
// analysing thread, and merges their contents into the tables (writer.hpp).
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
  int data_level = 1;  // compression level of document data (Deflater)
};

// A document is encoded at once into two byte streams: its postings, as records (with the gaps between docids already
// in them, so that sorting the records later only moves bytes), and its data.
//
// No member reports errors: the first misuse or overflow is stored in error(), later calls do nothing, and writing the
// run returns that error.  Not thread-safe.
class Run {
 public:
  explicit Run(const RunOptions& options = {}) : deflater_(options.data_level) {}

  // Returns the table of terms (1 to 245 bytes, any values).  A term interned here gets an id that is valid until
  // clear().
  [[nodiscard]] text::Interner& vocabulary() { return vocabulary_; }
  [[nodiscard]] const text::Interner& vocabulary() const { return vocabulary_; }
  std::uint32_t intern(std::string_view term) { return vocabulary_.intern(term).first; }

  // Starts a document.  Docids must rise strictly, from 1 to 2^32 - 1.
  void begin_document(std::uint32_t docid);
  // Adds a term to the document, at most once.  Positions must rise strictly, or be empty.  A document with positions
  // must have a term with a wdf above 0: Xapian's check reports positions in a document of length 0 as damage.
  void add_posting(std::uint32_t term_id, std::uint32_t wdf, std::span<const std::uint32_t> positions = {});
  // Prefetches into the processor's cache what add_posting() will need for the term.
  void prefetch(std::uint32_t term_id) const {
    if (term_id < terms_.size()) __builtin_prefetch(&terms_[term_id]);
  }
  // Sets a value slot of the document, in place of an earlier value; an empty value is not stored.
  void set_value(Slot slot, std::string_view value);
  // Sets the document's data, and deflates it unless it is `packed` (compressed) already.
  void set_data(std::string_view data, bool packed = false);
  // Ends the document.
  void end_document();

  // Returns the memory in use, for the caller's limit.  Writing the run takes about the same amount in addition.
  [[nodiscard]] std::size_t bytes() const;
  [[nodiscard]] std::size_t document_count() const { return documents_.size(); }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  // Removes all documents and terms, but retains the memory for more.
  void clear();

  // ---- For the other files of this folder. ----

  // Counts and sizes of one term; 32 bytes, so that adding a posting touches one cache line.
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
  // Sizes and places of one document's parts.
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
  // The values of one slot.  `stream` is encoded like a posting list: value, then (docid gap - 1, value) …
  struct SlotState {
    std::uint32_t first_docid = 0;
    std::uint32_t last_docid = 0;
    std::uint32_t frequency = 0;
    std::string lower, upper;
    ByteBuffer stream;
  };
  // The document lengths: length, then (docid gap - 1, length) …
  struct LengthList {
    std::uint32_t first_docid = 0;
    std::uint32_t last_docid = 0;
    ByteBuffer stream;
  };

  // Returns the state of a term; an empty one if it has no postings.
  [[nodiscard]] TermState term(std::uint32_t id) const { return id < terms_.size() ? terms_[id] : TermState{}; }
  [[nodiscard]] const std::vector<DocumentState>& documents() const { return documents_; }
  [[nodiscard]] const ByteBuffer& records() const { return records_; }
  // Returns the number of records whose size takes more than one byte.
  [[nodiscard]] std::size_t long_entries() const { return long_entries_; }
  [[nodiscard]] const ByteBuffer& data() const { return data_; }
  [[nodiscard]] const std::map<Slot, SlotState>& slots() const { return slots_; }
  [[nodiscard]] const LengthList& lengths() const { return lengths_; }
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
  LengthList lengths_;
  Statistics statistics_;
  DocumentState current_;
  std::uint64_t current_length_ = 0;
  std::vector<std::pair<Slot, std::string>> values_;  // of the current document
  bool open_ = false;
  std::optional<Error> error_;
};

}  // namespace blotter::glass
