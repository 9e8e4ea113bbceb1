// The hash of everything that Blotter stores or compares by one: XXH3, 64 bits.
#pragma once

#include <cstdint>
#include <string_view>

namespace blotter {

[[nodiscard]] std::uint64_t hash_of(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace blotter
