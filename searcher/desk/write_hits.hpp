// The matches of a search into a file, in the form that its name asks for.
#pragma once

#include "common/error.hpp"
#include "searcher/answer/search.hpp"

#include <cstdint>
#include <string>

namespace blotter::search {

// Writes every match of the request (a report: at most report_hits) and returns how many.  .csv and .tsv have a row
// each, .jsonl a line each (schema blotter.hit/1), .md the articles whole, .html is a report.  ErrorCode::bad_usage for
// another ending and when the file is there already, ErrorCode::io when it cannot be written, else the search's error.
[[nodiscard]] Result<std::uint32_t> write_hits(Searcher& searcher, const Request& request, const std::string& path);

}  // namespace blotter::search
