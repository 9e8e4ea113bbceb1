#include "common/store/glass/table_builder.hpp"

#include "common/store/glass/glass_error.hpp"

#include <algorithm>
#include <cstring>

namespace blotter::glass {
namespace {

// Four of the largest items go into a block.
constexpr std::size_t items_a_block = 4;
constexpr std::size_t max_item = (Block::capacity - items_a_block * Block::directory_entry) / items_a_block;

// A first piece shorter than this is not worth a split; as the library's own compaction has it.
constexpr std::size_t worth_a_piece = 34;

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t size = std::min(a.size(), b.size());
  return static_cast<std::size_t>(
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(size), b.begin()).first - a.begin());
}

}  // namespace

TableBuilder::TableBuilder(const std::string& path, std::uint32_t compress_minimum)
    : file_(path), compress_minimum_(compress_minimum) {
  leaf_.reset();
  begin_item({}, 1, 0, first_flag | last_flag);  // every table begins with an entry of empty key
}

// Makes an item up to its tag, whose place it gives back.
char* TableBuilder::begin_item(std::string_view key, std::uint32_t piece, std::size_t tag_size, std::uint32_t flags) {
  const std::size_t size = item_head + key.size() + (piece > 1 ? piece_size : 0) + tag_size;
  if (!leaf_.fits(size)) next_leaf(key, piece);
  char* out = leaf_.add(size);
  put_be16(out, static_cast<std::uint32_t>(size - item_head) | flags);
  out[2] = static_cast<char>(key.size());
  out = put_bytes(out + item_head, key);
  if (piece > 1) {
    put_be16(out, piece);
    out += piece_size;
  }
  return out;
}

void TableBuilder::add(std::string_view key, std::string_view tag, bool compressed) {
  if (key.size() > max_key_length) throw GlassError(ErrorCode::limit, "a key of the index is too long");
  const int order = std::memcmp(last_key_.data(), key.data(), std::min(last_length_, key.size()));
  if (order > 0 || (order == 0 && last_length_ >= key.size()))
    throw GlassError(ErrorCode::index, "keys out of order while writing the index");

  const std::uint32_t flags = compressed ? compressed_flag : 0;
  const std::size_t size = item_head + key.size() + tag.size();
  if (size <= max_item && (leaf_.fits(size) || first_room(key) == 0)) {
    put_bytes(begin_item(key, 1, tag.size(), flags | first_flag | last_flag), tag);
  } else {
    add_pieces(key, tag, flags);
  }
  std::memcpy(last_key_.data(), key.data(), key.size());
  last_length_ = key.size();
  ++entries_;
}

// Room for the first piece of a tag at the end of the leaf; 0 if it is not worth a piece.
std::size_t TableBuilder::first_room(std::string_view key) const {
  const std::size_t head = item_head + key.size() + Block::directory_entry;
  const std::size_t room = leaf_.free_bytes() % (max_item + Block::directory_entry);
  return room > head + worth_a_piece ? room - head : 0;
}

// A tag that is too large for one item, or for the leaf: the first piece fills up the leaf, the others are as large as
// may be.
void TableBuilder::add_pieces(std::string_view key, std::string_view tag, std::uint32_t flags) {
  const std::size_t head = item_head + key.size();
  const std::size_t piece_room = max_item - head - piece_size;
  std::size_t take = first_room(key);
  if (take == 0) take = piece_room + piece_size;
  if ((tag.size() - take + piece_room - 1) / piece_room + 1 > max_components)
    throw GlassError(ErrorCode::limit, "an entry of the index is too large");

  for (std::uint32_t piece = 1; !tag.empty(); ++piece) {
    take = std::min(take, tag.size());
    const std::uint32_t ends = (piece == 1 ? first_flag : 0) | (take == tag.size() ? last_flag : 0);
    char* out = begin_item(key, piece, take, flags | ends);
    put_bytes(out, tag.substr(0, take));
    tag.remove_prefix(take);
    take = piece_room;
    if (piece == 1) {  // what follows is divided from this piece by the number alone
      std::memcpy(last_key_.data(), key.data(), key.size());
      last_length_ = key.size();
    }
  }
}

// Closes the leaf and notes what divides it from the next: the shortest beginning of the new key that is
// larger than the last old one, and the number of the piece.
void TableBuilder::next_leaf(std::string_view key, std::uint32_t piece) {
  close_leaf();
  const std::size_t shared = common_prefix({last_key_.data(), last_length_}, key);
  leaf_separator_.assign(key.substr(0, std::min(shared + 1, key.size())));
  leaf_piece_ = piece;
}

void TableBuilder::close_leaf() {
  const std::uint32_t block = write(leaf_, 0);
  leaf_.reset();
  enter(1, block, leaf_separator_, leaf_piece_);
}

void TableBuilder::enter(std::size_t level, std::uint32_t child, std::string_view separator, std::uint32_t piece) {
  if (level >= max_levels) throw GlassError(ErrorCode::limit, "the index has too many levels");
  if (branches_.size() < level) {
    branches_.push_back(std::make_unique<Branch>());
    branches_.back()->block.reset();
  }
  Branch* branch = branches_[level - 1].get();
  if (!branch->block.fits(child_size + 1 + separator.size() + piece_size)) close_branch(level);
  if (branch->block.empty()) {  // the key of the first child is implied; it divides this block from the last
    branch->separator.assign(separator);
    branch->piece = piece;
    separator = {};
    piece = 0;
  }
  char* out = branch->block.add(child_size + 1 + separator.size() + piece_size);
  put_be32(out, child);
  out[child_size] = static_cast<char>(separator.size());
  out = put_bytes(out + child_size + 1, separator);
  put_be16(out, piece);
}

void TableBuilder::close_branch(std::size_t level) {
  Branch& branch = *branches_[level - 1];
  const std::uint32_t block = write(branch.block, level);
  branch.block.reset();
  branch.any_written = true;
  enter(level + 1, block, branch.separator, branch.piece);
}

std::uint32_t TableBuilder::write(Block& block, std::size_t level) {
  if (blocks_ == UINT32_MAX - 1) throw GlassError(ErrorCode::limit, "a table of the index has too many blocks");
  file_.append(block.seal(static_cast<std::uint32_t>(level)));
  return blocks_++;
}

TableRoot TableBuilder::finish(bool sync) {
  TableRoot root;
  if (branches_.empty()) {
    root.block = write(leaf_, 0);
  } else {
    close_leaf();
    std::size_t level = 1;  // the lowest level that fits one block is the root
    for (; branches_[level - 1]->any_written; ++level) close_branch(level);
    root.block = write(branches_[level - 1]->block, level);
    root.level = static_cast<std::uint32_t>(level);
  }
  file_.close(sync);
  root.entries = entries_;
  root.blocks = blocks_;
  root.compress_minimum = compress_minimum_;
  return root;
}

}  // namespace blotter::glass
