#include "searcher/state/state_folder.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
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
  std::ofstream file(path, std::ios::binary | mode);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  return file.good();
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
  std::ifstream file(path, std::ios::binary);
  if (!file || !fs::is_regular_file(path, error)) return cannot("read", path);
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

Result<void> replace_file(const std::string& path, std::string_view text) {
  const std::string fresh = fmt::format("{}.{}.new", path, getpid());
  std::error_code error;
  const bool written = write(fresh, text, std::ios::trunc);
  if (written) fs::rename(fresh, path, error);
  if (written && !error) return {};
  fs::remove(fresh, error);
  return fail(ErrorCode::io, fmt::format("cannot write '{}'", path),
              "is its folder there, and is there room on the disk?");
}

Result<void> write_state(const std::string& path, std::string_view text) {
  const OwnersAlone rights;
  if (!make_folders(path) || !replace_file(path, text)) return cannot("write", path);
  return {};
}

Result<void> append_state(const std::string& path, std::string_view text) {
  const OwnersAlone rights;
  if (!make_folders(path) || !write(path, text, std::ios::app)) return cannot("write", path);
  return {};
}

}  // namespace blotter::search
