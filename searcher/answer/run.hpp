// One run of one request: parse, plan, match, count, rank, fetch.
#pragma once

#include "common/error.hpp"
#include "searcher/answer/answer.hpp"
#include "searcher/index/article_header_cache.hpp"
#include "searcher/index/index.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/query/planner.hpp"
#include "searcher/query/synonyms.hpp"
#include "searcher/rank/scorer.hpp"
#include "searcher/request/request.hpp"

namespace blotter::search {

// What a run works with: one thread's handles on an index, and what it remembers from query to query.
struct Engine {
  const match::Index& index;
  const query::Vocabulary& vocabulary;
  match::Matcher& matcher;
  match::Scorer& scorer;
  match::ArticleHeaderCache& heads;
  const query::Synonyms* synonyms;
};

// Adds to `answer`, which has the request's qid and query.  May throw Xapian::Error; then the answer is not whole.
[[nodiscard]] Result<void> run_request(const Engine& engine, const Request& request, Answer& answer);

}  // namespace blotter::search
