// PDF by poppler.
#pragma once

#include "indexer/extract/ocr.hpp"
#include "indexer/reader/extract/message.hpp"

#include <string_view>

namespace blotter::extract {

// Returns the text layer in reading order, which of its pages are pictures, and what the properties say.  Throws when
// poppler cannot open it or it has a password; `lacks_text`, and nothing else, when no page has text beside running
// heads and page numbers.
[[nodiscard]] reader::Extracted read_pdf(std::string_view bytes);

// Likewise, with the text of the pages that are pictures in their places.  The properties of a document that has no
// other pages are left out, which are of the scan; `lacks_text` when no words were found.
[[nodiscard]] reader::Extracted read_scan(std::string_view bytes, Ocr& ocr);

}  // namespace blotter::extract
