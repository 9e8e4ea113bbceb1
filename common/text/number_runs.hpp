// Numbers that are written in groups: 1 000, +996 (312) 66-12-34, the digits of a card, an IBAN.
#pragma once

#include "common/text/token.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace blotter::text {

// Returns whether a word as written may be the first group of an IBAN: two capitals and two digits.
[[nodiscard]] bool starts_code(std::string_view written);

// Adds the joined digits of such numbers to `stream.joined`, so that they are found however they are spaced; a
// telephone number with the code of its country also without it.  `numbers` are the indices of tokens that are digits
// alone, `codes` those of which starts_code() is true, ascending.
void join_numbers(std::span<const std::uint32_t> numbers, std::span<const std::uint32_t> codes, TokenStream& stream);

}  // namespace blotter::text
