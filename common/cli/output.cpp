#include "common/cli/output.hpp"

#include "common/cli/exit_status.hpp"
#include "common/cli/terminal.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace blotter::cli {
namespace {

int failure = 0;      // errno of the write that failed
bool closed = false;  // whoever read the output has gone

// The next file that is opened would get the number of a stream that is closed: messages would be written into the
// index, and a file of it be read as input.  Opened the other way round, the stream is still one that gives an error.
void hold_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(stream, F_GETFD) < 0) (void)::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

// A copy over the index in use, or a failing disk: whoever reads a mapped file learns of it by this signal alone.
extern "C" void end_at_cut_file(int) {
  constexpr std::string_view reason = ": a file of the index was cut while it was read, or its disk fails\n";
  (void)!::write(STDERR_FILENO, program_invocation_short_name, std::strlen(program_invocation_short_name));
  (void)!::write(STDERR_FILENO, reason.data(), reason.size());
  ::_exit(exit_error);
}

}  // namespace

void prepare_output() {
  hold_closed_streams();
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGBUS, end_at_cut_file);
}

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
