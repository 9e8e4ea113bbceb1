#include "common/article_hash.hpp"

#include <fmt/format.h>
#include <xxhash.h>

namespace blotter {

std::string article_hash(const Article& article) {
  const std::string text = article.title + '\n' + article.body;
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace blotter
