#include "indexer/reader/extract/extractor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <optional>
#include <poll.h>
#include <spawn.h>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace blotter::reader {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t answer_slack = 1 << 20;  // of an answer beside its text

// How long a document of the kind may take, and the name of the limit that says so.
struct TimeLimit {
  unsigned seconds;
  std::string_view name;
};

TimeLimit time_limit(ExtractKind kind, const Limits& limits) {
  if (is_recognised(kind)) return {limits.ocr_seconds, "ocr_seconds"};
  return {limits.extract_seconds, "extract_seconds"};
}

std::string program_path() {
  if (const char* named = std::getenv("BLOTTER_EXTRACT"); named != nullptr && *named != '\0') return named;
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  return (self.parent_path() / "blotter-extract").string();
}

// A running blotter-extract, with the socket to it.
class Process {
 public:
  static Result<std::unique_ptr<Process>> start(const Limits& limits) {
    const std::string program = program_path();
    if (::access(program.c_str(), X_OK) != 0)
      return fail(ErrorCode::io, "cannot run '" + program + "': " + std::strerror(errno),
                  "blotter-extract belongs beside blotter-index; $BLOTTER_EXTRACT names another");
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
      return fail(ErrorCode::io, std::string("cannot make a socket pair: ") + std::strerror(errno));
    auto process = std::make_unique<Process>(ends[0]);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    std::vector<std::string> words{"blotter-extract", std::to_string(limits.extract_memory)};
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::string one_thread = "OMP_THREAD_LIMIT=1";  // the recogniser's; a confined process starts none
    std::array<char*, 2> environment{one_thread.data(), nullptr};
    const int failed =
        ::posix_spawn(&process->child_, program.c_str(), &actions, nullptr, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (failed != 0) {
      process->child_ = -1;
      return fail(ErrorCode::io, "cannot run '" + program + "': " + std::strerror(failed));
    }
    return process;
  }

  explicit Process(int socket) : socket_(socket) {}
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() {
    ::close(socket_);  // an idle process ends at the end of its input
    if (child_ > 0) (void)end(true);
  }

  // True once a document has taken longer than the limit.
  [[nodiscard]] bool is_late() const { return is_late_; }

  Result<Extracted> ask(ExtractKind kind, std::string_view bytes, const Limits& limits, std::string_view languages) {
    time_ = time_limit(kind, limits);
    const auto deadline = Clock::now() + std::chrono::seconds(time_.seconds);
    const auto header = encode_request(
        {kind, static_cast<std::uint8_t>(languages.size()), static_cast<std::uint16_t>(time_.seconds), bytes.size()});
    for (const std::string_view part : {std::string_view(header.data(), header.size()), languages, bytes})
      if (auto sent = send(part, deadline, limits); !sent) return tl::unexpected(sent.error());
    const Result<std::string> size = receive(answer_header_bytes, deadline, limits);
    if (!size) return tl::unexpected(size.error());
    const std::uint64_t expected = decode_size(*size);
    if (expected > limits.article_bytes + answer_slack) {
      (void)end(true);
      return fail(ErrorCode::limit,
                  fmt::format("its text is larger than {} bytes (limit article_bytes)", limits.article_bytes));
    }
    const Result<std::string> answer = receive(static_cast<std::size_t>(expected), deadline, limits);
    if (!answer) return tl::unexpected(answer.error());
    return decode_answer(*answer);
  }

 private:
  // Waits until the socket is ready; false when the time is up.
  [[nodiscard]] bool wait(short events, Clock::time_point deadline) const {
    while (true) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
      if (left <= 0) return false;
      pollfd watched{socket_, events, 0};
      const int ready = ::poll(&watched, 1, static_cast<int>(std::min<long long>(left, 60'000)));
      if (ready > 0) return true;
      if (ready < 0 && errno != EINTR) return false;
    }
  }

  Result<void> send(std::string_view bytes, Clock::time_point deadline, const Limits& limits) {
    while (!bytes.empty()) {
      if (!wait(POLLOUT, deadline)) return late();
      const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
      if (count < 0) return ended(limits);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
  }

  Result<std::string> receive(std::size_t size, Clock::time_point deadline, const Limits& limits) {
    constexpr std::size_t step = 1 << 20;  // so that a size that is a lie costs nothing
    std::string bytes;
    while (bytes.size() < size) {
      if (!wait(POLLIN, deadline)) return late();
      const std::size_t before = bytes.size();
      bytes.resize(std::min(size, before + step));
      const ssize_t count = ::recv(socket_, bytes.data() + before, bytes.size() - before, MSG_DONTWAIT);
      bytes.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
      if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
      if (count <= 0) return ended(limits);
    }
    return bytes;
  }

  tl::unexpected<Error> late() {
    is_late_ = true;
    (void)end(true);
    return fail(ErrorCode::limit,
                fmt::format("takes longer than {} seconds to read (limit {})", time_.seconds, time_.name));
  }

  tl::unexpected<Error> ended(const Limits& limits) {
    const int status = end(false);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return late();
    if (WIFEXITED(status) && WEXITSTATUS(status) == exit_no_memory)
      return fail(ErrorCode::limit,
                  fmt::format("needs more than {} bytes of memory (limit extract_memory)", limits.extract_memory));
    if (WIFSIGNALED(status))
      return fail(ErrorCode::bad_input, fmt::format("its reader crashed ({})", ::strsignal(WTERMSIG(status))));
    return fail(ErrorCode::bad_input,
                fmt::format("its reader ended without an answer (status {})", WEXITSTATUS(status)));
  }

  // Its wait status.
  int end(bool kill) {
    int status = 0;
    if (child_ <= 0) return status;
    if (kill) (void)::kill(child_, SIGKILL);
    while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) continue;
    child_ = -1;
    return status;
  }

  int socket_;
  pid_t child_ = -1;
  TimeLimit time_{};  // of the document that is read
  bool is_late_ = false;
};

}  // namespace

Result<Extracted> extract(ExtractKind kind, std::string_view bytes, const Limits& limits, std::string_view languages) {
  thread_local std::unique_ptr<Process> process;
  while (true) {
    const bool kept = process != nullptr;
    if (!kept) {
      Result<std::unique_ptr<Process>> started = Process::start(limits);
      if (!started) return tl::unexpected(started.error());
      process = std::move(*started);
    }
    Result<Extracted> extracted = process->ask(kind, bytes, limits, languages);
    if (extracted) {
      if (!extracted->error.empty()) return fail(ErrorCode::bad_input, extracted->error);
      return extracted;
    }
    // What earlier documents left in the process may have been the cause; but no document gets its time twice.
    const bool doubtful = kept && !process->is_late();
    process.reset();
    if (!doubtful) return extracted;
  }
}

}  // namespace blotter::reader
