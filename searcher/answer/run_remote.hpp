// The second half of a run, over shards behind servers: what is on one machine a pass over columns and postings is here
// a few queries, which the servers answer side by side.
#pragma once

#include "common/error.hpp"
#include "searcher/answer/answer.hpp"
#include "searcher/index/article_header_cache.hpp"
#include "searcher/index/index.hpp"
#include "searcher/match/counter.hpp"
#include "searcher/query/planner.hpp"
#include "searcher/request/request.hpp"

namespace blotter::search {

struct RemoteRun {
  const match::Index& index;
  const query::Vocabulary& vocabulary;
  match::ArticleHeaderCache& heads;
  const Request& request;
  query::Planned& planned;  // --expand adds words to its plan
  const match::CountRequest& wanted;
};

// Completes the answer.  ErrorCode::bad_query for what cannot be had from servers, with the reason.  May throw
// Xapian::Error.
[[nodiscard]] Result<void> run_remote(const RemoteRun& run, Answer& answer);

}  // namespace blotter::search
