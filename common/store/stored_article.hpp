// The article as the index keeps it: the document data of one Xapian document.
#pragma once

#include "common/article.hpp"
#include "common/error.hpp"

#include <string>
#include <string_view>

namespace blotter::store {

// A compact record: a version byte, then length-prefixed fields (LEB128 lengths), the body last.
[[nodiscard]] std::string encode(const Article& article);

// What `encode` wrote.  ErrorCode::index when the bytes are not such a record; never reads outside of them.
[[nodiscard]] Result<Article> decode(std::string_view data);

}  // namespace blotter::store
