// PNG, JPEG and TIFF by leptonica.
#pragma once

#include "indexer/extract/ocr.hpp"
#include "indexer/reader/extract/message.hpp"

#include <string_view>

namespace blotter::extract {

// Returns the text of a picture, of a TIFF with several that of all.  Throws when it is damaged, of another kind or
// larger than the limit picture_pixels; `lacks_text` when no words were found.
[[nodiscard]] reader::Extracted read_picture(std::string_view bytes, Ocr& ocr);

}  // namespace blotter::extract
