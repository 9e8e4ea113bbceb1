// What shows that two articles have the same text, in whatever index and under whatever name they are.
#pragma once

#include "common/article.hpp"

#include <string>

namespace blotter {

// hash_of() the title, a line break and the body, as 16 hexadecimal digits.
[[nodiscard]] std::string article_hash(const Article& article);

}  // namespace blotter
