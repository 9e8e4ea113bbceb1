// The forms in which an answer can be asked for.
#pragma once

#include "common/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::search {

enum class OutputFormat : std::uint8_t { text, json, jsonl, hits, tsv, csv, trec, ids, graphml, dot };

// An object an answer; json and jsonl are two names of one format.
[[nodiscard]] constexpr bool is_json(OutputFormat format) {
  return format == OutputFormat::json || format == OutputFormat::jsonl;
}

// A cross table in place of the hits.
[[nodiscard]] constexpr bool is_graph(OutputFormat format) {
  return format == OutputFormat::graphml || format == OutputFormat::dot;
}

// By its name on the command line; ErrorCode::bad_usage, with those that there are, for another.
[[nodiscard]] Result<OutputFormat> parse_format(std::string_view name);

// What the rows of tsv and csv are.
enum class Table : std::uint8_t { hits, histogram, cross, terms, facets };

// Returns the names of the columns that tsv and csv can have.
[[nodiscard]] const std::vector<std::string>& column_names();

// Returns whether the column is the same for all hits of a query: its qid, its total, …
[[nodiscard]] bool is_of_query(std::string_view column);
// Returns whether all columns are, with the total among them: one row a query.
[[nodiscard]] bool is_summary(const std::vector<std::string>& columns);

}  // namespace blotter::search
