#include "searcher/desk/export.hpp"

namespace blotter::search {

Answer find_ids(Searcher& searcher, Request request, bool limited) {
  request.documents = false;
  request.facets.clear();
  request.crosses.clear();
  request.histogram = match::Unit::none;
  request.terms = 0;
  request.explain = false;
  if (!limited) request.limit = no_limit;
  return searcher.run(request);
}

std::vector<std::string> shown_ids(Searcher& searcher, const Request& request, const Answer& answer) {
  const bool grouped = request.group && request.limit == no_limit;
  Request every = request;
  every.group = false;
  const Answer all = grouped ? find_ids(searcher, every, false) : Answer();
  std::vector<std::string> ids;
  for (const Hit& hit : (grouped ? all : answer).hits) ids.push_back(hit.id);
  return ids;
}

Result<void> export_articles(Searcher& searcher, const Answer& answer, ArticleWriter& writer,
                             const std::function<bool(std::string_view)>& write) {
  constexpr std::size_t piece = 1u << 20;
  std::string out;
  writer.begin(out);
  for (const Hit& hit : answer.hits) {
    const Result<Article> article = searcher.article(hit.id);
    if (!article) return tl::unexpected<Error>(article.error());
    writer.article(*article, out);
    if (out.size() < piece) continue;
    if (!write(out)) return {};
    out.clear();
  }
  writer.end(out);
  (void)write(out);
  return {};
}

}  // namespace blotter::search
