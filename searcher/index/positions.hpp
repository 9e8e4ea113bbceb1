// Positions of words in documents: from the order of an article's words (store/word_order), else from position lists.
#pragma once

#include "common/store/database.hpp"
#include "common/store/glass/stored_values.hpp"
#include "common/store/word_order.hpp"
#include "searcher/index/index.hpp"
#include "searcher/query/plan.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::match {

// The positions of a word, or of any of several, in a document: ascending, each once.
using Positions = std::vector<std::uint32_t>;

// Reads the positions of the clauses of a window (each a term, or unions of terms), document by document.  Every member
// may throw Xapian::Error.
class PositionReader {
 public:
  // `in_body`: below the title only.  `contained`: every document that will be asked for has each clause that is one
  // term, so that this need not be checked.
  PositionReader(const Shard& shard, std::span<const query::Plan> clauses, bool in_body, bool contained);

  // Chooses the document; docids must rise from call to call.
  void move_to(std::uint32_t docid);
  // Returns the positions of a clause in that document, valid until the next call.
  [[nodiscard]] const Positions& of(std::size_t clause);
  // Returns whether the clauses follow each other in that document; nothing where only their positions decide.
  [[nodiscard]] std::optional<bool> has_phrase() const;
  // Has a document that will be chosen soon read into the processor's cache.
  void prefetch(std::uint32_t docid) const {
    if (mapped_orders_ != nullptr) mapped_orders_->prefetch(docid);
  }
  // Throws Xapian::DatabaseModifiedError when what was read since the beginning may not count, because a run has
  // changed the index.
  void check_unchanged() {
    if (mapped_orders_ != nullptr) mapped_orders_->check_unchanged();
  }

 private:
  struct Source {
    std::string term;
    std::string form;  // of a title's term
    std::uint32_t hash = 0;
    bool contained = false;
    Xapian::PostingIterator postings;
  };
  void find_phrase();
  void add_sources(const query::Plan& part, bool contained, std::vector<Source>& sources) const;
  void read(Source& source);
  void read_lists(Source& source);

  [[nodiscard]] std::string_view order_bytes(std::uint32_t docid);

  const Xapian::Database& database_;
  bool in_body_;
  std::vector<std::vector<Source>> clauses_;
  glass::StoredValues* mapped_orders_ = nullptr;
  Xapian::ValueIterator orders_;        // where they cannot be mapped
  Xapian::ValueIterator title_orders_;  // of format 1

  // For has_phrase(): of clauses that are one word each and all of one field; else empty.
  std::vector<std::uint32_t> phrase_;
  std::size_t rarest_ = 0;
  store::WordOrder::Part part_ = store::WordOrder::Part::all;

  std::uint32_t docid_ = 0;
  std::string bytes_;  // of `order_`, from the iterator
  std::optional<store::WordOrder> order_;
  Positions positions_;
};

// Returns the positions of a plain word that the document is known to contain.  May throw Xapian::Error.
[[nodiscard]] Positions positions_of(const Xapian::Database& shard, std::uint32_t docid, const std::string& term);

}  // namespace blotter::match
