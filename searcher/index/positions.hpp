// Position lists: of a term as Xapian stores them, of the title from its order of words.
#pragma once

#include "common/store/database.hpp"
#include "searcher/query/plan.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace blotter::match {

// The positions of a word, or of any of several, in a document: ascending, each once.
using Positions = std::vector<std::uint32_t>;

// Returns whether a clause of a window is of the title, whose terms mostly have no position lists.
[[nodiscard]] bool has_title_term(const query::Plan& part);

// Reads the positions of a clause of a window (a term, or unions of terms), document by document.
class PositionReader {
 public:
  // `in_body`: below the title only.  May throw Xapian::Error, here and below.
  PositionReader(const Xapian::Database& shard, const query::Plan& part, bool in_body);

  // Docids must rise from call to call.
  [[nodiscard]] Positions at(std::uint32_t docid);

 private:
  struct Source {
    std::string term;
    std::string form;  // of a title's term
    Xapian::PostingIterator titles;
    Xapian::ValueIterator orders;
  };
  void add_sources(const query::Plan& part);
  void read(Source& source, std::uint32_t docid, Positions& into) const;

  const Xapian::Database& shard_;
  bool in_body_;
  std::vector<Source> sources_;
};

}  // namespace blotter::match
