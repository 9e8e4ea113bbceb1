// --watch: prints new matches as they come into the index.
#pragma once

#include "common/error.hpp"
#include "searcher/answer/search.hpp"

#include <functional>

namespace blotter::search {

// Waits for commits and hands every answer with matches that are not in `request.seen` and were not handed over before
// to `show`, until SIGINT or SIGTERM comes or `show` returns false.  Returns whether there was any.  With `seen` the
// first look at the index is at once; without, what matches now is not new.  Where the index cannot be searched
// `trouble` is told why, once, and the watch goes on; ErrorCode::bad_query or bad_usage when the request cannot be
// searched at all.
[[nodiscard]] Result<bool> watch(Searcher& searcher, Request request, const std::function<bool(const Answer&)>& show,
                                 const std::function<void(const Error&)>& trouble);

}  // namespace blotter::search
