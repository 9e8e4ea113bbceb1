// Standard output through a pager.
#pragma once

#include <string>

namespace blotter::search {

// Shows the text with $BLOTTER_PAGER, $PAGER or less when it is longer than the screen; else writes it.
void show_paged(const std::string& text);
// Shows it so, however short it is, and waits.
void show_in_pager(const std::string& text);

}  // namespace blotter::search
