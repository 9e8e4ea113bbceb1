// Tells the language of a text.
#pragma once

#include <string>
#include <string_view>

namespace blotter::text {

// ISO 639-1 code of the language that the first part of the text is written in, or empty when it is
// unknown. CLD2 (Compact Language Detector 2) decides; plain English is recognised by its function words first, which
// is ten times cheaper, and Turkmen, which Debian's CLD2 does not know, by its alphabet (ý together with ş).
// `title` and `body` are valid UTF-8.
[[nodiscard]] std::string detect_language(std::string_view title, std::string_view body);

}  // namespace blotter::text
