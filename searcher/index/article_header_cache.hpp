// Articles without their bodies, for lists of hits: those shown last are kept, since the queries of a batch find the
// same ones again, and to read one is dear (its body is unpacked with it).
#pragma once

#include "common/article.hpp"
#include "common/error.hpp"
#include "searcher/index/index.hpp"
#include "searcher/index/lru_cache.hpp"

#include <cstddef>
#include <string>

namespace blotter::match {

// The whole article.  `document` is one of the index.  May throw Xapian::Error.
[[nodiscard]] Result<Article> read_article(const Index& index, DocRef document);

// One thread.
class ArticleHeaderCache {
 public:
  explicit ArticleHeaderCache(const Index& index) : index_(index) {}

  // The article without body and evidence.  May throw Xapian::Error.
  [[nodiscard]] Result<Article> article(DocRef document);

 private:
  struct Head {
    Result<std::string> record;  // as store::encode writes it
    [[nodiscard]] std::size_t bytes() const { return sizeof *this + (record ? record->size() : 0); }
  };
  static constexpr std::size_t most_bytes = 3u << 20;

  const Index& index_;
  LruCache<Head> recent_{most_bytes};
};

}  // namespace blotter::match
