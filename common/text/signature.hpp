// Near-duplicate signatures: a fixed number of bytes from which the resemblance of two texts is estimated.
//
// Method: MinHash (Broder, "On the resemblance and containment of documents", 1997) of three-word shingles, by one
// permutation (Li, Owen, Zhang, "One Permutation Hashing", NIPS 2012) with eight bits a bin (Li, König, "b-Bit Minwise
// Hashing", WWW 2010).  The shingles are put into bins by their hash, and each bin keeps its least; two texts agree in
// a bin as often as the Jaccard coefficient of their shingle sets says.  A second, smaller set of bins is filled from
// the shingles that hold a number: wire reports of one series ("the Fed adds reserves") share their phrases and differ
// in their figures, and are not copies of each other.
#pragma once

#include "common/text/token.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace blotter::text {

struct Signature {
  static constexpr std::size_t word_bins = 64;
  static constexpr std::size_t number_bins = 32;
  std::array<std::uint8_t, word_bins> words{};  // 0: no shingle fell into that bin
  std::array<std::uint8_t, number_bins> numbers{};

  // As stored: the bins in order, without the zeros at the end; empty for a text too short to compare.
  [[nodiscard]] std::string bytes() const;
  // Returns what bytes() gave; anything else gives what its bytes say, cut to size.
  [[nodiscard]] static Signature from(std::string_view bytes);
  friend bool operator==(const Signature&, const Signature&) = default;
};

// Of an article.  The title counts only where the body is short (under 40 words): reprints come under new headlines.
[[nodiscard]] Signature signature_of(const TokenStream& title, const TokenStream& body);

// Returns the estimated Jaccard coefficient of the shingle sets, 0 to 1; 0 when either is empty.
[[nodiscard]] double resemblance(const Signature& a, const Signature& b);

// Returns whether one is a reprint of the other with small changes: more than half of the shingles are common (three
// quarters in a text of a paragraph, where a formula may make up half), and the figures agree.
[[nodiscard]] bool is_reprint(const Signature& a, const Signature& b);

}  // namespace blotter::text
