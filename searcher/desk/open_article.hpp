// Shows an article in a browser: --open, and a key of --browse.
#pragma once

#include "common/error.hpp"
#include "searcher/answer/search.hpp"

#include <string>

namespace blotter::search {

// Returns the article's URL, else the path of the file that it was read from.  ErrorCode::bad_usage if there is no such
// article, ErrorCode::bad_input if it has neither.
[[nodiscard]] Result<std::string> address_of(Searcher& searcher, const std::string& id);

// Starts the first existing program of $BROWSER (separated by colons; %s is replaced by the target, which is otherwise
// the last argument), or xdg-open, without a shell, and waits for it.  ErrorCode::io when none could be started or it
// failed.
[[nodiscard]] Result<void> open_in_browser(const std::string& target);

}  // namespace blotter::search
