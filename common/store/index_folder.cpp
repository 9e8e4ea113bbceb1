#include "common/store/index_folder.hpp"

#include "common/hash.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace blotter::store {
namespace {

constexpr std::string_view checksums_kind = "checksums 1";
constexpr std::size_t max_version_file = 64U << 10;

std::optional<std::string> read_small(int folder, const char* name) {
  const Descriptor file(::openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  std::string bytes(max_version_file, '\0');
  const ssize_t count = file ? ::read(file.get(), bytes.data(), bytes.size()) : -1;
  if (count < 0) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(count));
  return bytes;
}

// Calls `visit(number, block)` for every whole block; false when the table cannot be read.
template <class Visit>
bool each_block(int folder, const char* name, Visit visit) {
  constexpr std::size_t at_once = 64;
  const Descriptor file(::openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file) return false;
  std::string buffer(at_once * table_block, '\0');
  std::uint64_t number = 0;
  std::size_t filled = 0;
  while (true) {
    const ssize_t count = ::read(file.get(), buffer.data() + filled, buffer.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (count == 0) return true;  // the rest of a block is from a write that met a full disk: nobody uses it
    filled += static_cast<std::size_t>(count);
    const std::size_t whole = filled / table_block;
    for (std::size_t i = 0; i < whole; ++i) visit(number++, buffer.data() + i * table_block);
    filled -= whole * table_block;
    std::memmove(buffer.data(), buffer.data() + whole * table_block, filled);
  }
}

bool is_regular(int folder, const char* name) {
  struct stat status {};
  return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status.st_mode);
}

bool exists(int folder, const char* name) {
  struct stat status {};
  return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

Error damaged(const std::string& directory, const std::string& what) {
  return {ErrorCode::index, "the index '" + directory + "' is damaged: " + what, "index the articles again"};
}

TableChecksums checksums_of_table(const SideFile& checksums, const char* table) {
  return {table, checksums.array<std::uint64_t>(table), checksums.revision().number};
}

}  // namespace

Result<std::shared_ptr<const IndexFolder>> IndexFolder::open(const std::string& directory) {
  std::shared_ptr<IndexFolder> folder(new IndexFolder);
  folder->directory_ = directory;
  folder->folder_ = Descriptor(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const auto missing = [&] {
    return fail(ErrorCode::index, "no index at '" + directory + "'",
                "make one: blotter-index --db " + directory + " PATH...");
  };
  if (!folder->folder_) {
    if (errno == ENOENT) return missing();
    if (errno == ENOTDIR) return fail(ErrorCode::index, "'" + directory + "' is no index: an index is a folder");
    return fail(ErrorCode::index, "cannot open the index '" + directory + "': " + std::strerror(errno));
  }
  const int at = folder->folder_.get();
  if (!exists(at, version_file)) return missing();  // a first build may be under way
  if (!is_regular(at, version_file)) return fail(ErrorCode::index, "'" + directory + "' is no Blotter index");
  for (const char* table : table_files)
    if (exists(at, table) && !is_regular(at, table))
      return tl::unexpected(damaged(directory, std::string(table) + " is not a regular file"));
  if (Result<void> guarded = folder->guard_tables(); !guarded) return tl::unexpected<Error>(guarded.error());
  return folder;
}

Result<void> IndexFolder::guard_tables() {
  auto checksums = SideFile::map(folder_.get(), checksums_file, checksums_kind);
  if (!checksums) {
    if (checksums.error() == SideFile::Fault::absent) return {};  // of an older version: nothing to compare with
    return fail(ErrorCode::index, "the index '" + directory_ + "' is damaged: its file of checksums is not whole",
                "if the disk is sound, remove '" + directory_ + "/" + checksums_file +
                    "': the next run of blotter-index makes it anew");
  }
  checksums_.emplace(std::move(*checksums));
  for (const char* table : table_files) {
    if (!checksums_->has(table)) continue;
    Descriptor file(::openat(folder_.get(), table, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file) return tl::unexpected(damaged(directory_, std::string(table) + ": " + std::strerror(errno)));
    guards_.push_back(std::make_unique<TableGuard>(file.get(), checksums_of_table(*checksums_, table)));
    tables_.push_back(std::move(file));
  }
  return {};
}

std::string IndexFolder::xapian_path() const {
  std::string path = "/proc/self/fd/" + std::to_string(folder_.get());
  return ::access(path.c_str(), X_OK) == 0 ? path : directory_;
}

bool IndexFolder::is_current() const {
  struct stat named {};
  struct stat pinned {};
  return stat(directory_.c_str(), &named) == 0 && fstat(folder_.get(), &pinned) == 0 && named.st_dev == pinned.st_dev &&
         named.st_ino == pinned.st_ino;
}

std::optional<Revision> IndexFolder::checksums_of() const {
  return checksums_ ? std::optional(checksums_->revision()) : std::nullopt;
}

Result<void> IndexFolder::check(const Revision& revision) const {
  if (!checksums_) return {};
  const Revision& known = checksums_->revision();
  if (revision.uuid != known.uuid || revision.number < known.number)
    return tl::unexpected(damaged(directory_, "its checksums are of another one"));
  if (revision.number > known.number) return {};  // a run is changing it, or was killed
  const std::optional<std::string> version = read_small(folder_.get(), version_file);
  if (!version || hash_of(*version) != checksums_->array<std::uint64_t>(version_file).front())
    return tl::unexpected(damaged(directory_, std::string(version_file) + " does not have its checksum"));
  for (std::size_t i = 0, next = 0; i < table_files.size(); ++i) {
    if (!checksums_->has(table_files[i])) continue;
    struct stat status {};
    const auto blocks = checksums_->array<std::uint64_t>(table_files[i]).size();
    if (fstat(tables_[next++].get(), &status) != 0 || static_cast<std::uint64_t>(status.st_size) < blocks * table_block)
      return tl::unexpected(damaged(directory_, std::string(table_files[i]) + " is cut"));
  }
  return {};
}

Result<void> write_checksums(const IndexFolder& folder, const Revision& revision) {
  SideFileWriter file;
  const std::optional<std::string> version = read_small(folder.descriptor(), version_file);
  if (!version) return fail(ErrorCode::io, "cannot read '" + folder.directory() + "/" + version_file + "'");
  file.add(version_file, std::vector<std::uint64_t>{hash_of(*version)});
  const std::optional<SideFile>& before = folder.checksums_;
  const bool continued = before && before->revision().uuid == revision.uuid;
  for (const char* table : table_files) {
    if (!exists(folder.descriptor(), table)) continue;
    const TableChecksums known =
        continued && before->has(table) ? checksums_of_table(*before, table) : TableChecksums{table, {}, 0};
    std::vector<std::uint64_t> blocks;
    const auto add = [&](std::uint64_t number, const char* block) {
      blocks.push_back(is_newer(known, number, block) ? hash_of({block, table_block}) : known.blocks[number]);
    };
    if (!each_block(folder.descriptor(), table, add))
      return fail(ErrorCode::io, "cannot read '" + folder.directory() + "/" + table + "'");
    file.add(table, blocks);
  }
  return replace_file(folder.descriptor(), checksums_file, file.finish(checksums_kind, revision));
}

std::vector<std::string> verify_checksums(const IndexFolder& folder) {
  const auto checksums = SideFile::map(folder.descriptor(), checksums_file, checksums_kind);
  if (!checksums && checksums.error() == SideFile::Fault::absent) return {};
  if (!checksums) return {std::string(checksums_file) + " is not whole"};
  std::vector<std::string> faults;
  for (const char* name : table_files) {
    if (!checksums->has(name)) continue;
    const TableChecksums table = checksums_of_table(*checksums, name);
    std::uint64_t blocks = 0;
    std::uint64_t wrong = 0;
    const auto compare = [&](std::uint64_t number, const char* block) {
      ++blocks;
      wrong += is_sound(table, number, block) ? 0 : 1;
    };
    if (!each_block(folder.descriptor(), name, compare) || blocks < table.blocks.size())
      faults.push_back(std::string(name) + " is cut or cannot be read");
    if (wrong > 0) faults.push_back(std::to_string(wrong) + " blocks of " + name + " do not have their checksum");
  }
  return faults;
}

}  // namespace blotter::store
