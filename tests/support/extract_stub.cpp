// A blotter-extract that does what the document's text says: crash, spin, sleep, take memory, or try what a confined
// process may not.  It recognises no text, though it has every language.  It is confined as the real one is, and says
// how each attempt ended.
#include "indexer/extract/serve.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace {

using blotter::reader::Extracted;

// "refused" or "allowed".
std::string outcome(bool allowed) { return allowed ? "allowed" : "refused"; }

bool opens(const char* path, int flags) {
  const int descriptor = ::open(path, flags, 0600);
  if (descriptor >= 0) ::close(descriptor);
  return descriptor >= 0;
}

bool connects() {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
  if (descriptor >= 0) ::close(descriptor);
  return descriptor >= 0;
}

bool starts_program() {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  if (child > 0) (void)::waitpid(child, nullptr, 0);
  return child >= 0;
}

void take_memory() {
  std::vector<std::string> held;
  while (true) held.emplace_back(std::size_t{16} << 20U, 'x');
}

// A line for each of "eng+rus".
Extracted languages_of(std::string languages) {
  std::replace(languages.begin(), languages.end(), '+', '\n');
  Extracted found;
  found.text = std::move(languages);
  return found;
}

Extracted obey(const blotter::extract::Request& request) {
  if (request.kind == blotter::reader::ExtractKind::languages) return languages_of(request.languages);
  const std::string_view bytes = request.bytes;
  const std::string_view command = bytes.substr(0, bytes.find('\n')).substr(std::string_view("%PDF-").size());
  const std::string argument = bytes.find('\n') == bytes.npos ? "" : std::string(bytes.substr(bytes.find('\n') + 1));
  Extracted found;
  found.title = "The stub's answer";
  if (command == "crash") std::raise(SIGSEGV);
  if (command == "exit") ::_exit(5);
  if (command == "spin")
    while (::getpid() > 0) continue;
  if (command == "sleep") std::this_thread::sleep_for(std::chrono::hours(1));
  if (command == "memory") take_memory();
  if (command == "flood") found.text.assign(40u << 20U, 'x');
  if (command == "garbage") {
    (void)!::write(1, "\x08\0\0\0\0\0\0\0garbage!", 16);
    ::_exit(0);
  }
  if (command == "attempts")
    found.text = "socket " + outcome(connects()) + "\nwrite " + outcome(opens(argument.c_str(), O_WRONLY | O_CREAT)) +
                 "\nread " + outcome(opens("/etc/passwd", O_RDONLY)) + "\nprogram " + outcome(starts_program());
  if (command == "echo") found.text = argument;
  return found;
}

}  // namespace

int main(int argc, char** argv) {
  return blotter::extract::serve(argc, argv, [](const blotter::extract::Request& request) { return obey(request); });
}
