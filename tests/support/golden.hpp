// Screens that are kept in tests/golden and compared.
#pragma once

#include <string>

namespace blotter::test {

// What differs between the kept file and the text, or empty.  Times ("0.7 ms") are left out of both.  With
// BLOTTER_REFRESH_GOLDEN set the file is written instead.
[[nodiscard]] std::string golden_difference(const std::string& name, const std::string& text);

}  // namespace blotter::test
