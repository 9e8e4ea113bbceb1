// What to say when words are missing or nothing was found.
#pragma once

#include "searcher/answer/answer.hpp"
#include "searcher/match/counter.hpp"
#include "searcher/query/planner.hpp"
#include "searcher/request/request.hpp"

#include <cstdint>
#include <functional>

namespace blotter::search {

// "Did you mean": for words in no article, the query with the nearest word of the index.  Sets answer.suggestion; never
// applied unasked.
void suggest_spelling(const match::Index& index, const query::Vocabulary& vocabulary, const query::Planned& planned,
                      const Request& request, Answer& answer);

// Which word or filter emptied the answer, and how many there would be without it.
// `count` gives the articles that a plan matches.
void explain_no_results(const std::function<std::uint32_t(const query::Plan&)>& count, const query::Planned& planned,
                        const match::CountRequest& wanted, const match::CountResult& counted,
                        std::uint32_t text_matches, Answer& answer);

}  // namespace blotter::search
