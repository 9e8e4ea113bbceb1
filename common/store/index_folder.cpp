#include "common/store/index_folder.hpp"

#include "common/hash.hpp"
#include "common/store/table_writes.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <set>
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

Descriptor open_table(int folder, const char* name) {
  return Descriptor(::openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
}

bool seek_block(const Descriptor& file, std::uint64_t number) {
  return ::lseek(file.get(), static_cast<off_t>(number * table_block), SEEK_SET) >= 0;
}

// Calls `visit(number, block)` for every whole block from `number` on; false when the table cannot be read.  Reads
// without a check of the blocks (table_guard.hpp).
template <class Visit>
bool each_block(const Descriptor& file, Visit visit, std::uint64_t number = 0) {
  constexpr std::size_t at_once = 64;
  if (!file || !seek_block(file, number)) return false;
  std::string buffer(at_once * table_block, '\0');
  std::size_t filled = 0;
  while (true) {
    const ssize_t count = ::read(file.get(), buffer.data() + filled, buffer.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (count == 0) return true;  // the rest of a block is from a write that failed on a full disk: nobody uses it
    filled += static_cast<std::size_t>(count);
    const std::size_t whole = filled / table_block;
    for (std::size_t i = 0; i < whole; ++i) visit(number++, buffer.data() + i * table_block);
    filled -= whole * table_block;
    std::memmove(buffer.data(), buffer.data() + whole * table_block, filled);
  }
}

// Likewise for some blocks of the table, as far as it has them.
template <class Visit>
bool each_block_of(const Descriptor& file, const std::set<std::uint64_t>& numbers, Visit visit) {
  std::string block(table_block, '\0');
  for (const std::uint64_t number : numbers) {
    if (!file || !seek_block(file, number)) return false;
    ssize_t count = 0;
    while ((count = ::read(file.get(), block.data(), block.size())) < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (static_cast<std::size_t>(count) == table_block) visit(number, block.data());
  }
  return true;
}

bool is_regular(int folder, const char* name) {
  struct stat status {};
  return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status.st_mode);
}

bool exists(int folder, const char* name) {
  struct stat status {};
  return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

// By errno.
Error unreadable(const std::string& directory, const char* file) {
  return {ErrorCode::index, "cannot open '" + directory + "/" + file + "': " + std::strerror(errno), {}};
}

Error damaged(const std::string& directory, const std::string& what) {
  return {ErrorCode::index, "the index '" + directory + "' is damaged: " + what, "index the articles again"};
}

TableChecksums checksums_of_table(const SideFile& checksums, const char* table) {
  return {table, checksums.array<std::uint64_t>(table), checksums.revision().number};
}

// Returns the checksums of the table's blocks now, of which those in `known` were made before; nothing when it cannot
// be read.  Of the blocks that are known only `written` ones are read, where these are known, too.
std::optional<std::vector<std::uint64_t>> checksums_now(const Descriptor& file, const TableChecksums& known,
                                                        const std::optional<std::set<std::uint64_t>>& written) {
  std::vector<std::uint64_t> blocks;
  const auto add = [&](std::uint64_t number, const char* block) {
    if (number >= blocks.size()) blocks.resize(number + 1);
    blocks[number] = is_newer(known, number, block) ? hash_of({block, table_block}) : known.blocks[number];
  };
  if (!written) return each_block(file, add) ? std::optional(blocks) : std::nullopt;
  blocks.assign(known.blocks.begin(), known.blocks.end());
  const bool read = each_block_of(file, *written, add) && each_block(file, add, known.blocks.size());
  return read ? std::optional(blocks) : std::nullopt;
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
    if (checksums.error() == SideFile::Problem::unreadable)
      return tl::unexpected(unreadable(directory_, checksums_file));
    if (checksums.error() == SideFile::Problem::absent) return {};  // of an older version: nothing to compare with
    return fail(ErrorCode::index, "the index '" + directory_ + "' is damaged: its file of checksums is not whole",
                "if the disk is sound, remove '" + directory_ + "/" + checksums_file +
                    "': the next run of blotter-index makes it anew");
  }
  checksums_.emplace(std::move(*checksums));
  for (const char* table : table_files) {
    if (!checksums_->has(table)) continue;
    Descriptor file(::openat(folder_.get(), table, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file && errno == ENOENT) return tl::unexpected(damaged(directory_, std::string(table) + " is not there"));
    if (!file) return tl::unexpected(unreadable(directory_, table));
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

std::optional<TableChecksums> IndexFolder::checksums_of(const char* table) const {
  if (!checksums_ || !checksums_->has(table)) return std::nullopt;
  return checksums_of_table(*checksums_, table);
}

Result<void> IndexFolder::check(const Revision& revision) const {
  if (!checksums_) return {};
  const Revision& known = checksums_->revision();
  if (revision.uuid != known.uuid || revision.number < known.number)
    return tl::unexpected(damaged(directory_, "its checksums are of another one"));
  if (revision.number > known.number) return {};  // a run is changing it, or was killed
  const std::optional<std::string> version = read_small(folder_.get(), version_file);
  if (!version) return tl::unexpected(unreadable(directory_, version_file));
  if (hash_of(*version) != checksums_->array<std::uint64_t>(version_file).front())
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
    const auto written = continued ? blocks_written(folder.descriptor(), table, before->revision()) : std::nullopt;
    const auto blocks = checksums_now(open_table(folder.descriptor(), table), known, written);
    if (!blocks) return fail(ErrorCode::io, "cannot read '" + folder.directory() + "/" + table + "'");
    file.add(table, *blocks);
  }
  Result<void> replaced = replace_file(folder.descriptor(), checksums_file, file.finish(checksums_kind, revision));
  if (replaced) end_changing(folder.descriptor());
  return replaced;
}

Result<void> renew_checksums(const IndexFolder& folder, const Revision& revision) {
  if (folder.checksums_of() == revision && !is_changing(folder.descriptor())) return {};
  return write_checksums(folder, revision);
}

std::vector<std::string> verify_checksums(const IndexFolder& folder) {
  const auto checksums = SideFile::map(folder.descriptor(), checksums_file, checksums_kind);
  if (!checksums && checksums.error() == SideFile::Problem::absent) return {};
  if (!checksums) return {std::string(checksums_file) + " is not whole"};
  std::vector<std::string> errors;
  for (const char* name : table_files) {
    if (!checksums->has(name)) continue;
    const TableChecksums table = checksums_of_table(*checksums, name);
    std::uint64_t blocks = 0;
    std::uint64_t wrong = 0;
    const auto compare = [&](std::uint64_t number, const char* block) {
      ++blocks;
      wrong += is_sound(table, number, block) ? 0 : 1;
    };
    if (!each_block(open_table(folder.descriptor(), name), compare) || blocks < table.blocks.size())
      errors.push_back(std::string(name) + " is cut or cannot be read");
    if (wrong > 0) errors.push_back(std::to_string(wrong) + " blocks of " + name + " do not have their checksum");
  }
  return errors;
}

}  // namespace blotter::store
