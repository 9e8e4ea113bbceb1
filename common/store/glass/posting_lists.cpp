#include "common/store/glass/posting_lists.hpp"

#include "common/store/glass/glass_error.hpp"
#include "common/store/glass/limits.hpp"
#include "common/store/glass/pack.hpp"

#include <cstring>

namespace blotter::glass {

namespace {

// A tag of this size fits one item, with the longest key of a value chunk.
constexpr std::size_t max_in_one_piece = 2020;

}  // namespace

ListKind kind_of(std::string_view key) {
  if (key.starts_with(value_chunk_mark)) return ListKind::values;
  return key == length_key_prefix ? ListKind::lengths : ListKind::postings;
}

std::size_t entry_size(ListKind kind, const char* in) {
  const char* at = in;
  const std::uint32_t number = get_varint(at);
  const auto size = static_cast<std::size_t>(at - in);
  return kind == ListKind::values ? size + number : size;
}

void PostingListWriter::begin(std::string_view key, std::uint64_t frequency, std::uint64_t total_wdf) {
  if (key.size() > max_key_length) throw GlassError(ErrorCode::limit, "a key of the index is too long");
  if (frequency > UINT32_MAX || total_wdf > UINT32_MAX)
    throw GlassError(ErrorCode::limit, "the frequency of a term overflows");
  std::memcpy(key_.data(), key.data(), key.size());
  key_size_ = key.size();
  kind_ = kind_of(key);
  frequency_ = frequency;
  total_wdf_ = total_wdf;
  first_chunk_ = true;
  chunk_.clear();
}

void PostingListWriter::append(std::uint32_t first_docid, std::uint32_t last_docid, std::string_view payload) {
  if (chunk_.size() + max_varint32 + payload.size() <= chunk_threshold) {  // it fits as it is
    open_chunk(first_docid);
    chunk_.append(payload);
    chunk_last_ = last_docid;
    return;
  }
  const char* in = payload.data();
  const char* const end = in + payload.size();
  for (std::uint32_t docid = first_docid;;) {
    const std::size_t size = entry_size(kind_, in);
    append_entry(docid, {in, size});
    in += size;
    if (in == end) return;
    docid += get_varint(in) + 1;
  }
}

void PostingListWriter::append_entry(std::uint32_t docid, std::string_view entry) {
  // Large values would else be in pieces, two of three of them.
  const bool too_large = chunk_.size() + max_varint32 + entry.size() > max_in_one_piece;
  if (kind_ == ListKind::values && !chunk_.empty() && too_large) write_chunk(false);
  open_chunk(docid);
  chunk_.append(entry);
  chunk_last_ = docid;
}

// Begins a chunk with this document, or writes the gap to it.
void PostingListWriter::open_chunk(std::uint32_t docid) {
  if (!chunk_.empty()) {
    if (docid <= chunk_last_) throw GlassError(ErrorCode::bad_usage, "a document id was given twice");
    if (chunk_.size() < chunk_threshold) {
      chunk_.commit(put_varint(chunk_.extend(max_varint32), docid - chunk_last_ - 1));
      return;
    }
    write_chunk(false);
  }
  chunk_first_ = docid;
}

void PostingListWriter::write_chunk(bool last) {
  std::size_t key_size = key_size_;
  char* key_end = key_.data() + key_size_;
  const bool docid_in_key = kind_ == ListKind::values || !first_chunk_;
  if (docid_in_key) {
    if (kind_ == ListKind::postings) *key_end++ = '\0';
    key_end = put_sortable(key_end, chunk_first_);
    key_size = static_cast<std::size_t>(key_end - key_.data());
  }
  tag_.clear();
  char* out = tag_.extend(5 * max_varint64);
  if (kind_ != ListKind::values) {
    if (first_chunk_) {
      out = put_varint(out, frequency_);
      out = put_varint(out, total_wdf_);
      out = put_varint(out, chunk_first_ - 1);
    }
    *out++ = last ? '1' : '0';
    out = put_varint(out, chunk_last_ - chunk_first_);
  }
  tag_.commit(out);
  tag_.append(chunk_.view());
  table_.add({key_.data(), key_size}, tag_.view());
  chunk_.clear();
  first_chunk_ = false;
}

void PostingListWriter::end() {
  if (!chunk_.empty()) write_chunk(true);
}

}  // namespace blotter::glass
