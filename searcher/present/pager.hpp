// Standard output, through a pager when a long text goes to a terminal.
#pragma once

#include <string>
#include <string_view>

namespace blotter::search {

// Writes all of it; false when it cannot be (a closed pipe, a full disk: see `write_failed`).
[[nodiscard]] bool write_out(std::string_view text);
// Whether writing failed for another reason than that the reader has gone.
[[nodiscard]] bool write_failed();

// Shows the text with $BLOTTER_PAGER, $PAGER or less when it is longer than the screen; else writes it.
void show_paged(const std::string& text);

}  // namespace blotter::search
