// The parts of a request by name: what the command line and a JSON request call them.
#pragma once

#include "common/error.hpp"
#include "searcher/request/request.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::search {

[[nodiscard]] Result<Sort> parse_sort(std::string_view name);
[[nodiscard]] Result<FacetSort> parse_facet_sort(std::string_view name);
[[nodiscard]] Result<match::Model> parse_model(std::string_view name);
[[nodiscard]] Result<match::Unit> parse_unit(std::string_view name);
[[nodiscard]] Result<query::Syntax> parse_syntax(std::string_view name);
[[nodiscard]] Result<bool> parse_match(std::string_view name);  // true: any
[[nodiscard]] Result<BatchFormat> parse_batch_format(std::string_view name);
// Returns a number of hits or values from 0 on, or "all" as no_limit.
[[nodiscard]] Result<std::uint32_t> parse_limit(std::string_view name, std::string_view text);
// The same for the values of a facet, where 0 means all, as scripts have it; --facets none shows none.
[[nodiscard]] Result<std::uint32_t> parse_facet_limit(std::string_view name, std::string_view text);
// Returns a hint: the name that may be meant, and all that there are.
[[nodiscard]] std::string one_of(std::string_view name, const std::vector<std::string>& known);
// "30d", "6m", "1y" or a number of days, as days.
[[nodiscard]] Result<double> parse_half_life(std::string_view text);
// "country,crime" as a pair.
[[nodiscard]] Result<std::pair<std::string, std::string>> parse_cross(std::string_view text);
[[nodiscard]] std::string_view name_of(match::Unit unit);
[[nodiscard]] std::string_view name_of(Sort sort);
// Returns the slot of the date that an order goes by.
[[nodiscard]] schema::Slot slot_of(Sort sort);
// Sets what the histogram counts: "month" by publication, "indexed:month" by another date of the articles.
[[nodiscard]] Result<void> set_histogram(std::string_view text, Request& request);

// Adds chosen values to the facet's filter: comma separated (a comma of a name may be written \,), !X excludes X.
void add_filter(Request& request, std::string_view facet, std::string_view values);
// Returns the filter with its lists parted into values; a list with a comma that `is_value` stays whole.
[[nodiscard]] FilterRequest parted(const FilterRequest& filter,
                                   const std::function<bool(const std::string&)>& is_value);
// "a,b" as a list, each name once.
[[nodiscard]] std::vector<std::string> parse_names(std::string_view text);
// "country,agency" as a list, each facet once; an empty list of "none".
[[nodiscard]] std::vector<std::string> parse_facets(std::string_view text);

// Sets the part of that name (query, match, country, from, limit, facets, histogram …) from the texts of a JSON
// request's value; a name of no part becomes a note, for a facet may be unknown until the index is asked.
[[nodiscard]] Result<void> set_part(Request& request, std::string_view name, const std::vector<std::string>& values);

}  // namespace blotter::search
