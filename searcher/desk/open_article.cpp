#include "searcher/desk/open_article.hpp"

#include "searcher/desk/article_writer.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <spawn.h>
#include <sstream>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace blotter::search {
namespace {

std::vector<std::string> browsers() {
  const char* list = std::getenv("BROWSER");
  std::istringstream text(list && *list ? list : "xdg-open");
  std::vector<std::string> commands;
  for (std::string command; std::getline(text, command, ':');)
    if (!command.empty()) commands.push_back(command);
  return commands;
}

std::vector<std::string> arguments_of(const std::string& command, const std::string& target) {
  std::vector<std::string> arguments;
  std::istringstream words(command);
  bool placed = false;
  for (std::string word; words >> word;) {
    if (const std::size_t at = word.find("%s"); at != std::string::npos) {
      word.replace(at, 2, target);
      placed = true;
    }
    arguments.push_back(word);
  }
  if (!placed) arguments.push_back(target);
  return arguments;
}

// The exit status, or -1 when the program could not be started.
int run_and_wait(std::vector<std::string> arguments) {
  std::vector<char*> pointers;
  pointers.reserve(arguments.size() + 1);
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  pid_t child = 0;
  // Signals that we ignore or wait for are the program's own.
  posix_spawnattr_t manner;
  posix_spawnattr_init(&manner);
  sigset_t none;
  sigemptyset(&none);
  sigset_t pipe = none;
  sigaddset(&pipe, SIGPIPE);
  posix_spawnattr_setsigmask(&manner, &none);
  posix_spawnattr_setsigdefault(&manner, &pipe);
  posix_spawnattr_setflags(&manner, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  const int error = posix_spawnp(&child, pointers.front(), nullptr, &manner, pointers.data(), environ);
  posix_spawnattr_destroy(&manner);
  if (error != 0) return -1;
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Result<std::string> address_of(Searcher& searcher, const std::string& id) {
  Result<Article> article = searcher.article(id);
  if (!article) return tl::unexpected<Error>(article.error());
  if (is_web_link(article->url)) return std::move(article->url);
  Result<std::string> file = searcher.file_of(id);
  if (file && file->empty())
    return fail(ErrorCode::bad_input, fmt::format("'{}' has neither a web address nor a file", id),
                "--show prints its text");
  return file;
}

Result<void> open_in_browser(const std::string& target) {
  for (const std::string& command : browsers()) {
    const int status = run_and_wait(arguments_of(command, target));
    if (status == 0) return {};
    if (status > 0) return fail(ErrorCode::io, fmt::format("'{}' ended with status {}", command, status));
  }
  return fail(ErrorCode::io, fmt::format("no program to open '{}' with could be started", target),
              "set BROWSER to one, for example BROWSER=firefox");
}

}  // namespace blotter::search
