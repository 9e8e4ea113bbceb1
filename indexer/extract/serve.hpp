// The loop of blotter-extract: a document in, what is in it out, until the input ends.
#pragma once

#include "indexer/reader/extract/message.hpp"

#include <functional>
#include <string_view>

namespace blotter::extract {

// Reads one document.  May throw; the message is the answer then.
using ReadDocument = std::function<reader::Extracted(reader::ExtractKind kind, std::string_view bytes)>;

// Confines the process by the limits in the arguments (memory in bytes, seconds), then answers each request on standard
// input by standard output.  Returns only for bad arguments or a terminal, with the exit status.
[[nodiscard]] int serve(int argc, char** argv, const ReadDocument& read_document);

}  // namespace blotter::extract
