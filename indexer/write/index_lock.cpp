#include "indexer/write/index_lock.hpp"

#include "common/store/database.hpp"
#include "common/store/index_files.hpp"
#include "common/store/side_file.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace blotter {

namespace fs = std::filesystem;

namespace {

constexpr int max_attempts = 1000;  // so often may the folder change while we look

enum class Holds { nothing, empty, index };

// Behind symbolic links, absolute, and without a slash at the end: what can be renamed.
fs::path resolved(const std::string& directory) {
  std::error_code error;
  // weakly_canonical() leaves a name without a folder as it is where nothing is there yet.
  fs::path path = fs::weakly_canonical(fs::absolute(directory), error);
  if (error) path = fs::absolute(directory);
  return path.has_filename() ? path : path.parent_path();
}

tl::unexpected<Error> refuse(const std::string& directory, const std::string& why) {
  return fail(ErrorCode::bad_usage, "'" + directory + "' " + why,
              "name an index, an empty folder, or a folder that does not exist yet");
}

// An index of before the marks.
Result<Holds> by_its_tables(const fs::path& folder) {
  try {
    const Xapian::Database database(folder.string(), Xapian::DB_BACKEND_GLASS);
    if (!database.get_metadata(store::key_schema).empty()) return Holds::index;
    return refuse(folder, "is a Xapian database, but not an index of Blotter");
  } catch (const Xapian::Error& error) {
    return refuse(folder, "is not an index: " + store::to_error(error).message);
  }
}

// These files come when the tables are whole.
bool was_complete(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / store::columns_file, error) || fs::exists(folder / store::checksums_file, error);
}

// Everything that is ours is a regular file: nothing is written through a link that somebody put there.
Result<Holds> inspect(const fs::path& folder) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(folder, error);
  if (status.type() == fs::file_type::not_found) return Holds::nothing;
  if (error) return fail(ErrorCode::io, "cannot look at '" + folder.string() + "': " + error.message());
  if (!fs::is_directory(status)) return refuse(folder, "is not a folder");
  bool empty = true;
  fs::directory_iterator entries(folder, error);
  for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
    const std::string name = entries->path().filename();
    std::error_code unknown;
    if (store::is_index_file(name) && !fs::is_regular_file(entries->symlink_status(unknown)))
      return refuse(folder, "is not an index: '" + name + "' in it is not a regular file");
    empty = empty && store::is_temporary_file(name);
  }
  if (error) return fail(ErrorCode::io, "cannot read the folder '" + folder.string() + "': " + error.message());
  if (empty) return Holds::empty;
  const bool has_tables = fs::exists(folder / store::version_file, error);
  if (store::is_marked(folder)) {
    if (has_tables || !was_complete(folder)) return Holds::index;
    return fail(ErrorCode::index, "the index '" + folder.string() + "' has lost its file '" + store::version_file + "'",
                "put it back from a copy, or remove the folder and index anew");
  }
  if (has_tables) return by_its_tables(folder);
  return refuse(folder, "is a folder that holds other things than an index");
}

tl::unexpected<Error> no_index(const std::string& directory) {
  return fail(ErrorCode::index, "no index at '" + directory + "'",
              "make one: blotter-index --db " + directory + " PATH...");
}

bool holds_only_mark(const fs::path& folder) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    if (entry.path().filename() != store::mark_file) return false;
  return !error;
}

// What root has written into the index of another user, who could no longer read it.
void give_to_owner(const fs::path& folder) {
  struct stat owner {};
  if (::geteuid() != 0 || ::stat(folder.c_str(), &owner) != 0 || owner.st_uid == 0) return;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (!store::is_index_file(entry.path().filename().string())) continue;
    const store::Descriptor file(::open(entry.path().c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat status {};
    // One with a second name may be another file of root's, put there.
    if (file && ::fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == 0 &&
        status.st_nlink == 1)
      (void)!::fchown(file.get(), owner.st_uid, owner.st_gid);
  }
}

// Of runs that were killed, in a folder of ours.
void remove_temporary_files(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> left;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    if (store::is_temporary_file(entry.path().filename().string()) &&
        entry.symlink_status(error).type() == fs::file_type::regular)
      left.push_back(entry.path());
  for (const fs::path& file : left) fs::remove(file, error);
}

}  // namespace

Result<void> check_is_ours(const std::string& directory) {
  const Result<Holds> holds = inspect(resolved(directory));
  if (!holds) return tl::unexpected(holds.error());
  return {};
}

Result<IndexLock> IndexLock::acquire(const std::string& directory, Missing missing, bool wait) {
  const fs::path path = resolved(directory);
  bool made_folder = false;
  for (int attempt = 0; attempt < max_attempts; ++attempt) {
    const Result<Holds> holds = inspect(path);
    if (!holds) return tl::unexpected(holds.error());
    if (*holds != Holds::index && missing == Missing::error) return no_index(directory);
    if (*holds == Holds::nothing) {
      std::error_code error;
      fs::create_directories(path.parent_path(), error);
      made_folder = ::mkdir(path.c_str(), 0700) == 0;
      if (!made_folder && errno != EEXIST)
        return fail(ErrorCode::io, "cannot make '" + path.string() + "': " + std::generic_category().message(errno));
    }
    Result<std::optional<MarkLock>> lock = MarkLock::acquire(path, store::mark_text(), wait);
    if (!lock) {
      if (made_folder) ::rmdir(path.c_str());  // empty when there was no room for the mark
      return tl::unexpected(lock.error());
    }
    if (!*lock) continue;
    IndexLock own(path, std::move(**lock), made_folder);
    if (missing == Missing::error && !own.has_index()) return no_index(directory);
    remove_temporary_files(path);
    return own;
  }
  return fail(ErrorCode::index, "'" + directory + "' does not stay what it is", "see who else writes there");
}

IndexLock::IndexLock(IndexLock&& other) noexcept
    : directory_(std::exchange(other.directory_, {})),
      lock_(std::move(other.lock_)),
      made_folder_(other.made_folder_) {}

IndexLock::~IndexLock() {
  if (directory_.empty()) return;
  give_to_owner(directory_);
  if (!holds_only_mark(directory_)) return;
  ::unlink((directory_ + "/" + store::mark_file).c_str());
  if (made_folder_) ::rmdir(directory_.c_str());
}

Result<void> IndexLock::check_place() const {
  if (lock_.is_of(directory_)) return {};
  return fail(ErrorCode::index, "'" + directory_ + "' was moved or replaced while this run wrote to it",
              "what it had written by then is in the folder that was moved");
}

bool IndexLock::has_index() const {
  std::error_code error;
  return fs::is_regular_file(fs::symlink_status(fs::path(directory_) / store::version_file, error));
}

std::vector<std::string> IndexLock::strays() const {
  std::vector<std::string> found;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory_, error)) {
    const std::string name = entry.path().filename();
    if (!store::is_index_file(name) && !store::is_temporary_file(name)) found.push_back(name);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::uint64_t bytes_in(const std::string& directory) {
  std::uint64_t total = 0;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, error))
    if (entry.is_regular_file(error)) total += entry.file_size(error);
  return total;
}

}  // namespace blotter
