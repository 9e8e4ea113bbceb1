// Standard output of both programs: a closed pipe is not an error, anything else that keeps it from being written is.
#pragma once

#include <string_view>

namespace blotter::cli {

// Ignores SIGPIPE, so that a closed pipe is seen by write_out, keeps the numbers of closed standard streams from being
// those of files that are opened later, and has the program end with exit_error where a file that it has mapped is cut
// meanwhile.  Call it first.
void prepare_output();
// Writes all of it; false when it cannot be (a closed pipe, a full disk): stop writing then.  One thread.
[[nodiscard]] bool write_out(std::string_view text);
// Returns the exit status of a program that would end with `status`: exit_error, and a message, when some output could
// not be written for another reason than that its reader has gone.
[[nodiscard]] int end_status(std::string_view program, int status);

}  // namespace blotter::cli
