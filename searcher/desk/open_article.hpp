// Shows an article in a browser: --open, and a key of --browse.
#pragma once

#include "common/error.hpp"
#include "searcher/answer/search.hpp"

#include <string>

namespace blotter::search {

// Returns the article's web address, else the file that it was read from.  ErrorCode::bad_usage when there is no such
// article, ErrorCode::bad_input when it has neither.
[[nodiscard]] Result<std::string> address_of(Searcher& searcher, const std::string& id);

// Starts the first program of $BROWSER that is there (a list divided by colons; %s stands for the target, which else
// comes last), or xdg-open, without a shell, and waits for it.  ErrorCode::io when none could be started or it failed.
[[nodiscard]] Result<void> open_in_browser(const std::string& target);

}  // namespace blotter::search
