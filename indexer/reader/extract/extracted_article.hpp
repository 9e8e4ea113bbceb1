// What blotter-extract found in a document, as an article.
#pragma once

#include "indexer/reader/extract/extractor.hpp"
#include "indexer/reader/reader.hpp"

namespace blotter::reader {

// Reads the whole stream, has it extracted and emits the article; a document whose pages are pictures is skipped.
[[nodiscard]] Result<void> read_extracted(ExtractKind kind, ByteStream& stream, const ReadContext& context,
                                          ArticleSink& sink);

}  // namespace blotter::reader
