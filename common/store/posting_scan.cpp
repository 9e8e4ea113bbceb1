#include "common/store/posting_scan.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>
#include <utility>

namespace blotter::store {
namespace {

// Format source: xapian-core 1.4.22, backends/glass/glass_table.h and glass_postlist.cc; glass/block.hpp and
// glass/posting_lists.hpp say the same of what we write.
constexpr std::size_t level_at = 4;
constexpr std::size_t directory_end_at = 9;
constexpr std::size_t directory_at = 11;
constexpr std::size_t entry_size = 2;  // of the directory
constexpr std::size_t child_size = 4;
constexpr std::size_t item_head = 3;  // length with flags, length of the key
constexpr std::size_t piece_size = 2;
constexpr std::size_t compressed_flag = 0x8000;
constexpr std::size_t last_flag = 0x4000;
constexpr std::size_t first_flag = 0x2000;
constexpr std::size_t item_length = 0x1fff;
constexpr std::size_t min_block = 2048;
constexpr std::size_t max_block = 65536;
constexpr std::size_t max_levels = 10;
constexpr std::size_t longest_number = 10;

[[noreturn]] void damaged() { throw Xapian::DatabaseCorruptError("the table of posting lists is damaged"); }

glass::StoredTable postlist_of(const IndexFolder& folder, std::uint64_t revision) {
  const std::optional<std::vector<glass::StoredTable>> tables = glass::stored_tables(folder.xapian_path());
  if (!tables) damaged();
  const glass::StoredTable& table = tables->front();
  if (table.revision != revision) throw Xapian::DatabaseModifiedError("a writer has changed the index");
  if (!table.absent && (table.block_size < min_block || table.block_size > max_block || table.level >= max_levels))
    damaged();
  return table;
}

// Reads a varint.  Behind the chunk there are zeros enough for one to end.
inline std::uint32_t number_from(const char*& in) {
  auto byte = static_cast<unsigned char>(*in++);
  std::uint32_t value = byte & 0x7fU;
  for (unsigned shift = 7; byte >= 0x80; shift += 7) {
    if (shift > 7 * longest_number) damaged();
    byte = static_cast<unsigned char>(*in++);
    value |= shift < 32 ? (byte & 0x7fU) << shift : 0;
  }
  return value;
}

// Where the term ends in a key: at a zero byte that is not escaped.
std::size_t end_of_term(std::string_view key) {
  std::size_t end = key.find('\0');
  while (end != std::string_view::npos && end + 1 < key.size() && key[end + 1] == '\xff') end = key.find('\0', end + 2);
  return std::min(end, key.size());
}

// The docid at the end of a key, whose leading bits say how long it is.
std::uint32_t docid_from(std::string_view bytes) {
  if (bytes.empty()) damaged();
  const auto first = static_cast<unsigned char>(bytes[0]);
  const auto ones = static_cast<std::size_t>(std::countl_one(first));
  if (bytes.size() != ones + 2 || ones > 3) damaged();
  std::uint32_t value = first & (0xffU >> (ones + 1));
  for (const char c : bytes.substr(1)) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

}  // namespace

PostingScan::PostingScan(const IndexFolder& folder, const Xapian::Database& database, std::string prefix)
    : file_(folder.xapian_path() + "/postlist.glass"),
      revision_(revision_of(database).number),
      all_documents_(database.get_doccount()),
      prefix_(std::move(prefix)) {
  const glass::StoredTable table = postlist_of(folder, revision_);
  if (table.absent) return;
  levels_.resize(table.level + 1);
  for (TreeBlock& level : levels_) level.block.resize(table.block_size);
  load(table.level, table.block);
  // To the leaf of the first such key: by the last child whose key is less.
  for (std::size_t level = table.level; level > 0; --level) {
    TreeBlock& branch = levels_[level];
    std::string_view key;
    while (branch.at + entry_size < branch.end) {
      (void)child_at(branch, branch.at + entry_size, key);
      if (key >= prefix_) break;
      branch.at += entry_size;
    }
    descend(level);
  }
  do has_item_ = read_item();
  while (has_item_ && item_.key < prefix_);
}

void PostingScan::load(std::size_t level, std::uint64_t number) {
  TreeBlock& into = levels_[level];
  if (!file_.read(number * into.block.size(), into.block)) damaged();
  if (glass::number_at(into.block, 0, level_at) > revision_)
    throw Xapian::DatabaseModifiedError("a writer has changed the index");
  into.at = directory_at;
  into.end = glass::number_at(into.block, directory_end_at, 2);
  if (into.block[level_at] != level || into.end < directory_at || into.end > into.block.size()) damaged();
}

// Loads the child that the level is at, and moves the level on.
void PostingScan::descend(std::size_t level) {
  TreeBlock& branch = levels_[level];
  if (branch.at + entry_size > branch.end) damaged();
  std::string_view key;
  const std::uint64_t child = child_at(branch, branch.at, key);
  branch.at += entry_size;
  load(level - 1, child);
}

std::string_view PostingScan::bytes(const TreeBlock& level, std::size_t from, std::size_t size) {
  if (from > level.block.size() || size > level.block.size() - from) damaged();
  return {reinterpret_cast<const char*>(level.block.data()) + from, size};
}

std::uint64_t PostingScan::child_at(const TreeBlock& level, std::size_t at, std::string_view& key) {
  const std::size_t item = glass::number_at(level.block, at, entry_size);
  const std::string_view head = bytes(level, item, child_size + 1);
  key = bytes(level, item + head.size(), static_cast<unsigned char>(head.back()));
  return glass::number_at(level.block, item, child_size);
}

// Reads the next item of the leaves into item_; false behind the last.
bool PostingScan::read_item() {
  std::size_t level = 0;
  while (level < levels_.size() && levels_[level].at + entry_size > levels_[level].end) ++level;
  if (level == levels_.size()) return false;
  for (; level > 0; --level) descend(level);
  TreeBlock& leaf = levels_.front();
  if (leaf.at + entry_size > leaf.end) damaged();
  const std::size_t at = glass::number_at(leaf.block, leaf.at, entry_size);
  leaf.at += entry_size;
  (void)bytes(leaf, at, item_head);
  const std::size_t flags = glass::number_at(leaf.block, at, 2);
  std::string_view rest = bytes(leaf, at + item_head, flags & item_length);
  const std::size_t key_size = leaf.block[at + 2];
  const std::size_t head = key_size + ((flags & first_flag) != 0 ? 0 : piece_size);
  if (head > rest.size() || (flags & compressed_flag) != 0) damaged();
  item_ = {rest.substr(0, key_size), rest.substr(head), (flags & first_flag) != 0, (flags & last_flag) != 0};
  return true;
}

// Joins the pieces of the chunk that begins with item_, and moves on to the next chunk.
void PostingScan::read_chunk() {
  if (!item_.is_first) damaged();
  chunk_.assign(item_.tag);
  while (!item_.is_last) {
    if (!read_item() || item_.is_first) damaged();
    chunk_.append(item_.tag);
  }
  chunk_.append(longest_number, '\0');
  has_item_ = read_item();
}

bool PostingScan::next() {
  documents_.clear();
  if (!has_item_ || !item_.key.starts_with(prefix_)) return false;
  term_.assign(item_.key);
  if (end_of_term(term_) != term_.size()) damaged();
  read_list();
  for (std::size_t zero = term_.find('\0'); zero != std::string::npos; zero = term_.find('\0', zero + 1))
    term_.erase(zero + 1, 1);
  return true;
}

void PostingScan::read_list() {
  std::size_t count = 0;
  std::uint32_t docid = 0;
  for (bool is_first = true;; is_first = false) {
    if (!is_first) docid = docid_from(item_.key.substr(term_.size() + 1));
    read_chunk();
    const char* in = chunk_.data();
    const char* const end = in + chunk_.size() - longest_number;
    if (is_first) {
      const std::uint32_t frequency = number_from(in);
      if (frequency > all_documents_) damaged();
      documents_.resize(frequency);
      (void)number_from(in);  // of all its occurrences
      docid = number_from(in) + 1;
    }
    const bool is_last = *in++ == '1';
    (void)number_from(in);  // how far it reaches
    while (in < end) {
      if (count == documents_.size()) damaged();
      documents_[count++] = docid;
      while (static_cast<unsigned char>(*in) >= 0x80) ++in;  // the occurrences in this document
      ++in;
      docid += number_from(in) + 1;  // behind the last, a zero
    }
    if (in != end + 1) damaged();
    if (is_last) break;
    if (!has_item_ || !item_.key.starts_with(term_) || end_of_term(item_.key) != term_.size()) damaged();
  }
  if (count != documents_.size()) damaged();
}

}  // namespace blotter::store
