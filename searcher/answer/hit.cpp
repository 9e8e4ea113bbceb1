#include "searcher/answer/hit.hpp"

#include <fmt/format.h>

#include <utility>

namespace blotter::search {
namespace {

constexpr std::size_t snippet_bytes = 260;

}  // namespace

Result<void> fill_hit(const HitSource& source, match::DocRef document, std::optional<match::Highlighter>& highlighter,
                      Hit& hit) {
  const bool text = highlighter || source.request.evidence;
  Result<Article> article = text ? match::read_article(source.index, document) : source.heads.article(document);
  if (!article)
    return fail(article.error().code, fmt::format("{}: {}", hit.id, article.error().message), article.error().hint);
  if (article->id != hit.id)
    return fail(ErrorCode::index, fmt::format("the record of '{}' in the index is that of another article", hit.id),
                "blotter-index --verify tells what is damaged");
  if (highlighter) {
    hit.title = highlighter->whole(article->title, article->language);
    hit.snippet = highlighter->piece(article->body, article->language, snippet_bytes);
  }
  hit.evidence = source.request.evidence;
  if (!hit.evidence) article->body.clear();
  hit.article = std::move(*article);
  return {};
}

}  // namespace blotter::search
