// Exports the matches of a search, as whole articles or as their original files.
#pragma once

#include "common/error.hpp"
#include "searcher/answer/search.hpp"
#include "searcher/desk/article_writer.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::search {

// Returns the request's hits by id alone; all of them unless `limited`.  Nothing else is counted.
[[nodiscard]] Answer find_ids(Searcher& searcher, Request request, bool limited);

// Returns the ids of the articles that an answer to the request shows: its hits and, if these represent groups
// and there is no limit, the near-duplicates in their groups.
[[nodiscard]] std::vector<std::string> shown_ids(Searcher& searcher, const Request& request, const Answer& answer);

// Writes the articles of the answer's hits one after the other; ends when `write` returns false (a closed pipe).
// ErrorCode::index when an article cannot be read.
[[nodiscard]] Result<void> export_articles(Searcher& searcher, const Answer& answer, ArticleWriter& writer,
                                           const std::function<bool(std::string_view)>& write);

}  // namespace blotter::search
