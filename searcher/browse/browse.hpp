// --browse: a search on the screen of a terminal.
#pragma once

#include "searcher/answer/search.hpp"
#include "searcher/request/options.hpp"

namespace blotter::browse {

// Browses until the user leaves, then prints the command line that asks the same.  Reports its errors and returns the
// exit status: that of the last answer, or exit_error when standard input or output is not a terminal.
[[nodiscard]] int browse(search::Searcher& searcher, const search::Options& options);

}  // namespace blotter::browse
