#include "searcher/answer/hit.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace blotter::search {
namespace {

constexpr std::size_t snippet_bytes = 260;

}  // namespace

HitReader::HitReader(const match::Index& index, match::ArticleHeaderCache& heads, const Request& request,
                     const std::vector<query::QueryWord>& words)
    : index_(index), heads_(heads), request_(request), rank_(request.offset) {
  if (request.documents && request.snippets) highlighter_.emplace(words);
}

Result<Hit> HitReader::next(match::DocRef document, double score, std::string_view id) {
  Hit hit;
  hit.rank = ++rank_;
  hit.score = score;
  hit.id = std::string(id);
  if (request_.documents)
    if (Result<void> done = read(document, hit); !done) return tl::unexpected<Error>(done.error());
  return hit;
}

Result<void> HitReader::read(match::DocRef document, Hit& hit) {
  const bool text = highlighter_ || request_.evidence;
  Result<Article> article = text ? match::read_article(index_, document) : heads_.article(document);
  if (!article)
    return fail(article.error().code, fmt::format("{}: {}", hit.id, article.error().message), article.error().hint);
  if (article->id != hit.id)
    return fail(ErrorCode::index, fmt::format("the record of '{}' in the index is that of another article", hit.id),
                "blotter-index --verify tells what is damaged");
  if (highlighter_) {
    hit.title = highlighter_->whole(article->title, article->language);
    hit.snippet = highlighter_->piece(article->body, article->language, snippet_bytes);
  }
  hit.evidence = request_.evidence;
  if (!hit.evidence) article->body.clear();
  hit.article = std::move(*article);
  return {};
}

}  // namespace blotter::search
