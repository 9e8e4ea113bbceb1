// Character references of HTML and XML.
#pragma once

#include <string_view>

namespace blotter::reader {

// Returns the character that "amp", "nbsp", "#8217" or "#x2019" (no '&', no ';') stands for; 0 for an unknown one.
// Numbers 128–159 mean windows-1252, as browsers read them.
[[nodiscard]] char32_t character_of_reference(std::string_view reference);

}  // namespace blotter::reader
