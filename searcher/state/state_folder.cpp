#include "searcher/state/state_folder.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace blotter::search {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> cannot(std::string_view what, const std::string& path) {
  return fail(ErrorCode::io, fmt::format("cannot {} '{}'", what, path),
              "$XDG_STATE_HOME names another folder for what is saved");
}

// While it lives, new files and folders of this process are their owner's alone.
class OwnersAlone {
 public:
  OwnersAlone() : before_(umask(0077)) {}
  ~OwnersAlone() { umask(before_); }
  OwnersAlone(const OwnersAlone&) = delete;
  OwnersAlone& operator=(const OwnersAlone&) = delete;

 private:
  mode_t before_;
};

// Makes the folders above the file.
bool make_folders(const std::string& path) {
  std::error_code error;
  const fs::path folder = fs::path(path).parent_path();
  if (fs::is_directory(folder, error)) return true;
  fs::create_directories(folder, error);
  return !error;
}

bool write(const std::string& path, std::string_view text, std::ios::openmode mode) {
  errno = 0;
  std::ofstream file(path, std::ios::binary | mode);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  return file.good();
}

// Whether a line that is added would go on with the last one: editors may leave out the end of a file's last line.
bool lacks_line_end(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file || file.tellg() <= 0) return false;
  file.seekg(-1, std::ios::end);
  return file.get() != '\n';
}

// Writes beside the file, or the one that it is a link to, and takes its place with its rights.
bool exchange(const std::string& path, std::string_view text) {
  std::error_code error;
  const fs::path old = fs::is_symlink(path, error) ? fs::weakly_canonical(path, error) : fs::path(path);
  const fs::path fresh = old.parent_path() / fmt::format(".blotter.{}.new", getpid());
  bool written = write(fresh, {}, std::ios::trunc);
  if (const fs::file_status before = fs::status(old, error); written && fs::is_regular_file(before))
    fs::permissions(fresh, before.permissions(), error);
  written = written && write(fresh, text, std::ios::trunc);
  if (written) fs::rename(fresh, old, error);
  if (written && !error) return true;
  const int reason = written ? error.value() : errno;
  fs::remove(fresh, error);
  errno = reason;
  return false;
}

}  // namespace

Result<std::string> state_path(std::string_view name) {
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state && *state == '/') return (fs::path(state) / "blotter" / name).string();  // a relative one is to be ignored
  const char* home = std::getenv("HOME");
  if (home && *home == '/') return (fs::path(home) / ".local/state/blotter" / name).string();
  return fail(ErrorCode::io, "there is no folder to remember searches in: neither $XDG_STATE_HOME nor $HOME is set",
              "set XDG_STATE_HOME to a folder of yours");
}

Result<std::string> read_state(const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return std::string();
  if (!fs::is_regular_file(path, error)) return cannot("read", path);  // a pipe would never end
  std::ifstream file(path, std::ios::binary);
  if (!file) return cannot("read", path);
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

Result<void> replace_file(const std::string& path, std::string_view text) {
  std::error_code error;
  const fs::file_status before = fs::status(path, error);
  if (fs::is_directory(before))
    return fail(ErrorCode::io, fmt::format("cannot write '{}': it is a folder", path), "name a file in it");
  const bool streams = fs::exists(before) && !fs::is_regular_file(before);
  if (streams ? write(path, text, std::ios::out) : exchange(path, text)) return {};
  return fail(ErrorCode::io, fmt::format("cannot write '{}': {}", path, std::generic_category().message(errno)),
              "is its folder there, and is there room on the disk?");
}

Result<void> write_state(const std::string& path, std::string_view text) {
  const OwnersAlone rights;
  if (!make_folders(path) || !exchange(path, text)) return cannot("write", path);
  return {};
}

Result<void> append_state(const std::string& path, std::string_view text) {
  const OwnersAlone rights;
  const std::string lines = (lacks_line_end(path) ? "\n" : "") + std::string(text);
  if (!make_folders(path) || !write(path, lines, std::ios::app)) return cannot("write", path);
  return {};
}

}  // namespace blotter::search
