// A set of 64-bit hashes that takes 11 to 21 bytes a member.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace blotter {

class KeySet {
 public:
  // False when the key was there.  Keys are hashes already: their low bits choose the place.
  bool insert(std::uint64_t key) {
    key = stored(key);
    if ((size_ + 1) * 4 > slots_.size() * 3) grow();
    std::uint64_t& slot = slots_[find(slots_, key)];
    if (slot == key) return false;
    slot = key;
    ++size_;
    return true;
  }
  [[nodiscard]] bool contains(std::uint64_t key) const { return slots_[find(slots_, stored(key))] != empty; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  static constexpr std::uint64_t empty = 0;

  static std::uint64_t stored(std::uint64_t key) { return key == empty ? ~empty : key; }
  static std::size_t find(const std::vector<std::uint64_t>& slots, std::uint64_t key) {
    const std::size_t mask = slots.size() - 1;
    std::size_t at = key & mask;
    while (slots[at] != empty && slots[at] != key) at = (at + 1) & mask;
    return at;
  }
  void grow() {
    std::vector<std::uint64_t> larger(slots_.size() * 2);
    for (const std::uint64_t key : slots_)
      if (key != empty) larger[find(larger, key)] = key;
    slots_.swap(larger);
  }

  std::vector<std::uint64_t> slots_ = std::vector<std::uint64_t>(1024);  // a power of two of them
  std::size_t size_ = 0;
};

}  // namespace blotter
