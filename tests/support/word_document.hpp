// A Word 97 document made in memory.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace blotter::test {

// One piece of `text` (windows-1252), of which `size` letters from `deleted` on are deleted with changes tracked.
// Its table names the page that says so `places` times, 800,000 at most.
[[nodiscard]] std::string make_word(std::string_view text, std::size_t deleted, std::size_t size,
                                    std::size_t places = 1);

}  // namespace blotter::test
