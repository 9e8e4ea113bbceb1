// Base64 and quoted-printable (RFC 2045).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace blotter::reader {

// White space is passed over; nullopt for any other character outside of the alphabet.
[[nodiscard]] std::optional<std::string> decode_base64(std::string_view text);

// Tolerant: what is no escape stays.  `underscores`: RFC 2047's form, where '_' is a blank.
[[nodiscard]] std::string decode_quoted_printable(std::string_view text, bool underscores = false);

}  // namespace blotter::reader
