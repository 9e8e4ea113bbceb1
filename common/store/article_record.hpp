// The article as it is stored: the document data of one Xapian document, plain or compressed.
#pragma once

#include "common/article.hpp"
#include "common/error.hpp"
#include "common/store/dictionary.hpp"

#include <string>
#include <string_view>

namespace blotter::store {

// Returns a compact record: a version byte, then length-prefixed fields (LEB128 lengths), the body last.
[[nodiscard]] std::string encode(const Article& article);

// Compresses what `encode` wrote, if that makes it shorter.
void pack(std::string& record, RecordCompressor& packer);
[[nodiscard]] bool is_packed(std::string_view data);
// Returns the record that was compressed.  ErrorCode::index when the bytes are not one, or another dictionary's.
[[nodiscard]] Result<std::string> unpack(std::string_view data, RecordDecompressor& unpacker);

// Returns the article that `encode` wrote.  ErrorCode::index when the bytes are not such a record; never reads outside
// of them.
[[nodiscard]] Result<Article> decode(std::string_view data);

}  // namespace blotter::store
