// Gives every distinct string a small dense number.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::text {

// Open addressing over one arena.  Words are short, and memory is what a look-up costs: a string of up to 11 bytes is
// its own key in the slot, so that finding it again touches one cache line.  Holds less than 4 GiB of text.
class Interner {
 public:
  static constexpr std::uint32_t none = 0xffffffffu;

  Interner() { slots_.resize(1024); }

  // Has the place read that intern() will look at first.
  void prefetch(std::string_view text) const {
    __builtin_prefetch(&slots_[hash_of(key_of(text)) & (slots_.size() - 1)]);
  }
  // The number of the string, given at first sight: 0, 1, 2 …; `second`: whether it is new.
  std::pair<std::uint32_t, bool> intern(std::string_view text) {
    const Key key = key_of(text);
    Cell& slot = find_slot(text, key);
    if (slot.number != 0) return {slot.number - 1, false};
    arena_.append(text);
    ends_.push_back(static_cast<std::uint32_t>(arena_.size()));
    const auto number = static_cast<std::uint32_t>(size());
    slot = {key, number};
    if (ends_.size() * 2 > slots_.size()) grow();
    return {number - 1, true};
  }
  // Returns the string of that number, valid until the next intern().
  [[nodiscard]] std::string_view text(std::uint32_t id) const {
    return {arena_.data() + ends_[id], ends_[id + 1] - ends_[id]};
  }
  [[nodiscard]] std::size_t size() const { return ends_.size() - 1; }
  // Returns the bytes of all strings together.
  [[nodiscard]] std::size_t text_bytes() const { return arena_.size(); }
  // Memory in use, bytes.
  [[nodiscard]] std::size_t bytes() const {
    return arena_.capacity() + slots_.size() * sizeof(Cell) + ends_.capacity() * sizeof(std::uint32_t);
  }
  // Forgets all strings and keeps the memory.
  void clear() {
    arena_.clear();
    ends_.resize(1);
    slots_.assign(slots_.size(), Cell{});
  }

 private:
  // Twelve bytes.  Up to 11 bytes of text: these, zeros, and the length.  A longer text: its first three bytes, a mark,
  // and 64 bits of hash in place of the rest; such a key is a hint, and the arena decides.
  struct Key {
    std::uint64_t low = 0;
    std::uint32_t high = 0;
    friend bool operator==(const Key& a, const Key& b) { return a.low == b.low && a.high == b.high; }
  };
  struct Cell {
    std::uint64_t low = 0;
    std::uint32_t high = 0;
    std::uint32_t number = 0;  // one more than the string's; 0: free

    Cell() = default;
    Cell(const Key& key, std::uint32_t next) : low(key.low), high(key.high), number(next) {}
    [[nodiscard]] Key key() const { return {low, high}; }
  };
  static_assert(sizeof(Cell) == 16);
  static constexpr std::size_t inline_bytes = 11;
  static constexpr std::uint32_t long_mark = 0xff000000u;
  static constexpr std::uint64_t golden = 0x9E3779B97F4A7C15ull;  // Fibonacci hashing: Knuth, TAOCP 3, 6.4

  template <class Word>
  static Word load(const char* at) {
    Word word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
  }
  // Reads that overlap stand in for a loop over the bytes; what two of them read is the same.
  static Key key_of(std::string_view text) {
    const char* at = text.data();
    const std::size_t size = text.size();
    if (size > inline_bytes) return long_key(text);
    const auto length = static_cast<std::uint32_t>(size) << 24;
    if (size > 8) return {load<std::uint64_t>(at), (load<std::uint32_t>(at + size - 4) >> (8 * (12 - size))) | length};
    if (size >= 4) {
      const std::uint64_t tail = load<std::uint32_t>(at + size - 4);
      return {load<std::uint32_t>(at) | (tail << (8 * (size - 4))), length};
    }
    if (size == 0) return {0, length};
    const auto byte = [at](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i); };
    return {byte(0) | byte(size / 2) | byte(size - 1), length};
  }
  static Key long_key(std::string_view text) {
    std::uint64_t hash = text.size() * golden;
    const char* at = text.data();
    for (std::size_t left = text.size(); left > 8; at += 8, left -= 8) hash = mix(hash ^ load<std::uint64_t>(at));
    hash = mix(hash ^ load<std::uint64_t>(text.data() + text.size() - 8));
    return {hash, (load<std::uint32_t>(text.data()) & 0xffffffu) | long_mark};
  }
  static std::uint64_t mix(std::uint64_t word) {
    word *= golden;
    return word ^ (word >> 32);
  }
  static std::uint64_t hash_of(const Key& key) { return mix(mix(key.low) ^ key.high); }

  Cell& find_slot(std::string_view text, const Key& key) {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash_of(key) & mask;; at = (at + 1) & mask) {
      Cell& slot = slots_[at];
      if (slot.number == 0) return slot;
      if (slot.key() == key && (text.size() <= inline_bytes || this->text(slot.number - 1) == text)) return slot;
    }
  }
  void grow() {
    std::vector<Cell> old(slots_.size() * 2);
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const Cell& slot : old) {
      if (slot.number == 0) continue;
      std::size_t at = hash_of(slot.key()) & mask;
      while (slots_[at].number != 0) at = (at + 1) & mask;
      slots_[at] = slot;
    }
  }

  std::vector<Cell> slots_;                // a power of two
  std::vector<std::uint32_t> ends_ = {0};  // ends_[id] is where string `id` begins
  std::string arena_;
};

}  // namespace blotter::text
