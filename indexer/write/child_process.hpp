// Work on data that may crash the library that reads it, in a process of its own.
#pragma once

#include "common/error.hpp"

#include <functional>
#include <string>

namespace blotter {

// Runs `work` in a child process and returns what it returned there.  ErrorCode::index, with `what` in the message,
// when the child crashed or did not end within `seconds` of processor time or ten times that by the clock; exceptions
// of `work` are such errors, too.  Call it while no other thread runs.
[[nodiscard]] Result<std::string> run_in_child(const std::string& what, unsigned seconds,
                                               const std::function<Result<std::string>()>& work);

}  // namespace blotter
