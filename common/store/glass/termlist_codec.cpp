#include "common/store/glass/termlist_codec.hpp"

#include "common/store/glass/limits.hpp"
#include "common/store/glass/pack.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string_view>
#include <utility>

namespace blotter::glass {
namespace {

constexpr unsigned digit_bits = 9;
constexpr std::size_t few_terms = 48;  // below this a plain sort is quicker
constexpr std::size_t ahead = 6;       // terms are fetched into the cache so long before their turn

// Copies to a place that has room for more: sixteen bytes at once are cheaper than the right number.
char* put_suffix(char* out, std::string_view bytes) {
  if (bytes.size() > SortedTerms::padding) return put_bytes(out, bytes);
  std::memcpy(out, bytes.data(), SortedTerms::padding);
  return out + bytes.size();
}

// How many bytes two terms share at their beginning.  Both may be read for eight bytes beyond their ends.
std::size_t shared_bytes(std::string_view a, std::string_view b) {
  const std::size_t size = std::min(a.size(), b.size());
  std::size_t at = 0;
  if constexpr (std::endian::native == std::endian::little) {
    for (; at < size; at += 8) {
      std::uint64_t x = 0;
      std::uint64_t y = 0;
      std::memcpy(&x, a.data() + at, 8);
      std::memcpy(&y, b.data() + at, 8);
      if (x != y) return std::min(size, at + static_cast<std::size_t>(std::countr_zero(x ^ y)) / 8);
    }
    return size;
  }
  while (at < size && a[at] == b[at]) ++at;
  return at;
}

}  // namespace

void sort_terms(std::vector<DocumentTerm>& terms, std::vector<DocumentTerm>& scratch, std::uint32_t ranks) {
  if (terms.size() < few_terms) {
    std::sort(terms.begin(), terms.end(), [](const auto& a, const auto& b) { return a.rank < b.rank; });
    return;
  }
  scratch.resize(terms.size());
  for (unsigned shift = 0; shift < 32 && (ranks >> shift) != 0; shift += digit_bits) {
    std::array<std::uint32_t, 1U << digit_bits> starts{};
    const auto digit = [shift](const DocumentTerm& term) { return (term.rank >> shift) & ((1U << digit_bits) - 1); };
    for (const DocumentTerm& term : terms) ++starts[digit(term)];
    std::uint32_t sum = 0;
    for (std::uint32_t& start : starts) sum += std::exchange(start, sum);
    for (const DocumentTerm& term : terms) scratch[starts[digit(term)]++] = term;
    terms.swap(scratch);
  }
}

void encode_termlist(ByteBuffer& out, std::uint32_t length, std::span<const DocumentTerm> terms,
                     const SortedTerms& names) {
  out.clear();
  if (terms.empty()) return;
  char* place =
      out.extend(2 * max_varint32 + terms.size() * (max_term_length + 2 + max_varint32) + SortedTerms::padding);
  place = put_varint(place, length);
  place = put_varint(place, terms.size());

  std::string_view before = names[terms.front().rank];
  *place++ = static_cast<char>(before.size());
  place = put_bytes(place, before);
  place = put_varint(place, terms.front().wdf);
  for (std::size_t i = 1; i < terms.size(); ++i) {
    const DocumentTerm& term = terms[i];
    if (i + ahead < terms.size()) names.prefetch(terms[i + ahead].rank);
    const std::string_view name = names[term.rank];
    const std::size_t shared = shared_bytes(before, name);
    // A small wdf goes into the byte of what is shared: a value above the length of the term before tells the
    // reader.
    const std::uint64_t both = (std::uint64_t{term.wdf} + 1) * (before.size() + 1) + shared;
    const bool packed = term.wdf < 127 && both < 256;
    *place++ = static_cast<char>(packed ? both : shared);
    *place++ = static_cast<char>(name.size() - shared);
    place = put_suffix(place, name.substr(shared));
    if (!packed) place = put_varint(place, term.wdf);
    before = name;
  }
  out.commit(place);
}

}  // namespace blotter::glass
