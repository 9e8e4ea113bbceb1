#include "tests/support/process.hpp"

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <poll.h>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace blotter::test {
namespace {

struct Pipe {
  int read_end = -1;
  int write_end = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
    read_end = ends[0];
    write_end = ends[1];
  }
};

[[noreturn]] void become(const std::vector<std::string>& command, const std::vector<std::string>& environment,
                         const std::string& folder) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  setenv("XDG_STATE_HOME", "/proc/blotter-tests", 1);  // a test leaves its user's saved searches alone
  for (const std::string& pair : environment) putenv(const_cast<char*>(pair.c_str()));
  if (!folder.empty() && chdir(folder.c_str()) != 0) _exit(126);
  execv(arguments[0], arguments.data());
  _exit(127);
}

// Feeds the input and gathers both outputs until all ends are closed.
void talk(int in, int out, int err, const std::string& input, Ran& ran) {
  std::size_t sent = 0;
  std::array<pollfd, 3> ends{{{in, POLLOUT, 0}, {out, POLLIN, 0}, {err, POLLIN, 0}}};
  const auto shut = [](pollfd& end) {
    close(end.fd);
    end.fd = -1;
  };
  if (input.empty()) shut(ends[0]);
  while (ends[1].fd >= 0 || ends[2].fd >= 0) {
    if (poll(ends.data(), ends.size(), -1) < 0) break;
    if (ends[0].fd >= 0 && ends[0].revents != 0) {
      const ssize_t n = write(ends[0].fd, input.data() + sent, input.size() - sent);
      if (n > 0) sent += static_cast<std::size_t>(n);
      if (n <= 0 || sent == input.size()) shut(ends[0]);
    }
    for (std::size_t i = 1; i < 3; ++i) {
      if (ends[i].fd < 0 || ends[i].revents == 0) continue;
      std::array<char, 65536> buffer{};
      const ssize_t n = read(ends[i].fd, buffer.data(), buffer.size());
      if (n > 0) (i == 1 ? ran.out : ran.err).append(buffer.data(), static_cast<std::size_t>(n));
      else shut(ends[i]);
    }
  }
  if (ends[0].fd >= 0) shut(ends[0]);
}

}  // namespace

Ran run(const std::vector<std::string>& command, const std::string& input, const std::vector<std::string>& environment,
        const std::string& folder) {
  std::signal(SIGPIPE, SIG_IGN);
  const Pipe in;
  const Pipe out;
  const Pipe err;
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork");
  if (child == 0) {
    std::signal(SIGPIPE, SIG_DFL);
    dup2(in.read_end, 0);
    dup2(out.write_end, 1);
    dup2(err.write_end, 2);
    for (const Pipe* p : {&in, &out, &err}) {
      close(p->read_end);
      close(p->write_end);
    }
    become(command, environment, folder);
  }
  close(in.read_end);
  close(out.write_end);
  close(err.write_end);
  Ran ran;
  talk(in.write_end, out.read_end, err.read_end, input, ran);
  int status = 0;
  waitpid(child, &status, 0);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

int run_and_kill(const std::vector<std::string>& command, int milliseconds) {
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork");
  if (child == 0) become(command, {}, {});
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

std::string counts_of(const Ran& ran) {
  const std::vector<std::string> lines = lines_of(ran.err);
  if (lines.empty()) return {};
  const std::string& last = lines.back();
  const std::size_t start = last.find(": ") + 2;
  return last.substr(start, last.rfind(" in ") - start);
}

void write_file(const std::string& path, const std::string& content) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << content;
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace blotter::test
