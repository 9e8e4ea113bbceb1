#include "searcher/index/positions.hpp"

#include "common/schema.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace blotter::match {
namespace {

using query::Plan;
using store::WordOrder;

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

// None at all in a shard for servers, where to ask for each document is a message.
Xapian::ValueIterator stream_of(const Xapian::Database& shard, schema::Slot slot) {
  return shard.get_value_freq(slot) > 0 ? shard.valuestream_begin(slot) : Xapian::ValueIterator();
}

}  // namespace

PositionReader::PositionReader(const Shard& shard, std::span<const Plan> clauses, bool in_body, bool contained)
    : database_(shard.database), in_body_(in_body), title_orders_(stream_of(database_, schema::slot_title_order)) {
  if (shard.word_orders && shard.word_orders->map()) mapped_orders_ = shard.word_orders.get();
  else orders_ = stream_of(database_, schema::slot_word_order);
  for (const Plan& clause : clauses) add_sources(clause, contained, clauses_.emplace_back());
  find_phrase();
}

void PositionReader::find_phrase() {
  const auto fits = [this](const std::vector<Source>& sources) {
    return sources.size() == 1 && sources.front().contained &&
           sources.front().form.empty() == clauses_.front().front().form.empty();
  };
  if (clauses_.empty() || !std::all_of(clauses_.begin(), clauses_.end(), fits)) return;
  std::uint32_t least = UINT32_MAX;
  for (const std::vector<Source>& sources : clauses_) {
    const std::uint32_t frequency = database_.get_termfreq(sources.front().term);
    if (frequency < least) rarest_ = phrase_.size();
    least = std::min(least, frequency);
    phrase_.push_back(sources.front().hash);
  }
  const bool in_title = !clauses_.front().front().form.empty();
  part_ = in_title ? WordOrder::Part::title : in_body_ ? WordOrder::Part::body : WordOrder::Part::all;
}

std::optional<bool> PositionReader::has_phrase() const {
  if (phrase_.empty() || !order_) return std::nullopt;
  return order_->has_phrase(phrase_, rarest_, part_);
}

void PositionReader::add_sources(const Plan& part, bool contained, std::vector<Source>& sources) const {
  if (part.op != Plan::Op::term) {
    for (const Plan& child : part.children) add_sources(child, contained && part.children.size() == 1, sources);
    return;
  }
  Source source{part.term, std::string(store::form_in_title(part.term)), 0, contained, {}};
  source.hash = store::order_hash(source.form.empty() ? source.term : source.form);
  if (!contained) source.postings = database_.postlist_begin(part.term);
  sources.push_back(std::move(source));
}

std::string_view PositionReader::order_bytes(std::uint32_t docid) {
  if (mapped_orders_ != nullptr) return mapped_orders_->at(docid);
  if (!reaches(orders_, docid)) return {};
  bytes_ = *orders_;
  return bytes_;
}

void PositionReader::move_to(std::uint32_t docid) {
  docid_ = docid;
  order_.reset();
  if (const std::string_view bytes = order_bytes(docid); !bytes.empty()) order_ = WordOrder::of_article(bytes);
}

// An order identifies only words that the document is known to have.
void PositionReader::read(Source& source) {
  if (!order_) return read_lists(source);
  const std::size_t before = positions_.size();
  const WordOrder::Part body = in_body_ ? WordOrder::Part::body : WordOrder::Part::all;
  order_->add_positions(source.hash, source.form.empty() ? body : WordOrder::Part::title, positions_);
  if (positions_.size() > before && !source.contained && !reaches(source.postings, docid_)) positions_.resize(before);
}

void PositionReader::read_lists(Source& source) {
  if (!source.contained && !reaches(source.postings, docid_)) return;
  if (!source.form.empty() && reaches(title_orders_, docid_))
    return store::add_title_positions(*title_orders_, source.form, positions_);
  const Xapian::PositionIterator end = database_.positionlist_end(docid_, source.term);
  for (auto at = database_.positionlist_begin(docid_, source.term); at != end; ++at)
    if (!in_body_ || (*at > schema::body_gap && *at < store::long_title_start)) positions_.push_back(*at);
}

const Positions& PositionReader::of(std::size_t clause) {
  positions_.clear();
  for (Source& source : clauses_[clause]) read(source);
  if (clauses_[clause].size() > 1) {
    std::sort(positions_.begin(), positions_.end());
    positions_.erase(std::unique(positions_.begin(), positions_.end()), positions_.end());
  }
  return positions_;
}

Positions positions_of(const Xapian::Database& shard, std::uint32_t docid, const std::string& term) {
  Positions positions(shard.positionlist_begin(docid, term), shard.positionlist_end(docid, term));
  if (!positions.empty() || shard.get_value_freq(schema::slot_word_order) == 0) return positions;
  const std::string bytes = shard.get_document(docid, Xapian::DOC_ASSUME_VALID).get_value(schema::slot_word_order);
  if (!bytes.empty())
    WordOrder::of_article(bytes).add_positions(store::order_hash(term), WordOrder::Part::all, positions);
  return positions;
}

}  // namespace blotter::match
