// Numbers that are written in groups: 1 000, +996 (312) 66-12-34, the digits of a card.
#pragma once

#include "common/text/token.hpp"

#include <cstdint>
#include <span>

namespace blotter::text {

// Adds the joined digits of such numbers to `stream.joined`, so that they are found however they are spaced.  `numbers`
// are the indices of tokens that are digits alone, ascending.
void join_numbers(std::span<const std::uint32_t> numbers, TokenStream& stream);

}  // namespace blotter::text
