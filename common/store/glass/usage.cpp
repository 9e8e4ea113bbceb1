#include "common/store/glass/usage.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fcntl.h>
#include <optional>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace blotter::glass {
namespace {

constexpr std::array tables{"postlist", "docdata", "termlist", "position", "spelling", "synonym"};
constexpr std::size_t version_header = 14 + 2 + 16;  // magic, format, UUID
constexpr std::size_t max_version_file = 1U << 16;
// A block: revision (4 bytes), level (1), largest free piece (2), free in all (2), end of the directory (2).
constexpr std::size_t block_header = 11;
constexpr std::size_t level_at = 4;
constexpr std::size_t free_at = 7;
constexpr std::size_t end_at = 9;
constexpr std::uint64_t leaf_sample = 512;
// Items do not fill a block to the last byte: what a compaction leaves free as well, of a hundred.
constexpr std::uint64_t usual_slack = 3;

class File {
 public:
  explicit File(const std::string& path)
      : file_(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)) {}
  ~File() {
    if (file_ >= 0) ::close(file_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] std::uint64_t size() const {
    struct stat status {};
    return ::fstat(file_, &status) == 0 && S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
  }
  // False unless all of it is there.
  [[nodiscard]] bool read(std::uint64_t offset, std::vector<unsigned char>& bytes) const {
    return ::pread(file_, bytes.data(), bytes.size(), static_cast<off_t>(offset)) == static_cast<ssize_t>(bytes.size());
  }

 private:
  int file_;
};

std::size_t two_bytes(const std::vector<unsigned char>& bytes, std::size_t at) {
  return static_cast<std::size_t>(bytes[at]) << 8U | bytes[at + 1];
}

// Reads the version file; every get() after its end gives nothing.
class VersionReader {
 public:
  explicit VersionReader(std::vector<unsigned char> bytes) : bytes_(std::move(bytes)), at_(version_header) {}
  [[nodiscard]] std::optional<std::uint64_t> get() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; at_ < bytes_.size() && shift < 64; shift += 7) {
      const std::uint64_t byte = bytes_[at_++];
      value |= (byte & 0x7fU) << shift;
      if (byte < 0x80) return value;
    }
    return std::nullopt;
  }
  void skip(std::uint64_t count) { at_ = count > bytes_.size() - at_ ? bytes_.size() : at_ + count; }

 private:
  std::vector<unsigned char> bytes_;
  std::size_t at_;
};

struct Root {
  std::uint64_t block = 0;
  std::uint64_t level = 0;
  std::uint64_t block_size = 0;
  bool absent = true;
};

std::optional<Root> next_root(VersionReader& in) {
  const auto block = in.get();
  const auto level = in.get();
  const auto entries = in.get();
  const auto size = in.get();
  const auto compress = in.get();
  const auto free_list = in.get();
  if (!block || !level || !entries || !size || !compress || !free_list) return std::nullopt;
  in.skip(*free_list);
  return Root{*block, *level >> 2U, *size << 11U, (*level & 1U) != 0};
}

// The blocks that a level of branches points to; nothing when the tree is damaged.
std::optional<std::vector<std::uint64_t>> children(const File& file, const Root& root, std::uint64_t level,
                                                   const std::vector<std::uint64_t>& branches) {
  const std::uint64_t blocks = file.size() / root.block_size;
  std::vector<std::uint64_t> found;
  std::vector<unsigned char> bytes(root.block_size);
  for (const std::uint64_t branch : branches) {
    if (branch >= blocks || !file.read(branch * root.block_size, bytes) || bytes[level_at] != level)
      return std::nullopt;
    const std::size_t end = two_bytes(bytes, end_at);
    if (end > bytes.size()) return std::nullopt;
    for (std::size_t at = block_header; at + 1 < end; at += 2) {
      const std::size_t item = two_bytes(bytes, at);
      if (item + 4 > bytes.size()) return std::nullopt;
      found.push_back(static_cast<std::uint64_t>(two_bytes(bytes, item)) << 16U | two_bytes(bytes, item + 2));
    }
    if (found.size() > blocks) return std::nullopt;
  }
  return found;
}

// What the items of the leaves take, by a sample of them.
std::optional<std::uint64_t> bytes_in_leaves(const File& file, const Root& root,
                                             const std::vector<std::uint64_t>& leaves) {
  const std::uint64_t step = 1 + leaves.size() / leaf_sample;
  std::uint64_t used = 0;
  std::uint64_t seen = 0;
  std::vector<unsigned char> header(block_header);
  for (std::uint64_t i = 0; i < leaves.size(); i += step, ++seen) {
    if (!file.read(leaves[i] * root.block_size, header) || two_bytes(header, free_at) > root.block_size)
      return std::nullopt;
    used += root.block_size - two_bytes(header, free_at);
  }
  return seen == 0 ? 0 : used * leaves.size() / seen;
}

std::uint64_t reclaimable_in(const std::string& path, const Root& root) {
  const File file(path);
  const std::uint64_t size = file.size();
  constexpr std::uint64_t max_block = 65536;
  constexpr std::uint64_t max_level = 10;  // as in Xapian
  if (size == 0 || root.absent || root.block_size < 2048 || root.block_size > max_block || root.level > max_level)
    return 0;
  std::vector<std::uint64_t> blocks{root.block};
  std::uint64_t branches = 0;
  for (std::uint64_t level = root.level; level > 0; --level) {
    branches += blocks.size();
    std::optional<std::vector<std::uint64_t>> below = children(file, root, level, blocks);
    if (!below) return 0;
    blocks = std::move(*below);
  }
  const std::optional<std::uint64_t> used = bytes_in_leaves(file, root, blocks);
  if (!used) return 0;
  const std::uint64_t needed = branches * root.block_size + *used + *used * usual_slack / 100;
  return size > needed ? size - needed : 0;
}

}  // namespace

std::uint64_t reclaimable_bytes(const std::string& dir) {
  const File version(dir + "/iamglass");
  std::vector<unsigned char> bytes(std::min<std::uint64_t>(version.size(), max_version_file));
  if (bytes.size() <= version_header || !version.read(0, bytes)) return 0;
  VersionReader in(std::move(bytes));
  (void)in.get();  // revision
  std::uint64_t total = 0;
  for (const char* table : tables) {
    const std::optional<Root> root = next_root(in);
    if (!root) return 0;
    total += reclaimable_in(dir + "/" + table + ".glass", *root);
  }
  return total;
}

}  // namespace blotter::glass
