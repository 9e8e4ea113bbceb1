#include "common/store/index_files.hpp"
#include "indexer/reader/path_name.hpp"
#include "indexer/source/file_kind.hpp"
#include "indexer/source/ignore_list.hpp"
#include "indexer/source/interrupt.hpp"
#include "indexer/source/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <optional>
#include <set>
#include <sys/stat.h>
#include <system_error>

namespace blotter::source {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t second = 1'000'000'000;  // in nanoseconds

std::int64_t nanoseconds(const timespec& time) { return time.tv_sec * second + time.tv_nsec; }

// Whether a file that changed at that time may change once more and keep it: kernels stamp in steps of some
// milliseconds, some file systems in steps of two seconds.
bool is_now(const timespec& time) {
  timespec now{};
  (void)::clock_gettime(CLOCK_REALTIME, &now);
  const std::int64_t step = time.tv_nsec == 0 ? 2 * second : second / 20;
  const std::int64_t age = nanoseconds(now) - nanoseconds(time);
  return age < step && age > -step;
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

// "page_files" beside "page.html": what browsers save with a page, in the languages that they speak.
bool is_folder_of_page(const std::string& name, const std::vector<std::string>& sorted_names) {
  for (const std::string_view end : {"_files", "-files", ".files", "_fichiers", "-Dateien", "_archivos", "_dosyalar",
                                     "_bestanden", "_pliki", "_файлы", "_файли"}) {
    if (!name.ends_with(end)) continue;
    const std::string stem = name.substr(0, name.size() - end.size());
    for (const std::string_view extension : {".html", ".htm", ".xhtml", ".php", ".aspx"})
      if (std::binary_search(sorted_names.begin(), sorted_names.end(), stem + std::string(extension))) return true;
  }
  return false;
}

class Walker {
 public:
  Walker(const std::function<void(Item&&)>& found, const std::function<void(std::string, Error)>& missing,
         const std::function<void(std::string, std::string_view)>& skipped, const WalkOptions& options)
      : found_(found), missing_(missing), skipped_(skipped), only_(options.only), roots_(options.roots) {
    for (const std::string& pattern : options.include) include_.add(pattern, {});
    for (const std::string& pattern : options.exclude) exclude_.add(pattern, {});
  }

  void argument(const std::string& given) {
    if (interrupted()) return;
    if (given == "-") {
      Item input;
      input.path = given;
      return found_(std::move(input));
    }
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
      const fs::path plain = shown.has_filename() ? shown : shown.parent_path();
      folder(roots_.name(root_).value_or(plain), root_, {}, {exclude_, Origin::discovered, 0});
    } else if (fs::is_regular_file(status) || fs::is_fifo(status)) {
      const fs::path outer = fs::canonical(shown.has_parent_path() ? shown.parent_path() : fs::path("."), error);
      const std::optional<fs::path> name = roots_.name(outer);
      file(name ? *name / shown.filename() : shown, root_, Origin::named);
    } else {
      missing_(given, Error{ErrorCode::io, "neither a file nor a folder", {}});
    }
  }

 private:
  static constexpr int deepest = reader::Limits{}.folder_depth;

  // What a folder hands down to those inside.
  struct Inherited {
    IgnoreList ignored;
    Origin origin;
    int depth;
  };

  void skip(const fs::path& shown, std::string_view kind) {
    if (skipped_) skipped_(shown.string(), kind);
  }

  void file(const fs::path& shown, const fs::path& absolute, Origin origin) {
    if (only_ && !only_->contains(absolute.string())) return;
    Item item;
    item.path = reader::path_name(shown.string());
    item.origin = origin;
    item.absolute = absolute.string();
    struct stat status {};
    if (::stat(item.absolute.c_str(), &status) == 0) {
      item.size = static_cast<std::uint64_t>(status.st_size);
      item.modified = status.st_mtim.tv_sec;
      item.inode = is_now(status.st_mtim) || is_now(status.st_ctim) ? 0 : status.st_ino;
      item.modified_ns = nanoseconds(status.st_mtim);
      item.changed_ns = nanoseconds(status.st_ctim);
    }
    found_(std::move(item));
  }

  [[nodiscard]] bool inside_root(const fs::path& canonical) const {
    const auto [root_end, ignored] = std::mismatch(root_.begin(), root_.end(), canonical.begin(), canonical.end());
    return root_end == root_.end();
  }

  // `below` is the path of the folder below the root, for patterns with a '/'.
  void folder(const fs::path& path, const fs::path& absolute, const fs::path& below, Inherited inherited) {
    std::error_code error;
    const fs::path shown = roots_.root_name(absolute).value_or(path);
    if (inherited.depth > deepest)
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
    if (std::binary_search(names.begin(), names.end(), ".blotterignore"))
      if (const Result<void> read = inherited.ignored.load(absolute / ".blotterignore", below.string()); !read)
        missing_((shown / ".blotterignore").string(), read.error());
    ++inherited.depth;
    for (const std::string& name : names) {
      if (interrupted()) return;
      if (name == ".blotterignore") continue;
      Inherited handed = inherited;
      if (is_folder_of_page(name, names)) handed.origin = Origin::page_part;
      entry(shown / name, absolute / name, below / name, handed);
    }
  }

  void entry(const fs::path& shown, const fs::path& path, const fs::path& below, const Inherited& inherited) {
    const std::string name = path.filename().string();
    std::error_code error;
    fs::path absolute = path;
    const bool is_link = fs::is_symlink(fs::symlink_status(path, error));
    const bool hidden = name.starts_with('.') && kind_of_folder_name(name).empty();
    if (inherited.ignored.matches(name, below.string())) return skip(shown, kind::excluded);
    if (hidden) return skip(shown, kind::hidden);
    if (is_link) {
      absolute = fs::canonical(path, error);
      if (error) return missing_(shown.string(), Error{ErrorCode::io, error.message(), {}});
      if (!inside_root(absolute)) return;
    }
    const fs::file_status status = fs::status(absolute, error);
    if (error) return missing_(shown.string(), Error{ErrorCode::io, error.message(), {}});
    if (fs::is_directory(status)) {
      if (const std::string_view kind = kind_of_folder_name(name); !kind.empty()) return skip(shown, kind);
      folder(shown, absolute, below, inherited);
    } else if (fs::is_regular_file(status)) {
      if (!include_.empty() && !include_.matches(name, below.string())) return skip(shown, kind::excluded);
      if (const std::string_view kind = kind_of_file_name(name); !kind.empty()) return skip(shown, kind);
      file(shown, absolute, inherited.origin);
    }
  }

  const std::function<void(Item&&)>& found_;
  const std::function<void(std::string, Error)>& missing_;
  const std::function<void(std::string, std::string_view)>& skipped_;
  const std::set<std::string>* only_;
  const Roots& roots_;
  IgnoreList include_;
  IgnoreList exclude_;
  fs::path root_;
  std::set<std::string> visited_;
};

}  // namespace

void walk(const std::vector<std::string>& arguments, const std::function<void(Item&&)>& found,
          const std::function<void(std::string path, Error)>& missing,
          const std::function<void(std::string path, std::string_view kind)>& skipped, const WalkOptions& options) {
  Walker walker(found, missing, skipped, options);
  for (const std::string& argument : arguments) walker.argument(argument);
}

}  // namespace blotter::source
