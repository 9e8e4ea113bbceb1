#include "indexer/source/folder_watch.hpp"

#include "common/store/index_files.hpp"
#include "indexer/source/interrupt.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <sys/inotify.h>
#include <thread>
#include <unistd.h>
#include <unordered_map>

namespace blotter::source {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds batch{1};
constexpr std::uint32_t events = IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE | IN_DELETE | IN_DELETE_SELF |
                                 IN_MOVE_SELF | IN_ATTRIB | IN_ONLYDIR;

bool is_index(const fs::path& folder) {
  std::error_code error;
  return store::is_marked(folder.string()) || fs::exists(folder / store::version_file, error);
}

bool is_link(const fs::path& path) {
  std::error_code error;
  return fs::is_symlink(path, error) || fs::hard_link_count(path, error) > 1;
}

}  // namespace

struct FolderWatch::State {
  int descriptor = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  std::vector<std::string> paths;
  std::unordered_map<int, fs::path> folders;               // by watch
  std::unordered_map<int, std::set<std::string>> awaited;  // by watch: what in it is, or leads to, one of the paths

  ~State() {
    if (descriptor >= 0) ::close(descriptor);
  }

  Result<void> add(const fs::path& folder) {
    const int watch = inotify_add_watch(descriptor, folder.c_str(), events);
    if (watch >= 0) folders[watch] = folder;
    // What has gone meanwhile, or is not ours to read, the next walk names.
    if (watch >= 0 || (errno != ENOSPC && errno != ENOMEM)) return {};
    return fail(ErrorCode::io, fmt::format("cannot watch '{}': {}", folder.string(), std::strerror(errno)),
                "raise fs.inotify.max_user_watches (sysctl), or name fewer folders");
  }

  // Waits for the path itself, which may be replaced or come back, in the next folder above it that is there.
  void await(const fs::path& path) {
    fs::path name = path.has_filename() ? path : path.parent_path();
    std::error_code error;
    while (name.has_relative_path() && !fs::is_directory(name.parent_path(), error)) name = name.parent_path();
    const int watch =
        inotify_add_watch(descriptor, name.parent_path().c_str(), IN_CREATE | IN_MOVED_TO | IN_ONLYDIR | IN_MASK_ADD);
    if (watch >= 0) awaited[watch].insert(name.filename());
  }

  // All folders as they are now.
  Result<void> add_all() {
    for (const std::string& path : paths) {
      std::error_code error;
      if (!fs::is_regular_file(path, error)) await(fs::absolute(path, error).lexically_normal());
      fs::path root = fs::canonical(path, error);
      if (error) continue;
      const bool folder = fs::is_directory(root, error);
      if (Result<void> done = add(folder ? root : root.parent_path()); !done) return done;
      if (!folder) continue;
      fs::recursive_directory_iterator below(root, fs::directory_options::skip_permission_denied, error);
      for (; !error && below != fs::recursive_directory_iterator(); below.increment(error)) {
        std::error_code gone;
        if (below->is_symlink(gone) || !below->is_directory(gone)) continue;
        if (below->path().filename().string().starts_with('.') || is_index(below->path()))
          below.disable_recursion_pending();
        else if (Result<void> done = add(below->path()); !done) return done;
      }
    }
    return {};
  }

  void take(const inotify_event& event, FolderChanges& changes) {
    if (event.mask & IN_Q_OVERFLOW) changes.rescan = true;
    if (event.mask & IN_IGNORED) {
      folders.erase(event.wd);
      awaited.erase(event.wd);
    }
    if (const auto names = awaited.find(event.wd); event.len > 0 && names != awaited.end())
      changes.rescan |= (event.mask & (IN_CREATE | IN_MOVED_TO)) && names->second.contains(event.name);
    const auto folder = folders.find(event.wd);
    if (event.mask & (IN_DELETE_SELF | IN_MOVE_SELF)) changes.rescan = true;
    if (folder == folders.end() || event.len == 0) return;
    const std::string_view name(event.name);
    const fs::path path = folder->second / name;
    if (name == ".blotterignore") changes.rescan = true;
    else if (name.starts_with('.')) return;
    else if (event.mask & IN_ISDIR) changes.rescan |= !is_index(path) && !(event.mask & IN_ATTRIB);
    // A file that was only made is still to be written; a link to one is not.
    else if (!(event.mask & IN_CREATE) || is_link(path)) changes.files.insert(path.string());
  }

  void read_events(FolderChanges& changes) {
    alignas(inotify_event) std::array<char, 65536> buffer;
    while (true) {
      const ssize_t size = ::read(descriptor, buffer.data(), buffer.size());
      if (size <= 0) return;
      for (const char* at = buffer.data(); at < buffer.data() + size;) {
        const auto* event = reinterpret_cast<const inotify_event*>(at);
        take(*event, changes);
        at += sizeof(inotify_event) + event->len;
      }
    }
  }
};

FolderWatch::FolderWatch() : state_(std::make_unique<State>()) {}
FolderWatch::FolderWatch(FolderWatch&&) noexcept = default;
FolderWatch& FolderWatch::operator=(FolderWatch&&) noexcept = default;
FolderWatch::~FolderWatch() = default;

Result<FolderWatch> FolderWatch::create(const std::vector<std::string>& paths) {
  FolderWatch watch;
  if (watch.state_->descriptor < 0)
    return fail(ErrorCode::io, fmt::format("cannot watch folders: {}", std::strerror(errno)),
                "raise fs.inotify.max_user_instances (sysctl)");
  watch.state_->paths = paths;
  if (Result<void> done = watch.state_->add_all(); !done) return tl::unexpected<Error>(done.error());
  return watch;
}

Result<FolderChanges> FolderWatch::wait() {
  FolderChanges changes;
  while (changes.files.empty() && !changes.rescan) {
    if (!wait_for_input(state_->descriptor)) return FolderChanges{};
    state_->read_events(changes);
  }
  for (auto end = std::chrono::steady_clock::now() + batch; !interrupted() && std::chrono::steady_clock::now() < end;)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  state_->read_events(changes);
  if (changes.rescan)
    if (Result<void> done = state_->add_all(); !done) return tl::unexpected<Error>(done.error());
  return changes;
}

}  // namespace blotter::source
