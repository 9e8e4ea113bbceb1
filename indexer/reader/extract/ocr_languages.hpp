// Which languages --ocr reads.
#pragma once

#include "common/error.hpp"

#include <string>
#include <string_view>

namespace blotter::reader {

// Returns the name of a language as tesseract has it: "rus" of "ru", "uzb_cyrl" of "uz-Cyrl" or "uzb-cyrl", what it
// does not know as it is; empty when it is not a name.
[[nodiscard]] std::string ocr_language(std::string_view name);

// Returns the languages of a list, parted by '+' or ',', as OcrSettings has them, each once.  ErrorCode::bad_usage when
// one is not a name, or tesseract has no data of it on this machine; the hint names the Debian packages.
[[nodiscard]] Result<std::string> installed_ocr_languages(std::string_view list);

}  // namespace blotter::reader
