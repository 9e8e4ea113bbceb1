// Gives every distinct string a small dense number.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::text {

// Open addressing over one arena: a look-up of a known string touches one slot and its bytes, and allocates
// nothing.
class Interner {
 public:
  static constexpr std::uint32_t none = 0xffffffffu;

  Interner() { slots_.resize(1024); }

  // The number of the string, given at first sight: 0, 1, 2 …; `second` tells whether it is new.
  std::pair<std::uint32_t, bool> intern(std::string_view text) {
    if ((offsets_.size() + 1) * 2 > slots_.size()) grow();
    const std::uint64_t hash = hash_of(text);
    Slot& slot = find_slot(text, hash);
    if (slot.id != none) return {slot.id, false};
    slot.id = static_cast<std::uint32_t>(size());
    slot.tag = static_cast<std::uint32_t>(hash >> 32);
    arena_.append(text);
    offsets_.push_back(arena_.size());
    return {slot.id, true};
  }
  // The string of that number, valid until the next intern().
  [[nodiscard]] std::string_view text(std::uint32_t id) const {
    const std::size_t begin = id == 0 ? 0 : offsets_[id - 1];
    return std::string_view(arena_).substr(begin, offsets_[id] - begin);
  }
  [[nodiscard]] std::size_t size() const { return offsets_.size(); }
  // Memory in use, bytes.
  [[nodiscard]] std::size_t bytes() const {
    return arena_.capacity() + slots_.size() * sizeof(Slot) + offsets_.capacity() * sizeof(std::size_t);
  }
  void clear() {
    arena_.clear();
    offsets_.clear();
    slots_.assign(1024, Slot{});
  }

 private:
  struct Slot {
    std::uint32_t tag = 0;  // the hash's high half: most collisions end here
    std::uint32_t id = none;
  };

  // Words are short: eight bytes a step, each folded in by a multiplication (after Fibonacci hashing, Knuth,
  // TAOCP 3, 6.4).
  static std::uint64_t hash_of(std::string_view text) {
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15ull;
    std::uint64_t hash = text.size() * golden;
    const char* at = text.data();
    std::size_t left = text.size();
    for (; left >= 8; at += 8, left -= 8) hash = mix(hash, load(at, 8));
    if (left > 0) hash = mix(hash, load(at, left));
    return hash ^ (hash >> 29);
  }
  static std::uint64_t load(const char* at, std::size_t bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, bytes);
    return word;
  }
  static std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ull;
    return hash ^ (hash >> 32);
  }
  Slot& find_slot(std::string_view text, std::uint64_t hash) {
    const std::size_t mask = slots_.size() - 1;
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
      Slot& slot = slots_[at];
      if (slot.id == none || (slot.tag == tag && this->text(slot.id) == text)) return slot;
    }
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (std::uint32_t id = 0; id < size(); ++id) {
      const std::uint64_t hash = hash_of(text(id));
      std::size_t at = hash & (slots_.size() - 1);
      while (slots_[at].id != none) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = {static_cast<std::uint32_t>(hash >> 32), id};
    }
  }

  std::vector<Slot> slots_;           // a power of two
  std::vector<std::size_t> offsets_;  // end of each string in the arena
  std::string arena_;
};

}  // namespace blotter::text
