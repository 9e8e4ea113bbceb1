// What blotter-extract found in a document, as an article.
#pragma once

#include "indexer/reader/extract/extractor.hpp"
#include "indexer/reader/reader.hpp"

namespace blotter::reader {

// Reads the whole stream, has it extracted and emits the article; a document whose pages are pictures is
// recognised with --ocr, else skipped.
[[nodiscard]] Result<void> read_extracted(ExtractKind kind, ByteStream& stream, const ReadContext& context,
                                          ArticleSink& sink);

// Likewise for a picture; ErrorCode::bad_usage without --ocr.
[[nodiscard]] Result<void> read_picture(ByteStream& stream, const ReadContext& context, ArticleSink& sink);

}  // namespace blotter::reader
