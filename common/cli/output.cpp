#include "common/cli/output.hpp"

#include "common/cli/exit_status.hpp"
#include "common/cli/terminal.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>
#include <unistd.h>

namespace blotter::cli {
namespace {

int failure = 0;      // errno of the write that failed
bool closed = false;  // whoever read the output has gone

}  // namespace

void prepare_output() { std::signal(SIGPIPE, SIG_IGN); }

bool write_out(std::string_view text) {
  while (!text.empty() && !closed && failure == 0) {
    const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EPIPE) closed = true;
    else if (written < 0) failure = errno;
    else text.remove_prefix(static_cast<std::size_t>(written));
  }
  return !closed && failure == 0;
}

int end_status(std::string_view program, int status) {
  if (failure == 0) return status;
  return report_error(program, Error{ErrorCode::io, std::string("cannot write the output: ") + std::strerror(failure),
                                     failure == ENOSPC ? "the disk is full" : ""});
}

}  // namespace blotter::cli
