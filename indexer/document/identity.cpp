#include "indexer/document/identity.hpp"

#include "common/schema.hpp"
#include "indexer/reader/url.hpp"

#include <xxhash.h>

#include <algorithm>
#include <cstdio>

namespace blotter {
namespace {

// Keys of different kinds must not meet.
std::uint64_t key(const std::string& text, std::uint64_t kind) {
  return text.empty() ? 0 : XXH3_64bits_withSeed(text.data(), text.size(), kind);
}

}  // namespace

std::uint64_t text_hash(const Article& article) {
  if (article.body.empty() || article.body == article.title) return 0;
  const std::uint64_t title = XXH3_64bits(article.title.data(), article.title.size());
  const std::uint64_t date = XXH3_64bits_withSeed(article.published.data(), article.published.size(), title);
  return std::max<std::uint64_t>(1, XXH3_64bits_withSeed(article.body.data(), article.body.size(), date));
}

Identity identity_of(const Article& article) {
  return {article.id, reader::names_one_page(article.url) ? article.url : std::string(), text_hash(article),
          article.body.size()};
}

std::string text_term(std::uint64_t text) {
  if (text == 0) return {};
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(text));
  return schema::boolean_term(schema::text_prefix, digits);
}

std::array<std::uint64_t, 3> keys_of(const Identity& identity) {
  return {key(identity.id, 1), key(identity.url, 2), identity.text};
}

}  // namespace blotter
