#include "tests/shards/server.hpp"

#include <arpa/inet.h>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace blotter::test {
namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

int free_port() {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  const bool bound = ::bind(listener, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(listener);
  if (!bound) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

bool listens(int port) {
  const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(port);
  const bool connected = ::connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  ::close(client);
  return connected;
}

}  // namespace

Server::Server(std::string directory, std::vector<std::string> more)
    : directory_(std::move(directory)), more_(std::move(more)), port_(free_port()) {
  start();
}

void Server::start() {
  const std::string port = std::to_string(port_);
  process_ = ::fork();
  if (process_ == 0) {
    ::setpgid(0, 0);  // the children that serve connections go with it
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int null = ::open("/dev/null", O_RDWR);
    for (const int fd : {0, 1, 2}) ::dup2(null, fd);
    std::vector<const char*> arguments{"xapian-tcpsrv", "--interface", "127.0.0.1", "--port", port.c_str()};
    for (const std::string& one : more_) arguments.push_back(one.c_str());
    arguments.push_back(directory_.c_str());
    arguments.push_back(nullptr);
    ::execvp(arguments.front(), const_cast<char* const*>(arguments.data()));
    ::_exit(127);
  }
  for (int tries = 0; tries < 500; ++tries) {
    if (listens(port_)) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("xapian-tcpsrv did not come up");
}

void Server::stop() {
  if (process_ < 0) return;
  ::kill(-process_, SIGCONT);
  ::kill(-process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
  process_ = -1;
}

void Server::freeze() { ::kill(-process_, SIGSTOP); }
void Server::thaw() { ::kill(-process_, SIGCONT); }

}  // namespace blotter::test
