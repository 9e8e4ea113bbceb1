// Documents whose parsers are large and not ours are read in another process, blotter-extract, which can neither write,
// nor reach the network, nor take more memory and time than the limits say.  What goes wrong in it costs one document.
#pragma once

#include "indexer/reader/extract/message.hpp"
#include "indexer/reader/limits.hpp"

#include <string_view>

namespace blotter::reader {

// Returns what is in the document.  Each thread has a process of its own, started by its first document, kept for the
// next ones and replaced when it ended.  `languages`, at most 255 bytes, are those to recognise: "eng+rus".
// ErrorCode::limit names extract_seconds, ocr_seconds, extract_memory or article_bytes when one struck;
// ErrorCode::bad_input when the document cannot be read or the process crashed; ErrorCode::io when it cannot be
// started.
//
// The program is $BLOTTER_EXTRACT, else the one beside this program.
[[nodiscard]] Result<Extracted> extract(ExtractKind kind, std::string_view bytes, const Limits& limits,
                                        std::string_view languages = {});

}  // namespace blotter::reader
