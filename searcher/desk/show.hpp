// Selects the articles that --show prints and the passages that it marks.
#pragma once

#include "searcher/answer/search.hpp"
#include "searcher/request/options.hpp"
#include "searcher/state/last_answer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace blotter::search {

class Showing {
 public:
  // Reads ids from standard input for "-".  Both arguments outlive the object.
  Showing(Searcher& searcher, const Options& options);

  // Returns the articles' ids in the order in which they were named.  Words beside --show are ids, too, when each of
  // them names an article, as in "... --format ids | xargs blotter-search --show".
  [[nodiscard]] const std::vector<std::string>& ids() const { return ids_; }
  // Returns the article of one of ids(); ErrorCode::bad_usage when there is none.
  [[nodiscard]] Result<Article> article(const std::string& id) const;
  // Returns where the words of the query are in an article; without a query those of the last answer's query, if the
  // article was one of its hits.  Nothing where the evidence for the facets is to be marked.  ErrorCode::bad_query for
  // a query that cannot be read.
  [[nodiscard]] Result<std::optional<Searcher::Matches>> marks(const Article& article) const;

 private:
  [[nodiscard]] bool is_article(const std::string& name) const;

  Searcher& searcher_;
  const Options& options_;
  LastAnswer last_;
  std::vector<std::string> ids_;
  bool has_query_ = false;
};

}  // namespace blotter::search
