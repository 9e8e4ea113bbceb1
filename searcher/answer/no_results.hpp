// What to say when words are missing or nothing was found.
#pragma once

#include "searcher/answer/answer.hpp"
#include "searcher/match/counter.hpp"
#include "searcher/match/matcher.hpp"
#include "searcher/query/planner.hpp"
#include "searcher/request/request.hpp"

namespace blotter::search {

// "Did you mean": for words in no article, the query with the nearest word of the index.  Sets answer.suggestion; never
// applied unasked.
void suggest(const match::Index& index, const query::Vocabulary& vocabulary, const query::Planned& planned,
             const Request& request, Answer& answer);

// Which word or filter emptied the answer, and how many there would be without it.
void explain_no_results(match::Matcher& matcher, const query::Planned& planned, const match::CountRequest& wanted,
                        const match::CountResult& counted, std::uint32_t text_matches, Answer& answer);

}  // namespace blotter::search
