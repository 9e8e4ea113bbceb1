// PDF by poppler.
#pragma once

#include "indexer/extract/ocr.hpp"
#include "indexer/reader/extract/message.hpp"

#include <string_view>

namespace blotter::extract {

// Returns the text in reading order, and what the properties say.  Throws when poppler cannot open it or it has a
// password; `lacks_text` when no page has words but some page is there.
[[nodiscard]] reader::Extracted read_pdf(std::string_view bytes);

// Returns the text of pages that are pictures.  What the properties say is left out, which is of the scan.  Throws
// likewise; `lacks_text` when no words were found.
[[nodiscard]] reader::Extracted read_scan(std::string_view bytes, Ocr& ocr);

}  // namespace blotter::extract
