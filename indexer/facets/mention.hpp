// Mentions of facet values, the result of matching a text, and the types that later steps share.
#pragma once

#include "common/taxonomy/lexicon.hpp"
#include "indexer/facets/scan.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::facets {

// A country, as two letters in one number; 0 is none.
using CountryCode = std::uint16_t;

[[nodiscard]] constexpr CountryCode code_of(std::string_view letters) {
  return letters.size() < 2 ? CountryCode{0}
                            : static_cast<CountryCode>(static_cast<unsigned char>(letters[0]) << 8 |
                                                       static_cast<unsigned char>(letters[1]));
}
[[nodiscard]] inline std::string letters_of(CountryCode code) {
  return {static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
}

struct CountryMention {
  std::uint32_t first = 0, count = 1;  // words
  CountryCode country = 0;
  taxonomy::EntryKind kind = taxonomy::EntryKind::name;
  bool dateline = false;
  std::uint32_t place = 0;  // its name in identifiers (taxonomy::Lexicon::label), or 0
};

// Returns the mention of a country or a place that covers a word, or null; they come in the order of the text.
[[nodiscard]] const CountryMention* mention_at(const std::vector<CountryMention>& countries, std::uint32_t word);

// A mention of an agency or a crime; `value` is its identifier.
struct Mention {
  std::uint32_t first = 0, count = 1;
  std::string value;
};

// How much a story is about a country.
struct Salience {
  CountryCode country = 0;
  double score = 0;
  std::uint32_t mentions = 0;
  bool focus = false;
};

// Returns the country whose national language that is, or 0: where its papers are set unless they say otherwise.
[[nodiscard]] CountryCode country_of_language(std::string_view language);

// Returns the country of the web site that an article is from, by the top-level domain of its URL (".co.uk", ".kz"), or
// 0: for no URL, for .com and the like, and for the domains that are sold all over the world (.tv, .io).
[[nodiscard]] CountryCode country_of_site(std::string_view url);

// Country of every lexicon value (0 for other values), so that resolving never parses a string.
[[nodiscard]] std::vector<CountryCode> countries_of_values(const taxonomy::Lexicon& lexicon);

}  // namespace blotter::facets
