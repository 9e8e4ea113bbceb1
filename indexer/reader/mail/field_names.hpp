// Names of a message's header fields as mail programs print them in their own language ("Von:", "Отправлено:").
#pragma once

#include <string>
#include <string_view>

namespace blotter::reader {

// Returns the English name of a field; a name that is not known comes back as it is.
[[nodiscard]] std::string_view english_field(std::string_view name);

// Returns the message with the names in its header in English.
[[nodiscard]] std::string with_english_fields(std::string_view message);

}  // namespace blotter::reader
