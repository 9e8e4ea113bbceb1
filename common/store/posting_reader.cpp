#include "common/store/posting_reader.hpp"

#include "common/store/database.hpp"
#include "common/store/glass/pack.hpp"

#include <algorithm>

namespace blotter::store {
namespace {

// Format source: xapian-core 1.4.22, backends/glass/glass_postlist.cc; glass/posting_lists.hpp says the same of what we
// write.
constexpr std::size_t longest_number = 10;

// The rest of a varint whose first byte says that more follow.
[[gnu::noinline]] std::uint32_t long_number_from(const char*& in, unsigned char byte) {
  std::uint32_t value = byte & 0x7fU;
  for (unsigned shift = 7; byte >= 0x80; shift += 7) {
    if (shift > 7 * longest_number) glass::throw_damaged();
    byte = static_cast<unsigned char>(*in++);
    value |= shift < 32 ? (byte & 0x7fU) << shift : 0;
  }
  return value;
}

// Reads a varint.  Behind the chunk there are zeros enough for one to end.
inline std::uint32_t number_from(const char*& in) {
  const auto byte = static_cast<unsigned char>(*in++);
  return byte < 0x80 ? byte : long_number_from(in, byte);
}

std::string escaped(std::string_view term) {
  std::string key(2 * term.size(), '\0');
  key.resize(static_cast<std::size_t>(glass::put_escaped(key.data(), term) - key.data()));
  return key;
}

// Where the term ends in a key: at a zero byte that is not one of its own.
std::size_t end_of_term(std::string_view key) {
  std::size_t end = key.find('\0');
  while (end != std::string_view::npos && end + 1 < key.size() && key[end + 1] == '\xff') end = key.find('\0', end + 2);
  return std::min(end, key.size());
}

}  // namespace

bool PostingReader::find(std::string_view term) {
  term_ = term;
  key_ = escaped(term);
  is_last_ = true;
  documents_ = 0;
  occurrences_ = 0;
  has_item_ = cursor_.seek(key_);
  if (!has_item_) return false;
  const bool found = cursor_.item().key == key_;
  cursor_.check_leaf();
  if (found) begin_list();
  return found;
}

void PostingReader::find_prefix(std::string_view prefix) {
  prefix_ = escaped(prefix);
  is_last_ = true;
  has_item_ = cursor_.seek(prefix_);
}

bool PostingReader::next_term() {
  while (next_chunk()) continue;
  if (!has_item_) return false;
  key_ = cursor_.item().key;
  cursor_.check_leaf();
  if (!key_.starts_with(prefix_)) return false;
  if (end_of_term(key_) != key_.size()) glass::throw_damaged();
  term_ = key_;
  for (std::size_t zero = term_.find('\0'); zero != std::string::npos; zero = term_.find('\0', zero + 1))
    term_.erase(zero + 1, 1);
  begin_list();
  return true;
}

void PostingReader::take_chunk() {
  if (!has_item_) glass::throw_damaged();
  chunk_.clear();
  has_item_ = cursor_.take_tag(chunk_);
  chunk_.append(longest_number, '\0');
}

// The first chunk's key is that of the term; it says how many documents follow.
void PostingReader::begin_list() {
  take_chunk();
  entries_ = chunk_.data();
  documents_ = number_from(entries_);
  left_ = documents_;
  if (documents_ > last_docid_) glass::throw_damaged();
  occurrences_ = number_from(entries_);
  previous_ = number_from(entries_);
  is_last_ = false;
}

bool PostingReader::next_chunk() {
  count_ = 0;
  if (is_last_) return false;
  std::uint32_t docid = previous_ + 1;
  if (entries_ == nullptr) {  // not in the list's first chunk, which begin_list() has taken
    const std::string key = has_item_ ? std::string(cursor_.item().key) : std::string();
    if (has_item_) cursor_.check_leaf();
    if (!key.starts_with(key_) || end_of_term(key) != key_.size() || key.size() == key_.size()) glass::throw_damaged();
    docid = glass::docid_in(std::string_view(key).substr(key_.size() + 1));
    take_chunk();
    entries_ = chunk_.data();
  }
  const char* in = entries_;
  entries_ = nullptr;
  const char* const end = chunk_.data() + chunk_.size() - longest_number;
  is_last_ = *in++ == '1';
  (void)number_from(in);  // how far it reaches
  read_entries(in, end, docid);
  if (is_last_ && left_ != 0) glass::throw_damaged();
  return true;
}

void PostingReader::read_entries(const char* in, const char* end, std::uint32_t first) {
  if (in > end) glass::throw_damaged();
  // An entry has two bytes at least, the last one byte.
  const auto most = static_cast<std::size_t>(end - in) / 2 + 1;
  if (most > room_) {
    docids_ = std::make_unique_for_overwrite<std::uint32_t[]>(most);
    wdfs_ = std::make_unique_for_overwrite<std::uint32_t[]>(most);
    room_ = most;
  }
  std::uint32_t* const docids = docids_.get();
  std::uint32_t* const wdfs = wdfs_.get();
  std::size_t count = 0;
  std::uint64_t docid = first;  // cannot overflow, so that docids rise
  std::uint64_t gap = 0;
  while (in < end) {
    docid += gap;
    docids[count] = static_cast<std::uint32_t>(docid);
    wdfs[count++] = number_from(in);
    gap = std::uint64_t{number_from(in)} + 1;  // behind the last, a zero
  }
  if (in != end + 1 || first <= previous_ || docid > last_docid_ || count > left_) glass::throw_damaged();
  previous_ = static_cast<std::uint32_t>(docid);
  count_ = count;
  left_ -= static_cast<std::uint32_t>(count);
}

}  // namespace blotter::store
