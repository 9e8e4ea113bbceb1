// The programs' exit statuses.  As in grep, "nothing found" and "error" differ.
#pragma once

namespace blotter::cli {

inline constexpr int exit_ok = 0;           // done; something found
inline constexpr int exit_no_results = 1;   // search only: nothing found
inline constexpr int exit_error = 2;        // bad usage, bad query, unreadable index, or some input was skipped
inline constexpr int exit_signalled = 128;  // + the signal that ended the work early (shells' convention)

}  // namespace blotter::cli
