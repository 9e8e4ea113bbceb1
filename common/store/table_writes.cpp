#include "common/store/table_writes.hpp"

#include "common/store/index_files.hpp"
#include "common/store/table_guard.hpp"

#include <atomic>
#include <fcntl.h>
#include <mutex>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace blotter::store {

struct TableWrites::Notes {
  struct Table {
    std::string_view name;
    dev_t device = 0;
    ino_t inode = 0;
    std::set<std::uint64_t> blocks;
  };
  Descriptor folder;
  Revision since;
  bool is_continued = false;  // nobody was stopped before
  bool is_marked = false;     // by the file `changing`
  std::vector<Table> tables;
};

namespace {

struct WriteRegistry {
  std::atomic<int> count{0};
  std::mutex mutex;
  std::vector<TableWrites::Notes*> notes;
};

// Never destroyed: a write may come as late as any destructor.
WriteRegistry& write_registry() {
  static auto* one = new WriteRegistry;
  return *one;
}

bool mark(const Descriptor& folder) {
  const Descriptor file(::openat(folder.get(), changing_file, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
  return file && ::fsync(folder.get()) == 0;
}

// Notes a write that is about to be done; false with errno set when it must not be, since no file would say that it
// was.
bool note_write(int descriptor, std::size_t size, off_t offset) {
  WriteRegistry& all = write_registry();
  if (all.count.load() == 0 || size == 0 || offset < 0) return true;
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return false;
  const auto first = static_cast<std::uint64_t>(offset) / table_block;
  const auto last = (static_cast<std::uint64_t>(offset) + size - 1) / table_block;
  const std::lock_guard lock(all.mutex);
  for (TableWrites::Notes* const notes : all.notes)
    for (auto& table : notes->tables) {
      if (table.device != status.st_dev || table.inode != status.st_ino) continue;
      if (!notes->is_marked) notes->is_marked = mark(notes->folder);
      if (!notes->is_marked) return false;
      for (std::uint64_t number = first; number <= last; ++number) table.blocks.insert(number);
    }
  return true;
}

}  // namespace

TableWrites::TableWrites(int folder, const Revision& since) : notes_(std::make_unique<Notes>()) {
  notes_->since = since;
  notes_->folder = Descriptor(::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  struct stat status {};
  notes_->is_continued = !is_changing(folder);
  for (const char* table : table_files)
    if (::fstatat(folder, table, &status, AT_SYMLINK_NOFOLLOW) == 0)
      notes_->tables.push_back({table, status.st_dev, status.st_ino, {}});
  WriteRegistry& all = write_registry();
  const std::lock_guard lock(all.mutex);
  all.notes.push_back(notes_.get());
  ++all.count;
}

TableWrites::~TableWrites() {
  WriteRegistry& all = write_registry();
  const std::lock_guard lock(all.mutex);
  std::erase(all.notes, notes_.get());
  --all.count;
}

std::optional<std::set<std::uint64_t>> blocks_written(int folder, const char* table, const Revision& since) {
  struct stat status {};
  if (::fstatat(folder, table, &status, AT_SYMLINK_NOFOLLOW) != 0) return std::nullopt;
  WriteRegistry& all = write_registry();
  const std::lock_guard lock(all.mutex);
  for (const TableWrites::Notes* const notes : all.notes)
    for (const auto& noted : notes->tables)
      if (notes->is_continued && notes->since == since && noted.device == status.st_dev && noted.inode == status.st_ino)
        return noted.blocks;
  return std::nullopt;
}

bool is_changing(int folder) {
  struct stat status {};
  return ::fstatat(folder, changing_file, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

void end_changing(int folder) { (void)::unlinkat(folder, changing_file, 0); }

}  // namespace blotter::store

// The C library's function, for this program and every library in it.
extern "C" ssize_t blotter_pwrite(int descriptor, const void* from, size_t size, off_t offset) __asm__("pwrite");
extern "C" ssize_t blotter_pwrite(int descriptor, const void* from, size_t size, off_t offset) {
  if (!blotter::store::note_write(descriptor, size, offset)) return -1;
  return syscall(SYS_pwrite64, descriptor, from, size, offset);
}
