#include "indexer/write/child_process.hpp"

#include "common/store/side_file.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace blotter {
namespace {

constexpr char answered = 'a';  // the text follows
constexpr char failed = 'f';    // the error's message, a zero byte and its hint follow

void write_all(int pipe, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(pipe, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

std::string read_all(int pipe) {
  std::string text;
  std::array<char, 65536> buffer{};
  while (true) {
    const ssize_t count = ::read(pipe, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

// Ends the child; no destructor of the parent's objects runs in it.
[[noreturn]] void work_in_child(int pipe, unsigned seconds, const std::function<Result<std::string>()>& work) {
  const rlimit processor{seconds, seconds};
  (void)setrlimit(RLIMIT_CPU, &processor);
  const rlimit no_core{0, 0};
  (void)setrlimit(RLIMIT_CORE, &no_core);
  for (const int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGINT, SIGTERM}) std::signal(signal, SIG_DFL);
  (void)alarm(seconds * 10);
  std::string text;
  try {
    const Result<std::string> done = work();
    text = done ? answered + *done : failed + done.error().message + '\0' + done.error().hint;
  } catch (const std::exception& error) {
    text = failed + std::string(error.what()) + '\0';
  }
  write_all(pipe, text);
  _exit(0);
}

}  // namespace

Result<std::string> run_in_child(const std::string& what, unsigned seconds,
                                 const std::function<Result<std::string>()>& work) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) return fail(ErrorCode::io, std::string("cannot make a pipe: ") + std::strerror(errno));
  const store::Descriptor out(ends[0]);
  store::Descriptor in(ends[1]);
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) return fail(ErrorCode::io, std::string("cannot start a process: ") + std::strerror(errno));
  if (child == 0) work_in_child(in.get(), seconds, work);
  in = store::Descriptor();
  const std::string text = read_all(out.get());
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    const bool slow = signal == SIGXCPU || signal == SIGKILL || signal == SIGALRM;
    return fail(ErrorCode::index,
                what + (slow ? " did not end" : " crashed") + " (signal " + std::to_string(signal) + ")",
                "index the articles again");
  }
  if (text.starts_with(answered)) return text.substr(1);
  if (!text.starts_with(failed)) return fail(ErrorCode::index, what + " ended without an answer");
  const std::size_t end = text.find('\0');
  return fail(ErrorCode::index, text.substr(1, end - 1), end == std::string::npos ? "" : text.substr(end + 1));
}

}  // namespace blotter
