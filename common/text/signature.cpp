#include "common/text/signature.hpp"

#include <algorithm>
#include <cstring>

namespace blotter::text {
namespace {

constexpr std::size_t shingle_words = 3;
constexpr std::size_t min_shingles = 4;
constexpr std::size_t short_body = 40;  // words
constexpr std::uint32_t empty_bin = 0xffffffffu;

std::uint64_t mixed(std::uint64_t x) {
  // The finaliser of MurmurHash3 (Appleby, public domain), by its constants.
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdull;
  x ^= x >> 33;
  x *= 0xc4ceb9fe1a85ec53ull;
  return x ^ (x >> 33);
}

std::uint64_t hash_of(std::string_view form) {
  std::uint64_t hash = form.size() * 0x9E3779B97F4A7C15ull;
  while (!form.empty()) {
    std::uint64_t word = 0;
    const std::size_t bytes = std::min<std::size_t>(form.size(), 8);
    std::memcpy(&word, form.data(), bytes);
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ull;
    hash ^= hash >> 32;
    form.remove_prefix(bytes);
  }
  return hash;
}

bool is_number(std::string_view form) { return !form.empty() && form.front() >= '0' && form.front() <= '9'; }

// The last words read, and the least hash of each bin.
class Shingler {
 public:
  Shingler() {
    words_.fill(empty_bin);
    numbers_.fill(empty_bin);
  }

  void add(const TokenStream& stream) {
    for (const Token& token : stream.tokens) {
      const std::string_view form = stream.form(token);
      last_ = {last_[1], last_[2], hash_of(form)};
      if (is_number(form)) with_number_ = shingle_words;
      if (++seen_ >= shingle_words) put();
      if (with_number_ > 0) --with_number_;
    }
  }

  [[nodiscard]] Signature finish() const {
    Signature signature;
    if (seen_ < shingle_words + min_shingles - 1) return signature;
    for (std::size_t i = 0; i < words_.size(); ++i) signature.words[i] = byte_of(words_[i]);
    for (std::size_t i = 0; i < numbers_.size(); ++i) signature.numbers[i] = byte_of(numbers_[i]);
    return signature;
  }

 private:
  void put() {
    const std::uint64_t hash = mixed(last_[0] + last_[1] * 0x9E3779B97F4A7C15ull + last_[2] * 0xD6E8FEB86659FD93ull);
    const auto value = static_cast<std::uint32_t>(hash >> 8);
    std::uint32_t& bin = words_[hash >> 58];
    bin = std::min(bin, value);
    if (with_number_ == 0) return;
    std::uint32_t& number = numbers_[(hash >> 53) & (Signature::number_bins - 1)];
    number = std::min(number, value);
  }
  // The low bits: the high ones of a least value are small.
  static std::uint8_t byte_of(std::uint32_t least) {
    return least == empty_bin ? std::uint8_t{0} : static_cast<std::uint8_t>(1 + (least & 0xffffu) % 255);
  }

  std::array<std::uint64_t, shingle_words> last_{};
  std::size_t seen_ = 0;
  std::size_t with_number_ = 0;  // this many of the next shingles hold the last number
  std::array<std::uint32_t, Signature::word_bins> words_{};
  std::array<std::uint32_t, Signature::number_bins> numbers_{};
};

struct Agreement {
  unsigned equal = 0;
  unsigned filled = 0;  // bins that either fills
  [[nodiscard]] double share() const { return filled == 0 ? 0 : static_cast<double>(equal) / filled; }
};

template <std::size_t Size>
Agreement compare(const std::array<std::uint8_t, Size>& a, const std::array<std::uint8_t, Size>& b) {
  Agreement agreement;
  for (std::size_t i = 0; i < Size; ++i) {
    const bool filled = (a[i] | b[i]) != 0;
    agreement.filled += filled;
    agreement.equal += filled && a[i] == b[i];
  }
  return agreement;
}

// How much must be common, by the bins that the texts fill: about 30 for 40 shingles, 46 for 80.
double needed(unsigned filled) {
  constexpr double few = 30;
  constexpr double many = 46;
  constexpr double strict = 0.75;
  constexpr double usual = 0.55;
  return strict - (strict - usual) * std::clamp((filled - few) / (many - few), 0.0, 1.0);
}

}  // namespace

std::string Signature::bytes() const {
  std::string out(words.begin(), words.end());
  out.append(numbers.begin(), numbers.end());
  out.erase(out.find_last_not_of('\0') + 1);
  return out;
}

Signature Signature::from(std::string_view bytes) {
  Signature signature;
  const auto* const stored = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const std::size_t words = std::min(bytes.size(), word_bins);
  std::copy_n(stored, words, signature.words.begin());
  std::copy_n(stored + words, std::min(bytes.size() - words, number_bins), signature.numbers.begin());
  return signature;
}

Signature signature_of(const TokenStream& title, const TokenStream& body) {
  Shingler shingler;
  if (body.tokens.size() < short_body) shingler.add(title);
  shingler.add(body);
  return shingler.finish();
}

double resemblance(const Signature& a, const Signature& b) { return compare(a.words, b.words).share(); }

bool is_reprint(const Signature& a, const Signature& b) {
  const Agreement words = compare(a.words, b.words);
  if (words.equal == 0 || words.share() < needed(words.filled)) return false;
  // Nearly the same text: a figure that was corrected, or the day in the dateline, does not make it another.
  constexpr double same_text = 0.85;
  constexpr unsigned min_numbers = 6;  // number bins from which on the numbers are compared
  if (words.share() >= same_text) return true;
  const Agreement numbers = compare(a.numbers, b.numbers);
  return numbers.filled < min_numbers || numbers.share() >= 0.5 * words.share() + 0.1;
}

}  // namespace blotter::text
