// Indexes behind Xapian's own servers: xapian-tcpsrv, and xapian-progsrv behind ssh.
//
// Only an address that the user names leads to a server, never a file in a folder.
#pragma once

#include "common/error.hpp"
#include "common/store/database.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace blotter::store {

// How to reach a server.
struct RemoteAddress {
  std::string name;       // tcp://host:port, ssh://[user@]host[:port]/path
  std::string program;    // what is started, or empty for TCP
  std::string arguments;  // of the program; Xapian splits them at spaces
  std::string host;       // of TCP
  unsigned port = 0;

  // Returns the context of Xapian's errors about the connection.
  [[nodiscard]] std::string context() const;
};

// Returns whether a name of an index is an address and not a folder.
[[nodiscard]] bool is_remote(std::string_view name);
// ErrorCode::bad_usage for what is not an address, or holds what a shell over there could take for more than a path.
[[nodiscard]] Result<RemoteAddress> parse_remote(std::string_view name);
// Returns the address of a folder on this machine, served by xapian-progsrv as a child process, so that it is searched
// by the same code as those on servers.  `folder` has to live as long as the connection.
[[nodiscard]] RemoteAddress served_here(const IndexFolder& folder);

// Connects.  ErrorCode::index, by the address's name, when the server cannot be reached within `timeout`, speaks
// another protocol, or has no index made with --shard.  Starts a process for ssh, so that it is best called before
// threads are started.
[[nodiscard]] Result<Xapian::Database> open_remote(const RemoteAddress& address, std::chrono::milliseconds timeout);

// Returns the error of a server, with its address in front and what to do behind.
[[nodiscard]] Error remote_error(std::string_view name, const Xapian::Error& error);

}  // namespace blotter::store
