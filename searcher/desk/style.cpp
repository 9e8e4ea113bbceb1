#include "searcher/desk/style.hpp"

#include "common/cli/terminal.hpp"
#include "common/current_day.hpp"
#include "searcher/query/dates.hpp"

#include <cstdlib>

namespace blotter::search {
namespace {

// Terminals that are known to show OSC 8 links, or to leave them out quietly.
bool shows_links() {
  for (const char* name :
       {"VTE_VERSION", "KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "WEZTERM_PANE", "ITERM_SESSION_ID"})
    if (const char* value = std::getenv(name); value && *value) return true;
  return false;
}

}  // namespace

present::Style style_of(const Options& options) {
  present::Style style;
  style.terminal = cli::is_terminal(1);
  style.color = cli::use_color(options.color, 1);
  style.links = style.terminal && style.color && shows_links();
  style.width = style.terminal ? cli::terminal_width(1) : 100;
  style.snippets = options.request.snippets;
  style.bulk = !options.bulk.empty();
  style.today = current_day();
  style.columns = options.columns;
  style.raw_cells = options.raw_cells;
  style.ends_with_zero = options.ends_with_zero;
  style.table = options.table;
  style.shares = options.request.share;
  if (!options.request.crosses.empty()) style.crossed = options.request.crosses.front();
  return style;
}

}  // namespace blotter::search
