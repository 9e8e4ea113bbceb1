#include "common/store/index_files.hpp"
#include "indexer/source/ignore_list.hpp"
#include "indexer/source/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <set>
#include <system_error>

namespace blotter::source {
namespace {

namespace fs = std::filesystem;

std::int64_t unix_seconds(fs::file_time_type time) {
  const auto system = std::chrono::file_clock::to_sys(time);
  return std::chrono::duration_cast<std::chrono::seconds>(system.time_since_epoch()).count();
}

// A folder that is an index, or is becoming one.
bool is_index(const fs::path& folder) {
  std::error_code error;
  return !folder.empty() && (fs::exists(folder / store::version_file, error) || store::is_marked(folder.string()));
}

// The folder of a file that bears the name of an index's file; empty for other files.
fs::path part_of(const fs::path& file) {
  return store::is_index_file(file.filename().string()) ? file.parent_path() : fs::path();
}

class Walker {
 public:
  Walker(const std::function<void(Item&&)>& found, const std::function<void(std::string, Error)>& missing)
      : found_(found), missing_(missing) {}

  void argument(const std::string& given) {
    if (given == "-") return found_(Item{"-", {}, 0, 0});
    std::error_code error;
    const fs::path shown = fs::path(given).lexically_normal();
    root_ = fs::canonical(given, error);
    if (error) return missing_(given, Error{ErrorCode::io, error.message(), {}});
    const fs::file_status status = fs::status(root_, error);
    if (is_index(fs::is_directory(status) ? root_ : part_of(root_))) {
      missing_(given, Error{ErrorCode::bad_usage, "this is an index, not articles", {}});
    } else if (fs::is_directory(status)) {
      visited_.clear();
      // "dir/" and "dir" name the same folder.
      folder(shown.has_filename() ? shown : shown.parent_path(), root_, {}, 0);
    } else if (fs::is_regular_file(status) || fs::is_fifo(status)) {
      file(shown, root_);
    } else {
      missing_(given, Error{ErrorCode::io, "neither a file nor a folder", {}});
    }
  }

 private:
  static constexpr int deepest = reader::Limits{}.folder_depth;

  void file(const fs::path& shown, const fs::path& absolute) {
    std::error_code error;
    Item item;
    item.path = shown.string();
    item.absolute = absolute.string();
    const auto size = fs::file_size(absolute, error);
    item.size = error ? 0 : size;
    const auto time = fs::last_write_time(absolute, error);
    item.modified = error ? 0 : unix_seconds(time);
    found_(std::move(item));
  }

  [[nodiscard]] bool inside_root(const fs::path& canonical) const {
    const auto [root_end, ignored] = std::mismatch(root_.begin(), root_.end(), canonical.begin(), canonical.end());
    return root_end == root_.end();
  }

  void folder(const fs::path& shown, const fs::path& absolute, const IgnoreList& inherited, int depth) {
    std::error_code error;
    if (depth > deepest)
      return missing_(
          shown.string(),
          Error{ErrorCode::limit, fmt::format("folders nested deeper than {} (limit folder_depth)", deepest), {}});
    if (!visited_.insert(absolute.string()).second) return;  // a link that leads back
    if (is_index(absolute)) return;
    std::vector<std::string> names;
    fs::directory_iterator entries(absolute, error);
    for (; !error && entries != fs::directory_iterator(); entries.increment(error))
      names.push_back(entries->path().filename().string());
    if (error) missing_(shown.string(), Error{ErrorCode::io, error.message(), {}});
    std::sort(names.begin(), names.end());
    IgnoreList ignored = inherited;
    if (std::binary_search(names.begin(), names.end(), ".blotterignore")) ignored.load(absolute / ".blotterignore");
    for (const std::string& name : names)
      if (!name.starts_with('.') && !ignored.matches(name)) entry(shown / name, absolute / name, ignored, depth);
  }

  void entry(const fs::path& shown, const fs::path& path, const IgnoreList& ignored, int depth) {
    std::error_code error;
    fs::path absolute = path;
    if (fs::is_symlink(fs::symlink_status(path, error))) {
      absolute = fs::canonical(path, error);
      if (error) return missing_(shown.string(), Error{ErrorCode::io, error.message(), {}});
      if (!inside_root(absolute)) return;
    }
    const fs::file_status status = fs::status(absolute, error);
    if (error) return missing_(shown.string(), Error{ErrorCode::io, error.message(), {}});
    if (fs::is_directory(status)) folder(shown, absolute, ignored, depth + 1);
    else if (fs::is_regular_file(status)) file(shown, absolute);
  }

  const std::function<void(Item&&)>& found_;
  const std::function<void(std::string, Error)>& missing_;
  fs::path root_;
  std::set<std::string> visited_;
};

}  // namespace

void walk(const std::vector<std::string>& arguments, const std::function<void(Item&&)>& found,
          const std::function<void(std::string path, Error)>& missing) {
  Walker walker(found, missing);
  for (const std::string& argument : arguments) walker.argument(argument);
}

}  // namespace blotter::source
