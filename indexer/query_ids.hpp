// The articles that a query finds, for --remove.
#pragma once

#include "common/error.hpp"

#include <string>
#include <vector>

namespace blotter {

// Returns the ids of all articles of the index that match a query in blotter-search's language.  Runs blotter-search
// (beside this program, else from $PATH), which writes its notes to standard error; the user's configuration of it does
// not count. ErrorCode::bad_usage when nothing is found, for a removal cannot be taken back; ErrorCode::io when the
// program cannot be run or ends with an error.
[[nodiscard]] Result<std::vector<std::string>> ids_found_by(const std::string& database, const std::string& query);

}  // namespace blotter
