#include "indexer/query_ids.hpp"

#include "indexer/source/file_list.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace blotter {
namespace {

constexpr const char* search_program = "blotter-search";

std::string program_path() {
  std::error_code error;
  const std::filesystem::path beside =
      std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / search_program;
  return std::filesystem::exists(beside, error) ? beside.string() : search_program;
}

std::string read_to_end(int file) {
  std::string text;
  std::array<char, 1 << 16> buffer{};
  for (;;) {
    const ssize_t got = ::read(file, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace

Result<std::vector<std::string>> ids_found_by(const std::string& database, const std::string& query) {
  std::vector<std::string> words{
      program_path(), "--config=/dev/null", "--db=" + database, "--format=ids", "--null", "--limit=all", "--", query};
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0)
    return fail(ErrorCode::io, std::string("cannot make a pipe: ") + std::strerror(errno));
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  pid_t child = -1;
  const int failed = ::posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  const std::string found = failed == 0 ? read_to_end(ends[0]) : std::string();
  ::close(ends[0]);
  if (failed != 0)
    return fail(ErrorCode::io, std::string("cannot run blotter-search: ") + std::strerror(failed),
                "--query needs it beside blotter-index or in $PATH");
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
    return fail(ErrorCode::io, "blotter-search could not answer the query: nothing is removed");
  if (found.empty()) return fail(ErrorCode::bad_usage, "no article matches the query '" + query + "'", "");
  return source::names_in(found);
}

}  // namespace blotter
