#include "common/store/posting_scan.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

namespace blotter::store {
namespace {

// Format source: xapian-core 1.4.22, backends/glass/glass_postlist.cc; glass/posting_lists.hpp says the same of what we
// write.
constexpr std::size_t min_block = 2048;
constexpr std::size_t max_block = 65536;
constexpr std::size_t max_levels = 10;
constexpr std::size_t longest_number = 10;

glass::StoredTable postlist_of(const IndexFolder& folder, std::uint64_t revision) {
  const std::optional<glass::StoredDatabase> database = glass::stored_tables(folder.xapian_path());
  if (!database) glass::throw_damaged();
  if (database->revision != revision) throw Xapian::DatabaseModifiedError("a writer has changed the index");
  const glass::StoredTable& table = database->tables.front();
  if (!table.absent && (table.block_size < min_block || table.block_size > max_block || table.level >= max_levels))
    glass::throw_damaged();
  return table;
}

// Reads a varint.  Behind the chunk there are zeros enough for one to end.
inline std::uint32_t number_from(const char*& in) {
  auto byte = static_cast<unsigned char>(*in++);
  std::uint32_t value = byte & 0x7fU;
  for (unsigned shift = 7; byte >= 0x80; shift += 7) {
    if (shift > 7 * longest_number) glass::throw_damaged();
    byte = static_cast<unsigned char>(*in++);
    value |= shift < 32 ? (byte & 0x7fU) << shift : 0;
  }
  return value;
}

// Where the term ends in a key: at a zero byte that stands for none of its own.
std::size_t end_of_term(std::string_view key) {
  std::size_t end = key.find('\0');
  while (end != std::string_view::npos && end + 1 < key.size() && key[end + 1] == '\xff') end = key.find('\0', end + 2);
  return std::min(end, key.size());
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
    while (branch.at + 1 < branch.end && glass::item_of(branch.block, branch.at + 1).key < prefix_) ++branch.at;
    descend(level);
  }
  do has_item_ = read_item();
  while (has_item_ && item_.key < prefix_);
}

void PostingScan::load(std::size_t level, std::uint64_t number) {
  TreeBlock& into = levels_[level];
  if (!file_.read(number * into.block.size(), into.block)) glass::throw_damaged();
  if (glass::revision_of(into.block) > revision_) throw Xapian::DatabaseModifiedError("a writer has changed the index");
  into.at = 0;
  into.end = glass::count_items(into.block);
  if (glass::level_of(into.block) != level) glass::throw_damaged();
}

// Loads the child that the level is at, and moves the level on.
void PostingScan::descend(std::size_t level) {
  TreeBlock& branch = levels_[level];
  if (branch.at == branch.end) glass::throw_damaged();
  load(level - 1, glass::item_of(branch.block, branch.at++).child);
}

// Reads the next item of the leaves into item_; false behind the last.
bool PostingScan::read_item() {
  std::size_t level = 0;
  while (level < levels_.size() && levels_[level].at == levels_[level].end) ++level;
  if (level == levels_.size()) return false;
  for (; level > 0; --level) descend(level);
  TreeBlock& leaf = levels_.front();
  if (leaf.at == leaf.end) glass::throw_damaged();
  item_ = glass::item_of(leaf.block, leaf.at++);
  return true;
}

// Joins the pieces of the chunk that begins with item_, and moves on to the next chunk.
void PostingScan::read_chunk() {
  if (!item_.is_first) glass::throw_damaged();
  chunk_.assign(item_.tag);
  while (!item_.is_last) {
    if (!read_item() || item_.is_first) glass::throw_damaged();
    chunk_.append(item_.tag);
  }
  chunk_.append(longest_number, '\0');
  has_item_ = read_item();
}

bool PostingScan::next() {
  documents_.clear();
  if (!has_item_ || !item_.key.starts_with(prefix_)) return false;
  term_.assign(item_.key);
  if (end_of_term(term_) != term_.size()) glass::throw_damaged();
  read_list();
  for (std::size_t zero = term_.find('\0'); zero != std::string::npos; zero = term_.find('\0', zero + 1))
    term_.erase(zero + 1, 1);
  return true;
}

void PostingScan::read_list() {
  std::size_t count = 0;
  std::uint32_t docid = 0;
  for (bool is_first = true;; is_first = false) {
    if (!is_first) docid = glass::docid_in(item_.key.substr(term_.size() + 1));
    read_chunk();
    const char* in = chunk_.data();
    const char* const end = in + chunk_.size() - longest_number;
    if (is_first) {
      const std::uint32_t frequency = number_from(in);
      if (frequency > all_documents_) glass::throw_damaged();
      documents_.resize(frequency);
      (void)number_from(in);  // of all its occurrences
      docid = number_from(in) + 1;
    }
    const bool is_last = *in++ == '1';
    (void)number_from(in);  // how far it reaches
    while (in < end) {
      if (count == documents_.size()) glass::throw_damaged();
      documents_[count++] = docid;
      while (static_cast<unsigned char>(*in) >= 0x80) ++in;  // the occurrences in this document
      ++in;
      docid += number_from(in) + 1;  // behind the last, a zero
    }
    if (in != end + 1) glass::throw_damaged();
    if (is_last) break;
    if (!has_item_ || !item_.key.starts_with(term_) || end_of_term(item_.key) != term_.size()) glass::throw_damaged();
  }
  if (count != documents_.size()) glass::throw_damaged();
}

}  // namespace blotter::store
