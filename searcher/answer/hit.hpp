// What a hit shows of its article.
#pragma once

#include "common/error.hpp"
#include "searcher/answer/answer.hpp"
#include "searcher/answer/snippet.hpp"
#include "searcher/index/article_header_cache.hpp"
#include "searcher/index/index.hpp"
#include "searcher/request/request.hpp"

#include <optional>

namespace blotter::search {

struct HitSource {
  const match::Index& index;
  match::ArticleHeaderCache& heads;
  const Request& request;
};

// Reads the article of `document`, whose id the hit has, as far as the request shows it.  ErrorCode::index when its
// record is damaged, or is another article's.  May throw Xapian::Error.
[[nodiscard]] Result<void> fill_hit(const HitSource& source, match::DocRef document,
                                    std::optional<match::Highlighter>& highlighter, Hit& hit);

}  // namespace blotter::search
