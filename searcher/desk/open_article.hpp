// --open: shows an article in a browser.
#pragma once

#include "common/error.hpp"

#include <string>

namespace blotter::search {

// Starts the first program of $BROWSER that is there (a list divided by colons; %s stands for the target, which else
// comes last), or xdg-open, without a shell, and waits for it.  ErrorCode::io when none could be started or it failed.
[[nodiscard]] Result<void> open_in_browser(const std::string& target);

}  // namespace blotter::search
