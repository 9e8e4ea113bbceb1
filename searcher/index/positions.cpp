#include "searcher/index/positions.hpp"

#include "common/schema.hpp"
#include "common/store/title_order.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace blotter::match {
namespace {

using query::Plan;

// The form of a title's term, else empty.  Folded forms begin with no capital, and no other text field's prefix begins
// with the title's.
std::string_view form_in_title(std::string_view term) {
  constexpr std::string_view prefix = schema::find_field("title")->prefix;
  return term.starts_with(prefix) ? term.substr(prefix.size()) : std::string_view();
}

// Moves an iterator over rising docids on; whether it is at the document.
bool reaches(Xapian::PostingIterator& at, std::uint32_t docid) {
  const Xapian::PostingIterator end;
  if (at != end) at.skip_to(docid);
  return at != end && *at == docid;
}

bool reaches(Xapian::ValueIterator& at, std::uint32_t docid) {
  const Xapian::ValueIterator end;
  if (at != end) at.skip_to(docid);
  return at != end && at.get_docid() == docid;
}

}  // namespace

bool has_title_term(const Plan& part) {
  if (part.op == Plan::Op::term) return !form_in_title(part.term).empty();
  return std::any_of(part.children.begin(), part.children.end(), has_title_term);
}

PositionReader::PositionReader(const Xapian::Database& shard, const Plan& part, bool in_body)
    : shard_(shard), in_body_(in_body) {
  add_sources(part);
}

void PositionReader::add_sources(const Plan& part) {
  if (part.op != Plan::Op::term) {
    for (const Plan& child : part.children) add_sources(child);
    return;
  }
  Source source{part.term, std::string(form_in_title(part.term)), {}, {}};
  if (!source.form.empty()) {
    source.titles = shard_.postlist_begin(part.term);
    source.orders = shard_.valuestream_begin(schema::slot_title_order);
  }
  sources_.push_back(std::move(source));
}

// The order knows places only of words that the title has.
void PositionReader::read(Source& source, std::uint32_t docid, Positions& into) const {
  if (!source.form.empty()) {
    if (!reaches(source.titles, docid)) return;
    if (reaches(source.orders, docid)) return store::add_title_places(*source.orders, source.form, into);
  }
  const Xapian::PositionIterator end = shard_.positionlist_end(docid, source.term);
  for (auto at = shard_.positionlist_begin(docid, source.term); at != end; ++at)
    if (!in_body_ || (*at > schema::body_gap && *at < store::long_title_start)) into.push_back(*at);
}

Positions PositionReader::at(std::uint32_t docid) {
  Positions found;
  for (Source& source : sources_) read(source, docid, found);
  if (sources_.size() > 1) {
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
  }
  return found;
}

}  // namespace blotter::match
