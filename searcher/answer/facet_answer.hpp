// From counts to the facet lists, histogram and cross tables of an answer.
#pragma once

#include "searcher/answer/answer.hpp"
#include "searcher/index/index.hpp"
#include "searcher/match/counter.hpp"
#include "searcher/request/request.hpp"

#include <vector>

namespace blotter::search {

[[nodiscard]] std::vector<FacetAnswer> facet_answers(const match::Index& index, const Request& request,
                                                     const match::CountRequest& counted,
                                                     const match::CountResult& counts);
inline constexpr std::size_t most_periods = 20000;  // with the empty ones in between: days of 54 years

[[nodiscard]] std::vector<Period> histogram_answer(const match::CountResult& counts, match::Unit unit);
[[nodiscard]] std::vector<Cross> cross_answers(const Request& request, const match::CountRequest& counted,
                                               const match::CountResult& counts);

// YYYYMMDD as YYYY-MM-DD; empty for 0.
[[nodiscard]] std::string iso_date(std::uint32_t day);

}  // namespace blotter::search
