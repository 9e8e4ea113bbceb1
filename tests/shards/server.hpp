// Xapian's stock server for one index, started and stopped by a test.
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace blotter::test {

class Server {
 public:
  // xapian-tcpsrv on a free port of the loopback interface; `more` are further options of it.  Throws
  // std::runtime_error when it does not come up.
  explicit Server(std::string directory, std::vector<std::string> more = {});
  ~Server() { stop(); }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::string address() const { return "tcp://127.0.0.1:" + std::to_string(port_); }
  // Kills it and what it serves connections by.
  void stop();
  // Starts it again on the same port.
  void start();
  // Lets it answer no more, or go on.
  void freeze();
  void thaw();

 private:
  std::string directory_;
  std::vector<std::string> more_;
  int port_ = 0;
  pid_t process_ = -1;
};

}  // namespace blotter::test
