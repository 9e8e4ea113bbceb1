#include "common/store/table_guard.hpp"

#include "common/hash.hpp"

#include <algorithm>
#include <cerrno>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace blotter::store {
namespace {

// The head of a glass block (xapian-core 1.4.22, backends/glass/glass_table.h): revision in 4 bytes, big end first,
// then the level.
constexpr std::size_t level_offset = 4;
constexpr unsigned char free_list_level = 254;

std::uint32_t revision_of(const char* block) {
  std::uint32_t revision = 0;
  for (int i = 0; i < 4; ++i) revision = revision << 8 | static_cast<unsigned char>(block[i]);
  return revision;
}

using Key = std::pair<dev_t, ino_t>;

struct Registry {
  std::shared_mutex mutex;
  std::map<Key, std::vector<const TableChecksums*>> tables;
};

// Never destroyed: a read may come as late as any destructor.
Registry& registry() {
  static auto* one = new Registry;
  return *one;
}

thread_local std::optional<std::string> damage;

// Whether the bytes read at `offset` may be used.
bool may_pass(int descriptor, const char* bytes, std::size_t size, off_t offset) {
  if (size != table_block || offset < 0 || offset % static_cast<off_t>(table_block) != 0) return true;
  Registry& all = registry();
  const std::shared_lock lock(all.mutex);
  if (all.tables.empty()) return true;
  struct stat status {};
  if (fstat(descriptor, &status) != 0) return true;
  const auto found = all.tables.find({status.st_dev, status.st_ino});
  if (found == all.tables.end()) return true;
  const auto newest = std::max_element(found->second.begin(), found->second.end(),
                                       [](const auto* a, const auto* b) { return a->revision < b->revision; });
  const auto number = static_cast<std::uint64_t>(offset) / table_block;
  if (is_sound(**newest, number, bytes)) return true;
  damage = "block " + std::to_string(number) + " of " + (*newest)->name + " is damaged";
  return false;
}

}  // namespace

bool is_newer(const TableChecksums& table, std::uint64_t number, const char* block) {
  // Behind the table's end as it was: a run has written there since, or was stopped before it had, which leaves zeros.
  return number >= table.blocks.size() || revision_of(block) > table.revision ||
         static_cast<unsigned char>(block[level_offset]) == free_list_level;
}

bool is_sound(const TableChecksums& table, std::uint64_t number, const char* block) {
  return is_newer(table, number, block) || hash_of({block, table_block}) == table.blocks[number];
}

TableGuard::TableGuard(int descriptor, const TableChecksums& table) : table_(table) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0) return;
  device_ = status.st_dev;
  inode_ = status.st_ino;
  Registry& all = registry();
  const std::unique_lock lock(all.mutex);
  all.tables[{device_, inode_}].push_back(&table_);
}

TableGuard::~TableGuard() {
  Registry& all = registry();
  const std::unique_lock lock(all.mutex);
  const auto found = all.tables.find({device_, inode_});
  if (found == all.tables.end()) return;
  std::erase(found->second, &table_);
  if (found->second.empty()) all.tables.erase(found);
}

std::optional<std::string> take_damage() { return std::exchange(damage, std::nullopt); }

}  // namespace blotter::store

// The C library's function, for this program and every library in it.  Under another name here, since the headers may
// define that one inline.
extern "C" ssize_t blotter_pread(int descriptor, void* into, size_t size, off_t offset) __asm__("pread");
extern "C" ssize_t blotter_pread(int descriptor, void* into, size_t size, off_t offset) {
  // A writer may overwrite a block while it is read, which then is half old: the next reading finds the new one.
  constexpr int attempts = 3;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    const ssize_t count = syscall(SYS_pread64, descriptor, into, size, offset);
    if (count < 0 || static_cast<size_t>(count) != size ||
        blotter::store::may_pass(descriptor, static_cast<const char*>(into), size, offset))
      return count;
  }
  errno = EIO;
  return -1;
}
