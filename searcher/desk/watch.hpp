// --watch: prints new matches as they come into the index.
#pragma once

#include "common/error.hpp"
#include "searcher/answer/search.hpp"

#include <functional>

namespace blotter::search {

// Waits for commits and calls `show` with every answer that has new matches: not in `request.seen` and not shown
// before. Ends at SIGINT or SIGTERM, or when `show` returns false; returns whether there was an answer.  With `seen`
// the index is searched at once; without it, articles that match at the start are not new.  If the index cannot be
// searched, `on_error` is called once with the reason, and the watch goes on.  ErrorCode::bad_query or bad_usage if the
// request itself is invalid.
[[nodiscard]] Result<bool> watch(Searcher& searcher, Request request, const std::function<bool(const Answer&)>& show,
                                 const std::function<void(const Error&)>& on_error);

}  // namespace blotter::search
