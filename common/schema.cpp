#include "common/schema.hpp"

#include "common/hash.hpp"
#include "common/text/tokeniser.hpp"

#include <algorithm>
#include <cstdio>

namespace blotter::schema {
namespace {

constexpr std::size_t term_limit = 245;  // Xapian's, in bytes after zero bytes are doubled
constexpr std::size_t hash_digits = 16;

std::size_t stored_size(std::string_view text) {
  return text.size() + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\0'));
}

// Cut to what fits, at a character boundary, then the hash of the whole: two long values never share a term.
std::string fit(std::string term) {
  if (stored_size(term) <= term_limit) return term;
  char digits[hash_digits + 1];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash_of(term)));
  std::size_t keep = std::min(term.size(), term_limit - hash_digits);
  while (keep > 0 && (stored_size(std::string_view(term).substr(0, keep)) > term_limit - hash_digits ||
                      (static_cast<unsigned char>(term[keep]) & 0xC0) == 0x80))
    --keep;
  term.resize(keep);
  return term + digits;
}

}  // namespace

std::string boolean_term(std::string_view prefix, std::string_view value) {
  std::string term(prefix);
  term += ':';
  term += value;
  return fit(std::move(term));
}

std::string word_term(std::string_view prefix, std::string_view form) {
  std::string term(prefix);
  term += form;
  return fit(std::move(term));
}

std::string fold_name(std::string_view name) {
  const std::string folded = text::normalise_word(name);
  std::string out;
  for (const char c : folded) {
    const bool space = static_cast<unsigned char>(c) <= ' ';
    if (!space) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace blotter::schema
