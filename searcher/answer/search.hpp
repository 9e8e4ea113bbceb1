// Runs requests on an open index (run.hpp), and again when a commit overtakes them.
#pragma once

#include "common/error.hpp"
#include "searcher/answer/answer.hpp"
#include "searcher/index/index.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/query/planner.hpp"
#include "searcher/query/synonyms.hpp"
#include "searcher/request/request.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::search {

// One object a thread, each with handles of its own (`match::Index::again`).
class Searcher {
 public:
  explicit Searcher(match::Index index, const query::Synonyms* synonyms = nullptr);
  ~Searcher();
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;

  // Never fails as a whole: an error is in the answer's `error`.  A commit that overtakes the search makes
  // it start again on the new state.
  [[nodiscard]] Answer run(const Request& request);

  // Returns the article of that id with its body; ErrorCode::bad_usage when there is none.
  [[nodiscard]] Result<Article> article(std::string_view id);

  // Returns the file that the article of that id was read from (an archive for what is inside of one), absolute; empty
  // when it came from no file.  ErrorCode::bad_usage when there is no such article.
  [[nodiscard]] Result<std::string> file_of(std::string_view id);

  // The words of the request's query marked in title and body; nothing without a query.
  using Matches = std::pair<Snippet, Snippet>;
  [[nodiscard]] Result<std::optional<Matches>> matches(const Request& request, const Article& article);

  [[nodiscard]] const match::Index& index() const;
  // Looks at the index as it is now, if it has changed.  ErrorCode::index when it cannot be opened; then the searcher
  // goes on with the one that it has.
  [[nodiscard]] Result<void> refresh();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Returns the label to show beside a facet's value.
[[nodiscard]] std::string label_of(const match::Index& index, std::string_view facet, std::string_view value);

}  // namespace blotter::search
