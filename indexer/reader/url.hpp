// Addresses: relative references resolved (RFC 3986, section 5.2), host names taken out.
#pragma once

#include <string>
#include <string_view>

namespace blotter::reader {

// Returns the reference resolved against `base`; the reference itself (trimmed) when it is absolute or `base` is not.
[[nodiscard]] std::string resolve_url(std::string_view base, std::string_view reference);

// "www.example.kg" of "https://user@www.example.kg:80/x"; empty when there is none.
[[nodiscard]] std::string_view host_of(std::string_view url);

// True for "scheme:…" with a scheme of letters, digits, '+', '-', '.'.
[[nodiscard]] bool is_absolute_url(std::string_view url);
// True for http and https addresses with a host.
[[nodiscard]] bool is_web_url(std::string_view url);
// Returns whether an address is one document's: not a site's front page, and nothing like "n/a".
[[nodiscard]] bool names_one_page(std::string_view url);

}  // namespace blotter::reader
