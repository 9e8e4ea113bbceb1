// LRU cache of articles without body and evidence, for lists of hits.  The queries of a batch often find the same
// articles, and reading one is expensive because its body is decompressed, too.
#pragma once

#include "common/article.hpp"
#include "common/error.hpp"
#include "searcher/index/index.hpp"
#include "searcher/index/lru_cache.hpp"

#include <cstddef>
#include <string>

namespace blotter::match {

// Returns the whole article, uncached.  `document` is one of the index.  ErrorCode::index for a damaged record; may
// throw Xapian::Error.
[[nodiscard]] Result<Article> read_article(const Index& index, DocRef document);

// Use one per thread.
class ArticleHeaderCache {
 public:
  explicit ArticleHeaderCache(const Index& index) : index_(index) {}

  // Returns the article without body and evidence.  ErrorCode::index for a damaged record; may throw Xapian::Error.
  [[nodiscard]] Result<Article> article(DocRef document);

 private:
  struct Header {
    Result<std::string> record;  // as store::encode writes it
    std::string indexed;         // is not in the record
    [[nodiscard]] std::size_t bytes() const { return sizeof *this + (record ? record->size() : 0); }
  };
  static constexpr std::size_t max_bytes = 3u << 20;

  const Index& index_;
  LruCache<Header> recent_{max_bytes};
};

}  // namespace blotter::match
