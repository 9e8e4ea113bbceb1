// The hits of an answer, with what they show of their articles.
#pragma once

#include "common/error.hpp"
#include "searcher/answer/answer.hpp"
#include "searcher/answer/snippet.hpp"
#include "searcher/index/article_header_cache.hpp"
#include "searcher/index/index.hpp"
#include "searcher/request/request.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace blotter::search {

// Reads the hits of one answer, in their order.
class HitReader {
 public:
  // All outlive the object; `words` are marked in titles and snippets.
  HitReader(const match::Index& index, match::ArticleHeaderCache& heads, const Request& request,
            const std::vector<query::QueryWord>& words);

  // Returns the next hit, with its article as far as the request shows it.  ErrorCode::index when the article's record
  // is damaged, or is not that of `id`.  May throw Xapian::Error.
  [[nodiscard]] Result<Hit> next(match::DocRef document, double score, std::string_view id);

 private:
  [[nodiscard]] Result<void> read(match::DocRef document, Hit& hit);

  const match::Index& index_;
  match::ArticleHeaderCache& heads_;
  const Request& request_;
  std::optional<match::Highlighter> highlighter_;
  std::uint32_t rank_;  // of the last hit
};

}  // namespace blotter::search
