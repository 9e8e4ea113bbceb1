// A mapped file that is cut while it is read.
#include "common/cli/exit_status.hpp"
#include "common/cli/output.hpp"
#include "tests/support/process.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace blotter;
using namespace blotter::test;

namespace {

constexpr std::size_t file_bytes = 1 << 16;

// In a process of its own, which the reading ends.
[[noreturn]] void read_what_is_cut(const std::string& path, int messages) {
  ::dup2(messages, STDERR_FILENO);
  cli::prepare_output();
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const void* const mapped = ::mmap(nullptr, file_bytes, PROT_READ, MAP_PRIVATE, file, 0);
  if (mapped == MAP_FAILED || ::truncate(path.c_str(), 0) != 0) ::_exit(9);
  ::_exit(static_cast<const volatile char*>(mapped)[file_bytes / 2] == 0 ? 8 : 7);
}

}  // namespace

TEST_CASE("regression: a file that is cut while it is read ends the program with the reason (issue 13)") {
  const TemporaryFolder folder;
  write_file(folder / "columns", std::string(file_bytes, 'x'));
  std::array<int, 2> ends{};
  REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) read_what_is_cut(folder / "columns", ends[1]);
  ::close(ends[1]);
  std::string message;
  std::array<char, 512> part{};
  for (ssize_t bytes = 0; (bytes = ::read(ends[0], part.data(), part.size())) > 0;)
    message.append(part.data(), static_cast<std::size_t>(bytes));
  ::close(ends[0]);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == cli::exit_error);
  CHECK(message.find("was cut while it was read") != std::string::npos);
}
