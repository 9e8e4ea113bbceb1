#include "common/store/glass/run_sorter.hpp"

#include "common/store/glass/glass_error.hpp"
#include "common/store/glass/limits.hpp"
#include "common/store/glass/pack.hpp"
#include "common/store/glass/record.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace blotter::glass {
namespace {

// A bucket and the lists that it fills stay in a second-level cache together.
constexpr std::size_t bucket_bytes = 384U << 10;

// Copies a few bytes, exactly.  Entries are of 1 to 16 bytes nearly always.
char* copy_entry(char* out, std::string_view bytes) {
  const char* in = bytes.data();
  const std::size_t size = bytes.size();
  if (size > 16) {
    std::memcpy(out, in, size);
  } else if (size >= 8) {
    std::memcpy(out, in, 8);
    std::memcpy(out + size - 8, in + size - 8, 8);
  } else if (size >= 4) {
    std::memcpy(out, in, 4);
    std::memcpy(out + size - 4, in + size - 4, 4);
  } else if (size > 0) {
    out[0] = in[0];
    out[size / 2] = in[size / 2];
    out[size - 1] = in[size - 1];
  }
  return out + size;
}

using KeyBytes = std::array<char, 2 * max_term_length + 8>;

std::string_view escaped_key(KeyBytes& bytes, std::string_view term) {
  const char* end = put_escaped(bytes.data(), term);
  const auto size = static_cast<std::size_t>(end - bytes.data());
  if (size > max_key_length)
    throw GlassError(ErrorCode::limit, "a term with many zero bytes is too long for the index");
  return {bytes.data(), size};
}

void append_list(ByteBuffer& stream, List list, const ByteBuffer& payload) {
  list.payload_size = static_cast<std::uint32_t>(payload.size());
  stream.commit(put_list(stream.extend(max_list_header + list.key.size()), list));
  stream.append(payload.view());
}

}  // namespace

void SlotStatistics::add(std::uint64_t count, const std::string& low, const std::string& high) {
  if (count == 0) return;
  if (frequency == 0 || low < lower) lower = low;
  if (frequency == 0 || high > upper) upper = high;
  frequency += count;
}

SortedRun RunSorter::seal(const Run& run, SortedRun spare) {
  if (run.error()) throw GlassError(*run.error());
  SortedRun sealed;
  for (const auto buffer : {&SortedRun::postings, &SortedRun::positions, &SortedRun::documents}) {
    sealed.*buffer = std::move(spare.*buffer);
    (sealed.*buffer).clear();
  }
  sealed.document_count = run.documents().size();
  sealed.statistics = run.statistics();
  if (run.documents().empty()) return sealed;
  sealed.first_docid = run.documents().front().docid;
  sealed.last_docid = run.documents().back().docid;
  for (const auto& [slot, state] : run.slots()) sealed.slots[slot].add(state.frequency, state.lower, state.upper);

  names_.assign(run.vocabulary());
  plan_buckets(run);
  plan(run, sealed);
  scatter(run, sealed);
  place(sealed);
  return sealed;
}

// Values and lengths are lists already; they come before the terms, by key.
void RunSorter::plan_fixed_lists(const Run& run, ByteBuffer& stream) {
  std::vector<std::pair<std::string, const Run::SlotState*>> slots;
  for (const auto& [slot, state] : run.slots()) {
    std::array<char, max_varint32> bytes;
    std::string key(value_chunk_mark);
    key.append(bytes.data(), put_varint(bytes.data(), slot));
    slots.emplace_back(std::move(key), &state);
  }
  std::sort(slots.begin(), slots.end());
  for (const auto& [key, state] : slots) {
    append_list(stream, {key, state->frequency, 0, state->first_docid, state->last_docid, 0, {}}, state->stream);
  }
  const Run::LengthList& lengths = run.lengths();
  append_list(stream, {length_key_prefix, 0, 0, lengths.first_docid, lengths.last_docid, 0, {}}, lengths.stream);
}

// Writes the heads of all lists, and leaves room for their payloads, whose sizes are known.
void RunSorter::plan(const Run& run, SortedRun& sealed) {
  std::size_t postings = 0;
  std::size_t positions = 0;
  for (std::uint32_t rank = 0; rank < names_.size(); ++rank) {
    const Run::TermState term = run.term(names_.id(rank));
    const std::size_t head = max_list_header + 2 * names_[rank].size();
    postings += head + term.posting_bytes;
    positions += term.position_bytes == 0 ? 0 : head + term.position_bytes;
  }
  plan_fixed_lists(run, sealed.postings);
  sealed.postings.reserve(sealed.postings.size() + postings);
  sealed.positions.reserve(positions);
  cursors_.resize(names_.size());
  KeyBytes key_bytes;
  for (std::uint32_t rank = 0; rank < names_.size(); ++rank) {
    const Run::TermState term = run.term(names_.id(rank));
    if (term.frequency == 0) continue;
    const std::string_view key = escaped_key(key_bytes, names_[rank]);
    const auto reserve = [&key](ByteBuffer& stream, const List& list) {
      char* payload = put_list(stream.extend(max_list_header + key.size() + list.payload_size), list);
      stream.commit(payload + list.payload_size);
      return stream.size() - list.payload_size;
    };
    cursors_[rank].posting =
        reserve(sealed.postings,
                {key, term.frequency, term.total_wdf, term.first_docid, term.last_docid, term.posting_bytes, {}});
    if (term.position_bytes == 0) continue;
    cursors_[rank].position = reserve(
        sealed.positions, {key, 0, 0, term.first_position_docid, term.last_position_docid, term.position_bytes, {}});
  }
}

void RunSorter::plan_buckets(const Run& run) {
  buckets_.clear();
  targets_.resize(names_.size());
  std::size_t total = 0;
  std::size_t in_bucket = bucket_bytes;
  for (std::uint32_t rank = 0; rank < names_.size(); ++rank) {
    const Run::TermState term = run.term(names_.id(rank));
    const std::size_t max_bytes = term.frequency * record_head + term.posting_bytes + term.position_bytes +
                                  std::min<std::size_t>(run.long_entries(), term.frequency) * long_entry_extra;
    if (in_bucket + max_bytes > bucket_bytes) {
      buckets_.push_back({rank, total, nullptr});
      in_bucket = 0;
    }
    targets_[names_.id(rank)] = {rank, static_cast<std::uint32_t>(buckets_.size() - 1)};
    in_bucket += max_bytes;
    total += max_bytes;
  }
  scattered_.resize(total);
  for (Bucket& bucket : buckets_) bucket.end = scattered_.data() + bucket.begin;
}

// Goes over the records once: to their buckets, and by the way into the termlists.
void RunSorter::scatter(const Run& run, SortedRun& sealed) {
  const char* in = run.records().data();
  std::size_t data_begin = 0;
  for (const Run::DocumentState& document : run.documents()) {
    document_terms_.clear();
    const char* const end = run.records().data() + document.records_end;
    while (in != end) {
      const char* const begin = in;
      const Record record = get_record(in);
      const auto [rank, bucket] = targets_[record.term_id];
      document_terms_.push_back({rank, wdf_of(record.posting)});
      const std::uint32_t head = rank | (record.positions.empty() ? 0 : has_positions_flag);
      char*& out = buckets_[bucket].end;
      std::memcpy(out, &head, sizeof head);
      out = copy_entry(out + sizeof head, {begin + sizeof head, static_cast<std::size_t>(in - begin) - sizeof head});
    }
    store_document(run, document, data_begin, sealed);
    data_begin = document.data_end;
  }
}

void RunSorter::store_document(const Run& run, const Run::DocumentState& document, std::size_t data_begin,
                               SortedRun& sealed) {
  sort_terms(document_terms_, sort_scratch_, names_.size());
  encode_termlist(termlist_, document.length, document_terms_, names_);

  ByteBuffer& out = sealed.documents;
  SealedDocument head{document.docid, document.data_size, 0, document.slots_size, document.data_deflated, false};
  const std::size_t head_at = out.size();
  out.append({reinterpret_cast<const char*>(&head), sizeof head});
  const char* data = run.data().data() + data_begin;
  out.append({data, document.data_size});
  const std::size_t before = out.size();
  head.termlist_deflated = deflater_.append(out, termlist_.view());
  head.termlist_size = static_cast<std::uint32_t>(out.size() - before);
  out.append({data + document.data_size, document.slots_size});
  std::memcpy(out.data() + head_at, &head, sizeof head);
}

// Empties the buckets into the lists.
void RunSorter::place(SortedRun& sealed) {
  for (const Bucket& bucket : buckets_) {
    const char* in = scattered_.data() + bucket.begin;
    while (in != bucket.end) {
      const Record record = get_record(in);
      Cursor& cursor = cursors_[record.term_id];
      copy_entry(sealed.postings.data() + cursor.posting, record.posting);
      cursor.posting += record.posting.size();
      if (record.positions.empty()) continue;
      copy_entry(sealed.positions.data() + cursor.position, record.positions);
      cursor.position += record.positions.size();
    }
  }
}

}  // namespace blotter::glass
