#include "common/store/glass/dictionary.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace blotter::glass {
namespace {

constexpr std::size_t first_cells = 1U << 12;

// Eight bytes at a time, each step multiplied and folded.  Not proof against an attacker who knows it; a run
// is small enough for that to cost time only.
std::uint32_t hash_of(std::string_view term) {
  constexpr std::uint64_t factor = 0x9e3779b97f4a7c15;
  std::uint64_t hash = term.size() * factor;
  const char* in = term.data();
  std::size_t left = term.size();
  for (; left >= 8; left -= 8, in += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, in, 8);
    hash = std::rotl((hash ^ word) * factor, 29);
  }
  std::uint64_t word = 0;
  if (left > 0) std::memcpy(&word, in, left);
  hash = (hash ^ word) * factor;
  return static_cast<std::uint32_t>(hash >> 32);
}

// Eight bytes of a term as a number that sorts as they do; what is missing is filled with zeros.
std::uint64_t eight_bytes(std::string_view term, std::size_t from) {
  std::uint64_t word = 0;
  if (from + 8 <= term.size()) {
    std::memcpy(&word, term.data() + from, 8);
  } else if (from < term.size()) {
    std::memcpy(&word, term.data() + from, term.size() - from);
  }
  return std::endian::native == std::endian::little ? __builtin_bswap64(word) : word;
}

}  // namespace

void Dictionary::clear() {
  bytes_.clear();
  ends_.assign(1, 0);
  cells_.assign(std::max(first_cells, cells_.size()), {});
}

std::uint32_t Dictionary::intern(std::string_view term) {
  const std::uint32_t hash = hash_of(term);
  const std::size_t mask = cells_.size() - 1;
  std::size_t at = hash & mask;
  for (; cells_[at].next_id != 0; at = (at + 1) & mask) {
    if (cells_[at].hash == hash && this->term(cells_[at].next_id - 1) == term) return cells_[at].next_id - 1;
  }
  const std::uint32_t id = size();
  bytes_.append(term);
  ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  cells_[at] = {hash, id + 1};
  if (ends_.size() * 2 > cells_.size()) grow();
  return id;
}

void Dictionary::grow() {
  std::vector<Cell> old(cells_.size() * 2);
  old.swap(cells_);
  const std::size_t mask = cells_.size() - 1;
  for (const Cell& cell : old) {
    if (cell.next_id == 0) continue;
    std::size_t at = cell.hash & mask;
    while (cells_[at].next_id != 0) at = (at + 1) & mask;
    cells_[at] = cell;
  }
}

Dictionary::Ranks Dictionary::ranks() const {
  struct Entry {  // comparing sixteen bytes in place settles nearly all
    std::uint64_t first, second;
    std::uint32_t id;
  };
  std::vector<Entry> entries(size());
  for (std::uint32_t id = 0; id < size(); ++id) {
    entries[id] = {eight_bytes(term(id), 0), eight_bytes(term(id), 8), id};
  }
  std::sort(entries.begin(), entries.end(), [this](const Entry& a, const Entry& b) {
    if (a.first != b.first) return a.first < b.first;
    return a.second != b.second ? a.second < b.second : term(a.id) < term(b.id);
  });
  Ranks ranks;
  ranks.rank.resize(size());
  ranks.order.resize(size());
  for (std::uint32_t rank = 0; rank < size(); ++rank) {
    ranks.order[rank] = entries[rank].id;
    ranks.rank[entries[rank].id] = rank;
  }
  return ranks;
}

}  // namespace blotter::glass
