// From counts to the facet lists, histogram and cross tables of an answer.
#pragma once

#include "searcher/answer/answer.hpp"
#include "searcher/index/index.hpp"
#include "searcher/match/counter.hpp"
#include "searcher/request/request.hpp"

#include <cstdint>
#include <string>

namespace blotter::search {

// Adds what the request asks to be counted, and a note when a histogram is too long to show every empty period.
void add_counts(const match::Index& index, const Request& request, const match::CountRequest& counted,
                const match::CountResult& counts, Answer& answer);

// YYYYMMDD as YYYY-MM-DD; empty for 0.
[[nodiscard]] std::string iso_date(std::uint32_t day);

}  // namespace blotter::search
