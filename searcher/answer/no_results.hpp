// What to say when words are missing or nothing was found.
#pragma once

#include "common/error.hpp"
#include "searcher/answer/answer.hpp"
#include "searcher/index/index.hpp"
#include "searcher/match/counter.hpp"
#include "searcher/query/planner.hpp"
#include "searcher/request/request.hpp"

#include <cstdint>
#include <functional>
#include <string_view>

namespace blotter::search {

// "Did you mean": the query with the nearest word of the index for words in no article, and when request.suggest for
// words that few articles have beside a frequent one.  Sets answer.suggestion.  `count` gives the articles that a plan
// matches.
void suggest_spelling(const std::function<std::uint32_t(const query::Plan&)>& count,
                      const query::Vocabulary& vocabulary, const query::Planned& planned, const Request& request,
                      Answer& answer);

// Which word or filter emptied the answer, and how many there would be without it.
// `count` gives the articles that a plan matches.
void explain_no_results(const std::function<std::uint32_t(const query::Plan&)>& count, const query::Planned& planned,
                        const match::CountRequest& wanted, const match::CountResult& counted,
                        std::uint32_t text_matches, Answer& answer);

// Returns the error, of that code, that no article has the id; of ErrorCode::index where a shard that is left out
// (match::RemoteOptions::partial) may have it.
[[nodiscard]] tl::unexpected<Error> no_article(const match::Index& index, std::string_view id, ErrorCode code);

}  // namespace blotter::search
