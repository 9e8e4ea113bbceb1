#include "common/store/word_order.hpp"

#include "common/hash.hpp"
#include "common/schema.hpp"
#include "common/store/database.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>

namespace blotter::store {
namespace {

// Stored: width of a code in bytes, number of the hash function, words of the title, words, codes, further forms.
constexpr std::size_t header_bytes = 6;
constexpr unsigned max_width = 4;
constexpr std::uint32_t functions = 256;
constexpr std::size_t max_indexes = 0xffff;

// Multiplicative hashing (Knuth, TAOCP 3, 6.4), by another odd factor for each function.
std::uint32_t code_of(std::uint32_t hash, std::uint32_t function, unsigned width) {
  constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;
  const std::uint64_t mixed = (hash + 1) * (odd + 2 * function * std::uint64_t{0xbf58476d1ce4e5b9});
  return static_cast<std::uint32_t>(mixed >> (64 - 8 * width));
}

std::uint32_t number_at(const char* at) {
  std::uint16_t number = 0;
  std::memcpy(&number, at, sizeof number);
  return number;
}

void append_number(std::string& out, std::uint32_t number) {
  const auto stored = static_cast<std::uint16_t>(number);
  out.append(reinterpret_cast<const char*>(&stored), sizeof stored);
}

void append_code(std::string& out, std::uint32_t code, unsigned width) {
  for (unsigned byte = 0; byte < width; ++byte) out += static_cast<char>(code >> (8 * byte));
}

// Whether all codes differ.  Of narrow codes a set of bits is made, which stays in the processor's nearest cache.
class Distinct {
 public:
  bool operator()(const std::vector<std::uint32_t>& codes, unsigned width) {
    if (width > 2) {
      sorted_ = codes;
      std::sort(sorted_.begin(), sorted_.end());
      return std::adjacent_find(sorted_.begin(), sorted_.end()) == sorted_.end();
    }
    bits_.assign(1024, 0);
    return std::none_of(codes.begin(), codes.end(), [this](std::uint32_t code) {
      std::uint64_t& word = bits_[code / 64];
      const std::uint64_t bit = std::uint64_t{1} << (code % 64);
      return (std::exchange(word, word | bit) & bit) != 0;
    });
  }

 private:
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint32_t> sorted_;
};

// Codes of forms that all differ.
struct Coding {
  unsigned width = 0;  // 0: there is none
  std::uint32_t function = 0;
  std::vector<std::uint32_t> codes;
};

bool any_twice(std::span<const std::uint32_t> hashes) {
  std::vector<std::uint32_t> sorted(hashes.begin(), hashes.end());
  std::sort(sorted.begin(), sorted.end());
  return std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
}

// The narrowest width at which one function of ten or so has no collision: n * n / 2 pairs in 256^width cells.
unsigned first_width(std::size_t forms) {
  unsigned width = 1;
  while (width < max_width && (forms * forms / 5) >> (8 * width) > 0) ++width;
  return width;
}

Coding find_coding(std::span<const std::uint32_t> hashes) {
  Coding found;
  Distinct distinct;
  found.codes.resize(hashes.size());
  for (unsigned width = first_width(hashes.size()); width <= max_width; ++width)
    for (std::uint32_t function = 0; function < functions; ++function) {
      std::transform(hashes.begin(), hashes.end(), found.codes.begin(),
                     [&](std::uint32_t hash) { return code_of(hash, function, width); });
      if (distinct(found.codes, width)) {
        found.width = width;
        found.function = function;
        return found;
      }
      // Equal hashes have equal codes under every function.
      if (function == 0 && any_twice(hashes)) return found;
    }
  return found;
}

}  // namespace

std::uint32_t title_start(std::uint32_t title_words) { return title_words > schema::body_gap ? long_title_start : 1; }

std::uint32_t body_start(std::uint32_t title_words) {
  return 1 + (title_words > schema::body_gap ? 0 : title_words) + schema::body_gap;
}

bool is_word(std::string_view term) { return !term.empty() && (term.front() < 'A' || term.front() > 'Z'); }

std::string_view form_in_title(std::string_view term) {
  constexpr std::string_view prefix = schema::find_field("title")->prefix;
  return term.starts_with(prefix) ? term.substr(prefix.size()) : std::string_view();
}

std::uint32_t order_hash(std::string_view form) { return static_cast<std::uint32_t>(hash_of(form) >> 32); }

// Of several forms at one index that of the least code is the first: the bytes depend on the article alone.
std::string word_order(std::span<const std::uint32_t> hashes, std::span<const OrderedForm> words,
                       std::uint32_t title_words) {
  std::uint32_t count = 0;
  for (const OrderedForm& word : words) count = std::max(count, word.index + 1);
  if (count == 0 || count > max_indexes) return {};
  const Coding coding = find_coding(hashes);
  if (coding.width == 0) return {};
  std::vector<std::uint32_t> codes(count);
  std::vector<bool> filled(count);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> more;
  for (const OrderedForm& word : words) {
    std::uint32_t code = coding.codes[word.form];
    if (filled[word.index]) {
      if (code < codes[word.index]) std::swap(code, codes[word.index]);
      more.emplace_back(word.index, code);
    } else {
      codes[word.index] = code;
      filled[word.index] = true;
    }
  }
  std::sort(more.begin(), more.end());
  std::string order;
  order.reserve(header_bytes + count * std::size_t{coding.width} + more.size() * (2 + coding.width));
  order += static_cast<char>(coding.width);
  order += static_cast<char>(coding.function);
  append_number(order, title_words);
  append_number(order, count);
  for (unsigned byte = 0; byte < coding.width; ++byte)
    for (const std::uint32_t code : codes) order += static_cast<char>(code >> (8 * byte));
  for (const auto& [index, code] : more) {
    append_number(order, index);
    append_code(order, code, coding.width);
  }
  return order.size() > max_order_bytes ? std::string() : order;
}

std::optional<WordOrder> WordOrder::read(std::string_view bytes) {
  if (bytes.size() < header_bytes) return {};
  WordOrder order;
  order.width_ = static_cast<unsigned char>(bytes[0]);
  order.function_ = static_cast<std::uint8_t>(bytes[1]);
  order.title_words_ = number_at(bytes.data() + 2);
  order.words_ = number_at(bytes.data() + 4);
  const std::size_t codes = std::size_t{order.words_} * order.width_;
  if (order.width_ == 0 || order.width_ > max_width || order.title_words_ > order.words_ ||
      bytes.size() - header_bytes < codes)
    return {};
  order.codes_ = bytes.data() + header_bytes;
  order.more_ = bytes.substr(header_bytes + codes);
  if (order.more_.size() % (2 + order.width_) != 0) return {};
  return order;
}

WordOrder WordOrder::of_article(std::string_view bytes) {
  const std::optional<WordOrder> order = read(bytes);
  if (!order) throw Xapian::DatabaseCorruptError("the order of an article's words is damaged");
  return *order;
}

std::uint32_t WordOrder::code_at(std::uint32_t index) const {
  std::uint32_t code = 0;
  for (unsigned byte = 0; byte < width_; ++byte)
    code |= std::uint32_t{static_cast<unsigned char>(codes_[std::size_t{byte} * words_ + index])} << (8 * byte);
  return code;
}

std::uint32_t WordOrder::position(std::uint32_t index) const {
  return index < title_words_ ? title_start(title_words_) + index : body_start(title_words_) + (index - title_words_);
}

// Calls `visit(index, code)` for the further forms.
template <class Visit>
void WordOrder::each_further(Visit visit) const {
  for (std::string_view more = more_; !more.empty(); more.remove_prefix(2 + width_)) {
    std::uint32_t code = 0;
    for (unsigned byte = 0; byte < width_; ++byte)
      code |= std::uint32_t{static_cast<unsigned char>(more[2 + byte])} << (8 * byte);
    visit(number_at(more.data()), code);
  }
}

// Calls `visit(index)` for the indexes of a code, until it returns true.
template <class Visit>
void WordOrder::each_index(std::uint32_t code, std::uint32_t from, std::uint32_t end, Visit visit) const {
  const auto lowest = static_cast<int>(code & 0xffU);
  for (const char* at = codes_ + from; at < codes_ + end; ++at) {
    at = static_cast<const char*>(std::memchr(at, lowest, static_cast<std::size_t>(codes_ + end - at)));
    if (at == nullptr) return;
    const auto index = static_cast<std::uint32_t>(at - codes_);
    if (code_at(index) == code && visit(index)) return;
  }
}

void WordOrder::add_from(std::uint32_t code, std::uint32_t from, std::uint32_t end,
                         std::vector<std::uint32_t>& out) const {
  const std::size_t before = out.size();
  each_index(code, from, end, [&](std::uint32_t index) {
    out.push_back(position(index));
    return false;
  });
  const std::size_t first = out.size();
  each_further([&](std::uint32_t index, std::uint32_t other) {
    if (other == code && index >= from && index < end) out.push_back(position(index));
  });
  const auto at = [&out](std::size_t index) { return out.begin() + static_cast<std::ptrdiff_t>(index); };
  if (first != before && first != out.size()) std::inplace_merge(at(before), at(first), out.end());
}

// The positions of a title that is longer than the gap are behind those of the body.
void WordOrder::add_positions(std::uint32_t hash, Part part, std::vector<std::uint32_t>& positions) const {
  const std::uint32_t code = code_of(hash, function_, width_);
  const bool long_title = title_words_ > schema::body_gap;
  if (part != Part::body && !long_title) add_from(code, 0, title_words_, positions);
  if (part != Part::title) add_from(code, title_words_, words_, positions);
  if (part != Part::body && long_title) add_from(code, 0, title_words_, positions);
}

bool WordOrder::has_phrase_in(std::span<const std::uint32_t> hashes, std::size_t rarest, std::uint32_t from,
                              std::uint32_t end) const {
  const auto before = static_cast<std::uint32_t>(rarest);
  const auto behind = static_cast<std::uint32_t>(hashes.size() - rarest - 1);
  if (end - from < hashes.size()) return false;
  bool found = false;
  each_index(code_of(hashes[rarest], function_, width_), from + before, end - behind, [&](std::uint32_t index) {
    found = true;
    for (std::size_t i = 0; i < hashes.size() && found; ++i)
      found = code_at(index - before + static_cast<std::uint32_t>(i)) == code_of(hashes[i], function_, width_);
    return found;
  });
  return found;
}

std::optional<bool> WordOrder::has_phrase(std::span<const std::uint32_t> hashes, std::size_t rarest, Part part) const {
  bool further = false;
  each_further([&](std::uint32_t, std::uint32_t code) {
    for (const std::uint32_t hash : hashes) further = further || code == code_of(hash, function_, width_);
  });
  if (further) return std::nullopt;
  return (part != Part::body && has_phrase_in(hashes, rarest, 0, title_words_)) ||
         (part != Part::title && has_phrase_in(hashes, rarest, title_words_, words_));
}

void add_title_positions(std::string_view order, std::string_view form, std::vector<std::uint32_t>& positions) {
  if (order.empty()) return;
  const std::uint64_t factor = 0x9e3779b97f4a7c15 + 2 * std::uint64_t{static_cast<unsigned char>(order.front())};
  const auto code = static_cast<char>(hash_of(form) * factor >> 56);
  for (std::size_t index = 1; index < order.size(); ++index)
    if (order[index] == code) positions.push_back(static_cast<std::uint32_t>(index));
}

}  // namespace blotter::store
