// The loop of blotter-extract: a document in, what is in it out, until the input ends.
#pragma once

#include "indexer/reader/extract/message.hpp"

#include <functional>
#include <string>

namespace blotter::extract {

struct Request {
  reader::ExtractKind kind = reader::ExtractKind::status;
  std::string languages;  // to recognise: "eng+rus"
  std::string bytes;
};

// Reads one document.  May throw; the message is the answer then.
using ReadDocument = std::function<reader::Extracted(const Request& request)>;

// Confines the process by the limit in the argument (memory in bytes), then answers each request on standard
// input by standard output.  Returns only for bad arguments or a terminal, with the exit status.
[[nodiscard]] int serve(int argc, char** argv, const ReadDocument& read_document);

}  // namespace blotter::extract
