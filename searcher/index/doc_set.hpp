// A set of documents of one shard: one bit per docid.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace blotter::match {

class DocSet {
 public:
  explicit DocSet(std::uint32_t last_docid = 0) : words_(last_docid / 64 + 1) {}
  explicit DocSet(std::span<const std::uint64_t> words) : words_(words.begin(), words.end()) {}

  void add(std::uint32_t docid) { words_[docid / 64] |= std::uint64_t{1} << (docid % 64); }
  void remove(std::uint32_t docid) { words_[docid / 64] &= ~(std::uint64_t{1} << (docid % 64)); }
  [[nodiscard]] bool contains(std::uint32_t docid) const {
    return docid / 64 < words_.size() && (words_[docid / 64] >> (docid % 64) & 1) != 0;
  }
  // In these three both sets are of the same shard.
  void unite(const DocSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  void intersect(const DocSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }
  void subtract(const DocSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
  }
  [[nodiscard]] std::size_t bytes() const { return sizeof *this + words_.size() * sizeof words_[0]; }
  [[nodiscard]] std::uint32_t count() const {
    std::uint32_t total = 0;
    for (const std::uint64_t word : words_) total += bits(word);
    return total;
  }
  // Returns the first docid of the set that is at least `docid`, or 0 when there is none (docids begin at 1).
  [[nodiscard]] std::uint32_t next(std::uint32_t docid) const {
    std::size_t i = docid / 64;
    if (i >= words_.size()) return 0;
    std::uint64_t word = words_[i] & (~std::uint64_t{0} << (docid % 64));
    while (word == 0) {
      if (++i == words_.size()) return 0;
      word = words_[i];
    }
    return static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(word)));
  }
  template <class Visit>
  void each(Visit visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i)
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1)
        visit(static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(word))));
  }

 private:
  // Without a processor's own instruction, which not every build may use, std::popcount is a call.
  [[nodiscard]] static std::uint32_t bits(std::uint64_t word) {
    word -= word >> 1 & 0x5555555555555555;
    word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
    word = (word + (word >> 4)) & 0x0f0f0f0f0f0f0f0f;
    return static_cast<std::uint32_t>(word * 0x0101010101010101 >> 56);
  }

  std::vector<std::uint64_t> words_;
};

}  // namespace blotter::match
