#include "indexer/extract/serve.hpp"

#include "indexer/extract/sandbox.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <unistd.h>

namespace blotter::extract {
namespace {

// Nothing after this may allocate, and no destructor need run.
[[noreturn]] void end(int status) { ::_exit(status); }

// Exactly that many bytes; ends the process where the input does.
void read_exactly(char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t count = ::read(0, bytes, size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) end(0);
    bytes += count;
    size -= static_cast<std::size_t>(count);
  }
}

void write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(1, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) end(0);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string read_bytes(std::uint64_t size) {
  // Piece by piece, so that the size of the request alone allocates nothing.
  constexpr std::uint64_t step = 4 << 20;
  std::string bytes;
  while (bytes.size() < size) {
    const std::size_t before = bytes.size();
    bytes.resize(static_cast<std::size_t>(std::min<std::uint64_t>(size, before + step)));
    read_exactly(bytes.data() + before, bytes.size() - before);
  }
  return bytes;
}

}  // namespace

int serve(int argc, char** argv, const ReadDocument& read_document) {
  const auto memory = argc == 2 ? number_in(argv[1]) : std::nullopt;
  if (!memory || ::isatty(0) != 0) {
    std::fputs("blotter-extract: reads documents for blotter-index, which starts it\n", stderr);
    return 2;
  }
  std::set_new_handler([] { end(reader::exit_no_memory); });
  for (const int signal : {SIGXCPU, SIGXFSZ, SIGPIPE}) std::signal(signal, SIG_DFL);
  const std::string holds = confine(*memory);
  while (true) {
    std::array<char, reader::request_header_bytes> header{};
    read_exactly(header.data(), header.size());
    const auto decoded = reader::decode_request({header.data(), header.size()});
    if (!decoded) end(2);
    Request request{decoded->kind, read_bytes(decoded->language_bytes), {}};
    request.bytes = read_bytes(decoded->size);
    allow_seconds(decoded->seconds);
    reader::Extracted extracted;
    try {
      if (request.kind == reader::ExtractKind::status) extracted.text = holds;
      else extracted = read_document(request);
    } catch (const std::exception& error) {
      extracted.error = error.what();
    }
    write_all(reader::encode_answer(extracted));
  }
}

}  // namespace blotter::extract
