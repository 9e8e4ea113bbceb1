#include "indexer/document/content_hash.hpp"

#include "common/hash.hpp"
#include "common/store/article_record.hpp"

#include <fmt/format.h>

#include <string>

namespace blotter {
namespace {

// Another number makes every article be analysed again, though its text is the same.
constexpr std::uint64_t analysis_version = 8;

}  // namespace

std::uint64_t analysis_seed(std::string_view language) {
  const std::string what = fmt::format("{}\n{}\n", analysis_version, language);
  return hash_of(what);
}

std::uint64_t content_hash(Article& article, std::uint64_t seed) {
  std::string id, path, collected;  // not of what an article says
  article.id.swap(id);
  article.path.swap(path);
  article.collected.swap(collected);
  const std::string record = store::encode(article);
  article.id.swap(id);
  article.path.swap(path);
  article.collected.swap(collected);
  return hash_of(record, seed);
}

}  // namespace blotter
