#include "common/store/glass/run.hpp"

#include "common/store/glass/limits.hpp"
#include "common/store/glass/pack.hpp"
#include "common/store/glass/position_codec.hpp"
#include "common/store/glass/record.hpp"

#include <algorithm>
#include <cstring>
#include <functional>

namespace blotter::glass {
namespace {

// Lists of one run are counted in 32 bits.
constexpr std::size_t max_records = 0xc0000000U;
constexpr std::uint32_t no_slot = 0xffffffffU;  // Xapian::BAD_VALUENO
// Room for a record without its coded positions: term, two sizes, two gaps, wdf, size of the coded positions.
constexpr std::size_t record_room = 4 + 1 + 5 * max_varint32;

char* put_gap(char* out, std::uint32_t before, std::uint32_t docid) { return put_varint(out, docid - before - 1); }

}  // namespace

void Run::refuse(ErrorCode code, std::string message) {
  if (!error_) error_ = Error{code, std::move(message), {}};
}

bool Run::fits(std::uint32_t term_id) const {
  const std::size_t size = vocabulary_.text(term_id).size();
  return size > 0 && size <= max_term_length;
}

void Run::begin_document(std::uint32_t docid) {
  if (error_) return;
  if (open_) return refuse(ErrorCode::bad_usage, "a document was begun before the last was ended");
  if (docid == 0 || (!documents_.empty() && docid <= documents_.back().docid))
    return refuse(ErrorCode::bad_usage, "document ids of a run must rise");
  open_ = true;
  current_ = {};
  current_.docid = docid;
  current_length_ = 0;
  values_.clear();
}

void Run::add_posting(std::uint32_t term_id, std::uint32_t wdf, std::span<const std::uint32_t> positions) {
  if (error_) return;
  if (!open_ || term_id >= vocabulary_.size())
    return refuse(ErrorCode::bad_usage, "a posting without a document or of an unknown term");
  if (term_id >= terms_.size()) terms_.resize(vocabulary_.size());
  TermState& term = terms_[term_id];
  if (term.frequency == 0 && !fits(term_id))
    return refuse(ErrorCode::limit, "a term is empty or longer than 245 bytes");
  const std::uint32_t docid = current_.docid;
  if (term.last_docid == docid) return refuse(ErrorCode::bad_usage, "a term was given twice for a document");
  if (records_.size() > max_records) return refuse(ErrorCode::limit, "a run has grown beyond 3 GB");
  if (term.total_wdf + wdf < wdf) return refuse(ErrorCode::limit, "the frequency of a term overflows");

  char* const begin = records_.extend(record_room + encoded_positions_bound(positions.size()));
  const std::uint32_t head = term_id | (positions.empty() ? 0 : has_positions_flag);
  std::memcpy(begin, &head, sizeof head);
  char* out = begin + sizeof head + 1;

  // The length of the position entry comes before the posting entry, so positions are coded first, at a
  // distance.
  char* const coded = out + 5 * max_varint32;
  char* coded_end = coded;
  std::size_t entry_size = 0;
  if (!positions.empty()) {
    if (std::adjacent_find(positions.begin(), positions.end(), std::greater_equal<>()) != positions.end())
      return refuse(ErrorCode::bad_usage, "positions of a term must rise");
    coded_end = positions.size() == 1 ? put_varint(coded, positions.front()) : encode_positions(coded, positions);
    const auto coded_size = static_cast<std::uint32_t>(coded_end - coded);
    entry_size = varint_size(coded_size) + coded_size;
    if (term.first_position_docid != 0) entry_size += varint_size(docid - term.last_position_docid - 1);
    out = put_entry_size(out, static_cast<std::uint32_t>(entry_size));
    if (entry_size >= long_entry) ++long_entries_;
  }

  char* const posting = out;
  if (term.frequency != 0) out = put_gap(out, term.last_docid, docid);
  out = put_varint(out, wdf);
  begin[sizeof head] = static_cast<char>(out - posting);
  term.posting_bytes += static_cast<std::uint32_t>(out - posting);

  if (!positions.empty()) {
    if (term.first_position_docid != 0) {
      out = put_gap(out, term.last_position_docid, docid);
    } else {
      term.first_position_docid = docid;
    }
    const auto coded_size = static_cast<std::size_t>(coded_end - coded);
    out = put_varint(out, coded_size);
    std::memmove(out, coded, coded_size);
    out += coded_size;
    term.position_bytes += static_cast<std::uint32_t>(entry_size);
    term.last_position_docid = docid;
  }
  records_.commit(out);

  if (term.frequency++ == 0) term.first_docid = docid;
  term.last_docid = docid;
  term.total_wdf += wdf;
  current_length_ += wdf;
  ++current_.terms;
  statistics_.max_wdf = std::max(statistics_.max_wdf, wdf);
}

void Run::set_value(Slot slot, std::string_view value) {
  if (error_) return;
  if (!open_ || slot == no_slot) return refuse(ErrorCode::bad_usage, "a value without a document or a slot");
  values_.emplace_back(slot, value);
}

void Run::set_data(std::string_view data, bool packed) {
  if (error_) return;
  if (!open_ || current_.data_size != 0) return refuse(ErrorCode::bad_usage, "data without a document, or given twice");
  if (data.size() > max_records) return refuse(ErrorCode::limit, "a document is too large");
  const std::size_t before = data_.size();
  current_.data_deflated = !packed && deflater_.append(data_, data);
  if (packed) data_.append(data);
  current_.data_size = static_cast<std::uint32_t>(data_.size() - before);
}

// Appends the document's values to the lists of their slots, and the coded set of slots to the data.
void Run::store_values() {
  std::stable_sort(values_.begin(), values_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  const std::size_t before = data_.size();
  std::uint32_t next_slot = 0;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const auto& [number, value] = values_[i];
    const bool replaced = i + 1 < values_.size() && values_[i + 1].first == number;
    if (replaced || value.empty()) continue;
    SlotState& slot = slots_[number];
    char* const begin = slot.stream.extend(2 * max_varint64 + value.size());
    char* out = slot.frequency == 0 ? begin : put_gap(begin, slot.last_docid, current_.docid);
    out = put_bytes(put_varint(out, value.size()), value);
    slot.stream.commit(out);
    slot_bytes_ += static_cast<std::size_t>(out - begin);
    if (slot.frequency++ == 0) {
      slot.first_docid = current_.docid;
      slot.lower = slot.upper = value;
    } else if (value < slot.lower) {
      slot.lower = value;
    } else if (value > slot.upper) {
      slot.upper = value;
    }
    slot.last_docid = current_.docid;
    data_.commit(put_varint(data_.extend(max_varint32), number - next_slot));
    next_slot = number + 1;
  }
  current_.slots_size = static_cast<std::uint32_t>(data_.size() - before);
}

void Run::end_document() {
  if (error_) return;
  if (!open_) return refuse(ErrorCode::bad_usage, "no document was begun");
  if (vocabulary_.size() >= max_terms || vocabulary_.text_bytes() > max_records)
    return refuse(ErrorCode::limit, "too many terms in one run");
  if (current_length_ > UINT32_MAX) return refuse(ErrorCode::limit, "the length of a document overflows");
  store_values();
  current_.length = static_cast<std::uint32_t>(current_length_);
  current_.records_end = records_.size();
  current_.data_end = data_.size();

  char* out = lengths_.stream.extend(2 * max_varint32);
  if (documents_.empty()) {
    lengths_.first_docid = current_.docid;
  } else {
    out = put_gap(out, lengths_.last_docid, current_.docid);
  }
  lengths_.stream.commit(put_varint(out, current_.length));
  lengths_.last_docid = current_.docid;

  documents_.push_back(current_);
  statistics_.add(current_.length);
  statistics_.last_docid = current_.docid;
  open_ = false;
}

std::size_t Run::bytes() const {
  return records_.size() + data_.size() + lengths_.stream.size() + slot_bytes_ + vocabulary_.bytes() +
         terms_.size() * sizeof(TermState) + documents_.size() * sizeof(DocumentState);
}

void Run::clear() {
  vocabulary_.clear();
  terms_.clear();
  documents_.clear();
  records_.clear();
  long_entries_ = 0;
  data_.clear();
  slots_.clear();
  slot_bytes_ = 0;
  lengths_.first_docid = lengths_.last_docid = 0;
  lengths_.stream.clear();
  statistics_ = {};
  open_ = false;
  error_.reset();
}

}  // namespace blotter::glass
