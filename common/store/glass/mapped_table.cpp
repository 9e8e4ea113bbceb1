#include "common/store/glass/mapped_table.hpp"

#include "common/store/database.hpp"
#include "common/store/glass/limits.hpp"
#include "common/store/glass/stored_tables.hpp"

#include <algorithm>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <utility>

namespace blotter::glass {

MappedTable::MappedTable(std::shared_ptr<const store::IndexFolder> folder, store::Revision revision, const char* file)
    : folder_(std::move(folder)), revision_(std::move(revision)), name_(file) {}

MappedTable::~MappedTable() { unmap(); }

bool MappedTable::map() {
  std::call_once(mapped_, [this] { map_table(); });
  return usable_;
}

void MappedTable::unmap() {
  if (bytes_ != nullptr) ::munmap(const_cast<unsigned char*>(bytes_), blocks_ * block_size);
  bytes_ = nullptr;
}

MappedTable::VersionFile MappedTable::version_file() const {
  struct stat status {};
  if (::fstatat(folder_->descriptor(), "iamglass", &status, AT_SYMLINK_NOFOLLOW) != 0) return {};
  return {status.st_ino, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

void MappedTable::map_table() {
  version_ = version_file();
  const std::optional<StoredDatabase> database = stored_tables(folder_->xapian_path());
  if (!database || database->revision != revision_.number) return;
  const auto table = std::find_if(database->tables.begin(), database->tables.end(),
                                  [this](const StoredTable& one) { return one.file == name_; });
  if (table == database->tables.end()) return;
  if (table->absent) {
    usable_ = true;
    return;
  }
  if (table->block_size != block_size || table->level >= max_levels) return;
  const store::Descriptor file(::openat(folder_->descriptor(), name_, O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  struct stat status {};
  if (!file || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return;
  const std::size_t blocks = static_cast<std::size_t>(status.st_size) / block_size;
  if (blocks == 0) return;
  void* const at = ::mmap(nullptr, blocks * block_size, PROT_READ, MAP_SHARED, file.get(), 0);
  if (at == MAP_FAILED) return;
  bytes_ = static_cast<const unsigned char*>(at);
  blocks_ = blocks;
  root_ = table->block;
  level_ = table->level;
  sound_ = std::make_unique<std::atomic<bool>[]>(blocks);
  checksums_ = folder_->checksums_of(name_);
  usable_ = true;
}

BlockBytes MappedTable::bytes_of(std::uint64_t number) const {
  return BlockBytes(bytes_ + number * block_size, block_size);
}

BlockBytes MappedTable::block(std::uint64_t number, std::uint64_t level) {
  if (number >= blocks_) throw_damaged();
  const BlockBytes block = bytes_of(number);
  if (!sound_[number].load(std::memory_order_acquire)) {
    const bool sound = !checksums_ || store::is_sound(*checksums_, number, reinterpret_cast<const char*>(block.data()));
    check_block(number);
    if (!sound) throw Xapian::DatabaseCorruptError("block " + std::to_string(number) + " of " + name_ + " is damaged");
    sound_[number].store(true, std::memory_order_release);
  }
  if (level_of(block) != level) throw_damaged();
  return block;
}

void MappedTable::check_block(std::uint64_t number) const {
  std::atomic_thread_fence(std::memory_order_acquire);
  if (revision_of(bytes_of(number)) > revision_.number)
    throw Xapian::DatabaseModifiedError("the index has been changed meanwhile");
}

// After a commit, or when the folder has been put aside, the blocks that were used decide.
void MappedTable::check_unchanged() const {
  if (version_file() == version_) return;
  for (std::size_t number = 0; number < blocks_; ++number)
    if (sound_[number].load(std::memory_order_acquire)) check_block(number);
}

void TableCursor::load(std::size_t level, std::uint64_t number) {
  const BlockBytes block = table_->block(number, level);
  levels_[level] = {number, block, 0, count_items(block)};
  table_->check_block(number);
}

// Loads the child that the level is at, and moves the level on.
void TableCursor::descend(std::size_t level) {
  Level& branch = levels_[level];
  if (branch.at == branch.end) throw_damaged();
  const std::uint64_t child = item_of(branch.block, branch.at++).child;
  table_->check_block(branch.number);
  load(level - 1, child);
}

// What looks like damage may be what a writer has written meanwhile.
void TableCursor::fail() const {
  for (const Level& level : levels_) table_->check_block(level.number);
  throw;
}

bool TableCursor::seek(std::string_view key) try {
  if (table_->empty()) return false;
  levels_.resize(table_->level() + 1);
  load(table_->level(), table_->root());
  // The number of the first item, from the one that is next on, whose key is not below.
  const auto lower_bound = [key](const Level& level) {
    std::size_t first = level.at;
    for (std::size_t count = level.end - first; count > 0;) {
      const std::size_t half = count / 2;
      const bool below = item_of(level.block, first + half).key < key;
      first = below ? first + half + 1 : first;
      count = below ? count - half - 1 : half;
    }
    return first;
  };
  for (std::size_t level = levels_.size() - 1; level > 0; --level) {
    Level& branch = levels_[level];
    // By the last child whose key is below: the first child counts as below every key.
    if (branch.end > 0) branch.at = 1;
    branch.at = lower_bound(branch) - (branch.end > 0 ? 1 : 0);
    descend(level);
  }
  levels_.front().at = lower_bound(levels_.front());
  check_leaf();
  return next();
} catch (const Xapian::DatabaseCorruptError&) {
  fail();
}

bool TableCursor::take_tag(std::string& tag) {
  if (!item_.is_first) throw_damaged();
  for (bool is_last = false; !is_last;) {
    if (item_.is_compressed) throw_damaged();
    is_last = item_.is_last;
    tag.append(item_.tag);
    check_leaf();
    const bool has_item = next();
    if (is_last) return has_item;
    if (!has_item || item_.is_first) throw_damaged();
  }
  return false;
}

bool TableCursor::next() try {
  std::size_t level = 0;
  while (level < levels_.size() && levels_[level].at == levels_[level].end) ++level;
  if (level == levels_.size()) return false;
  for (; level > 0; --level) descend(level);
  Level& leaf = levels_.front();
  if (leaf.at == leaf.end) throw_damaged();
  item_ = item_of(leaf.block, leaf.at++);
  return true;
} catch (const Xapian::DatabaseCorruptError&) {
  fail();
}

}  // namespace blotter::glass
