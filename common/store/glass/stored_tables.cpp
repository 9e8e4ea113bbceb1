#include "common/store/glass/stored_tables.hpp"

#include "common/store/glass/block.hpp"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace blotter::glass {
namespace {

constexpr std::array tables{"postlist", "docdata", "termlist", "position", "spelling", "synonym"};
constexpr std::size_t version_header = 14 + 2 + 16;  // magic, format, UUID
constexpr std::size_t max_version_file = 1U << 16;

// The blocks that a level of branches points to; nothing when the tree is damaged.
std::optional<std::vector<std::uint64_t>> children(const BlockFile& file, std::uint64_t block_size, std::uint64_t level,
                                                   const std::vector<std::uint64_t>& branches) {
  const std::uint64_t blocks = file.size() / block_size;
  std::vector<std::uint64_t> found;
  std::vector<unsigned char> bytes(block_size);
  for (const std::uint64_t branch : branches) {
    if (branch >= blocks || !file.read(branch * block_size, bytes) || bytes[Block::level_at] != level)
      return std::nullopt;
    const std::size_t end = number_at(bytes, Block::directory_end_at, 2);
    if (end > bytes.size()) return std::nullopt;
    for (std::size_t at = Block::header; at + 1 < end; at += 2) {
      const std::size_t item = number_at(bytes, at, 2);
      if (item + 4 > bytes.size()) return std::nullopt;
      found.push_back(number_at(bytes, item, 4));
    }
    if (found.size() > blocks) return std::nullopt;
  }
  return found;
}

}  // namespace

BlockFile::BlockFile(const std::string& path)
    : file_(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)) {}

BlockFile::~BlockFile() {
  if (file_ >= 0) ::close(file_);
}

std::uint64_t BlockFile::size() const {
  struct stat status {};
  return ::fstat(file_, &status) == 0 && S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
}

bool BlockFile::read(std::uint64_t offset, std::vector<unsigned char>& bytes) const {
  return ::pread(file_, bytes.data(), bytes.size(), static_cast<off_t>(offset)) == static_cast<ssize_t>(bytes.size());
}

std::uint64_t number_at(const std::vector<unsigned char>& block, std::size_t at, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t i = at; i < at + size; ++i) number = number << 8U | block[i];
  return number;
}

std::optional<std::uint64_t> NumberReader::get() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; at_ < bytes_.size() && shift < 64; shift += 7) {
    const std::uint64_t byte = bytes_[at_++];
    value |= (byte & 0x7fU) << shift;
    if (byte < 0x80) return value;
  }
  return std::nullopt;
}

std::vector<unsigned char> NumberReader::take(std::uint64_t count) {
  const auto begin = bytes_.begin() + static_cast<std::ptrdiff_t>(at_);
  at_ = count > bytes_.size() - at_ ? bytes_.size() : at_ + count;
  return {begin, bytes_.begin() + static_cast<std::ptrdiff_t>(at_)};
}

std::optional<StoredDatabase> stored_tables(const std::string& dir) {
  const BlockFile version(dir + "/iamglass");
  std::vector<unsigned char> bytes(std::min<std::uint64_t>(version.size(), max_version_file));
  if (bytes.size() <= version_header || !version.read(0, bytes)) return std::nullopt;
  NumberReader in(std::move(bytes), version_header);
  const auto revision = in.get();
  if (!revision) return std::nullopt;
  StoredDatabase found{*revision, {}};
  for (const char* name : tables) {
    const auto block = in.get();
    const auto level = in.get();
    const auto entries = in.get();
    const auto size = in.get();
    const auto compress = in.get();
    const auto free_list = in.get();
    if (!block || !level || !entries || !size || !compress || !free_list) return std::nullopt;
    found.tables.push_back(
        {std::string(name) + ".glass", *block, *level >> 2U, *size << 11U, (*level & 1U) != 0, in.take(*free_list)});
  }
  return found;
}

std::optional<TreeBlocks> tree_blocks(const BlockFile& file, const StoredTable& table) {
  if (file.size() == 0 || table.absent || table.block_size < min_block_size || table.block_size > max_block_size ||
      table.level >= max_levels)
    return std::nullopt;
  TreeBlocks found;
  found.leaves = {table.block};
  for (std::uint64_t level = table.level; level > 0; --level) {
    std::optional<std::vector<std::uint64_t>> below = children(file, table.block_size, level, found.leaves);
    if (!below) return std::nullopt;
    found.branches.insert(found.branches.end(), found.leaves.begin(), found.leaves.end());
    found.leaves = std::move(*below);
  }
  return found;
}

}  // namespace blotter::glass
