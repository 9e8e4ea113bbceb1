// Indexes behind Xapian's own servers: xapian-tcpsrv, and xapian-progsrv behind ssh.
//
// An address is what the user names, and nothing else leads to a server: no file in a folder does.
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
  std::string arguments;  // of the program; Xapian parts them at spaces
  std::string host;       // of TCP
  unsigned port = 0;

  // What Xapian's errors say of the connection.
  [[nodiscard]] std::string context() const;
};

// Whether a name of an index is an address and not a folder.
[[nodiscard]] bool is_remote(std::string_view name);
// ErrorCode::bad_usage for what is no address, or holds what a shell on the other side could take for more than a path.
[[nodiscard]] Result<RemoteAddress> parse_remote(std::string_view name);
// A folder of this machine, served by xapian-progsrv as a child: an index beside others on servers is searched by the
// same code as they are.  The folder stays pinned as long as it is open.
[[nodiscard]] RemoteAddress served_here(const IndexFolder& folder);

// Connects.  ErrorCode::index, by the address's name, when the server cannot be reached within `timeout`, speaks
// another protocol, or has no index made with --shard.  Starts a process for ssh, so that it is best called before
// threads are started.
[[nodiscard]] Result<Xapian::Database> open_remote(const RemoteAddress& address, std::chrono::milliseconds timeout);

// The error of a server, with its address in front and what to do behind.
[[nodiscard]] Error remote_error(std::string_view name, const Xapian::Error& error);

}  // namespace blotter::store
