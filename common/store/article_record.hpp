// The article as the index keeps it: the document data of one Xapian document, plain or packed.
#pragma once

#include "common/article.hpp"
#include "common/error.hpp"
#include "common/store/dictionary.hpp"

#include <string>
#include <string_view>

namespace blotter::store {

// A compact record: a version byte, then length-prefixed fields (LEB128 lengths), the body last.
[[nodiscard]] std::string encode(const Article& article);

// Packs what `encode` wrote, if that makes it shorter.
void pack(std::string& record, RecordCompressor& packer);
[[nodiscard]] bool is_packed(std::string_view data);
// The record that was packed.  ErrorCode::index when the bytes are not one, or one by another dictionary.
[[nodiscard]] Result<std::string> unpack(std::string_view data, RecordDecompressor& unpacker);

// What `encode` wrote.  ErrorCode::index when the bytes are not such a record; never reads outside of them.
[[nodiscard]] Result<Article> decode(std::string_view data);

}  // namespace blotter::store
