// What the programs' exit statuses mean (grep's convention: "nothing found" and "trouble" are told apart).
#pragma once

namespace blotter::cli {

inline constexpr int exit_ok = 0;       // done; something found
inline constexpr int exit_nothing = 1;  // search only: nothing found
inline constexpr int exit_trouble = 2;  // bad usage, bad query, unreadable index, or some input was skipped

}  // namespace blotter::cli
