#include "common/article_hash.hpp"

#include "common/hash.hpp"

#include <fmt/format.h>

namespace blotter {

std::string article_hash(const Article& article) {
  return fmt::format("{:016x}", hash_of(article.title + '\n' + article.body));
}

}  // namespace blotter
