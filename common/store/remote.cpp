#include "common/store/remote.hpp"

#include "common/schema.hpp"
#include "common/store/shard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <unistd.h>

namespace blotter::store {
namespace {

constexpr std::string_view tcp_scheme = "tcp://";
constexpr std::string_view ssh_scheme = "ssh://";
constexpr unsigned max_port = 65535;

bool is_port(std::string_view text, unsigned& port) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port >= 1 && port <= max_port;
}

// Letters that mean nothing to a shell and no option to ssh.
bool is_plain(std::string_view text, std::string_view more) {
  return !text.empty() && text.front() != '-' && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           more.find(c) != std::string_view::npos;
  });
}

tl::unexpected<Error> no_address(std::string_view name, std::string_view why) {
  return fail(ErrorCode::bad_usage, fmt::format("'{}' is not an address: {}", name, why),
              "write tcp://host:port or ssh://host/path");
}

// Takes ":port" off the end of a host; an address of IPv6 is in brackets.
bool take_port(std::string_view& host, unsigned& port) {
  const std::size_t colon = host.rfind(':');
  if (colon == std::string_view::npos || host.find(']', colon) != std::string_view::npos) return false;
  if (!is_port(host.substr(colon + 1), port)) return false;
  host = host.substr(0, colon);
  return true;
}

}  // namespace

bool is_remote(std::string_view name) { return name.starts_with(tcp_scheme) || name.starts_with(ssh_scheme); }

std::string RemoteAddress::context() const {
  return program.empty() ? fmt::format("tcp({}:{})", host, port) : fmt::format("prog({} {})", program, arguments);
}

Result<RemoteAddress> parse_remote(std::string_view name) {
  RemoteAddress address{std::string(name), {}, {}, {}, 0};
  if (name.starts_with(tcp_scheme)) {
    std::string_view host = name.substr(tcp_scheme.size());
    if (!take_port(host, address.port)) return no_address(name, "it has no port");
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (!is_plain(host, ".-_:%")) return no_address(name, "the host has other letters than names and numbers have");
    address.host = std::string(host);
    return address;
  }
  if (!name.starts_with(ssh_scheme)) return no_address(name, "it begins with neither tcp:// nor ssh://");
  const std::string_view rest = name.substr(ssh_scheme.size());
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos || slash + 1 == rest.size()) return no_address(name, "it has no path");
  std::string_view host = rest.substr(0, slash);
  std::string_view path = rest.substr(slash);
  if (path.starts_with("/~/")) path.remove_prefix(3);  // from the home folder, in which ssh begins
  unsigned port = 0;
  const bool has_port = take_port(host, port);
  if (!is_plain(host, ".-_@")) return no_address(name, "the host has other letters than names and numbers have");
  if (!is_plain(path, "./_-+@=,:"))
    return no_address(name, "the path has letters that a shell takes for more than a path");
  address.program = "ssh";
  address.arguments = fmt::format("{}{} xapian-progsrv {}", has_port ? fmt::format("-p {} ", port) : "", host, path);
  return address;
}

RemoteAddress served_here(const IndexFolder& folder) {
  return {folder.directory(), "xapian-progsrv", fmt::format("/proc/{}/fd/{}", ::getpid(), folder.descriptor()), {}, 0};
}

Error remote_error(std::string_view name, const Xapian::Error& error) {
  Error converted = to_error(error);
  converted.message = fmt::format("{}: {}", name, converted.message);
  if (converted.message.find("rotocol version") != std::string::npos)
    converted.hint = "client and servers need the same version of Xapian";
  else if (error.get_type() == std::string_view("NetworkTimeoutError"))
    converted.hint = "--timeout gives it more seconds, --partial goes on without it";
  else if (converted.hint.empty()) converted.hint = "is the server running? --partial goes on without it";
  return converted;
}

Result<Xapian::Database> open_remote(const RemoteAddress& address, std::chrono::milliseconds timeout) {
  try {
    const auto milliseconds = static_cast<unsigned>(timeout.count());
    Xapian::Database database = address.program.empty()
                                    ? Xapian::Remote::open(address.host, address.port, milliseconds, milliseconds)
                                    : Xapian::Remote::open(address.program, address.arguments, milliseconds);
    const std::string version = database.get_metadata(key_schema);
    if (!schema::is_readable(version))
      return fail(ErrorCode::index,
                  version.empty() ? fmt::format("{} is not a Blotter index", address.name)
                                  : fmt::format("{} has index format {}, this program reads {}", address.name, version,
                                                schema::version),
                  version.empty() ? "serve a folder that blotter-index made"
                                  : "index the articles again into a new folder on that machine");
    if (database.get_metadata(key_shard).empty())
      return fail(ErrorCode::index, fmt::format("{} has no value slots for servers to count and sort by", address.name),
                  "make it with blotter-index --shard 1/1, or from an index with --split 1");
    return database;
  } catch (const Xapian::Error& error) {
    return tl::unexpected(remote_error(address.name, error));
  }
}

}  // namespace blotter::store
