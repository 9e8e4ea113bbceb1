// PDF by poppler.
#pragma once

#include "indexer/reader/extract/message.hpp"

#include <string_view>

namespace blotter::extract {

// Returns the text in reading order, and what the properties say.  `error` is set when poppler cannot open it or it has
// a password; `lacks_text` when no page has words but some page is there.
[[nodiscard]] reader::Extracted read_pdf(std::string_view bytes);

}  // namespace blotter::extract
