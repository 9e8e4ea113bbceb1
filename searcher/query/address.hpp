// Addresses as people paste them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace blotter::query {

// Returns whether a word is an address or a host: https://news.example/a, www.news.example/a, news.example.
[[nodiscard]] bool is_address(std::string_view word);

// Returns the address behind https:// and the like.
[[nodiscard]] std::string_view without_scheme(std::string_view address);

// Returns the boolean terms of articles at the address: itself with and without scheme, `www.`, closing slash and
// fragment; of a host alone all articles below it.  Each once.
[[nodiscard]] std::vector<std::string> address_terms(std::string_view address);

}  // namespace blotter::query
