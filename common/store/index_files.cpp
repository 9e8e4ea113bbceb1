#include "common/store/index_files.hpp"

#include "common/store/table_writes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fcntl.h>
#include <random>
#include <sys/stat.h>
#include <unistd.h>

namespace blotter::store {
namespace {

constexpr std::array index_files{mark_file,     version_file,   "flintlock", columns_file,
                                 changing_file, checksums_file, inputs_file};
constexpr std::string_view first_line = "blotter index\n";

}  // namespace

bool is_index_file(std::string_view name) {
  return std::find(index_files.begin(), index_files.end(), name) != index_files.end() ||
         std::find(table_files.begin(), table_files.end(), name) != table_files.end();
}

bool is_temporary_file(std::string_view name) {
  // v.tmp is Xapian's; the six characters are mkostemp's.
  return name == "v.tmp" || name.starts_with("columns.new.") || name.starts_with("checksums.new.") ||
         name.starts_with("inputs.new.") || name.starts_with("blotter.new.") ||
         (name.starts_with("blotter-") && name.size() == 14);
}

std::string mark_text() {
  std::random_device source;
  std::array<std::uint64_t, 2> id{};
  for (std::uint64_t& half : id) half = std::uint64_t{source()} << 32 | source();
  return fmt::format("{}format 1\nversion {}\nid {:016x}{:016x}\npid {:10}\n", first_line, BLOTTER_VERSION, id[0],
                     id[1], 0);
}

bool is_marked(const std::string& folder) {
  const int file = ::open((folder + "/" + mark_file).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return false;
  std::array<char, first_line.size()> start{};
  struct stat status {};
  const bool read = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
                    ::pread(file, start.data(), start.size(), 0) == static_cast<ssize_t>(start.size());
  ::close(file);
  return read && std::string_view(start.data(), start.size()) == first_line;
}

}  // namespace blotter::store
