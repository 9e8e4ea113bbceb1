#include "indexer/reader/bytes.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/source/archive.hpp"
#include "indexer/source/file_stream.hpp"
#include "indexer/source/source.hpp"
#include "indexer/source/warc.hpp"

#include <fmt/format.h>

namespace blotter::source {
namespace {

using reader::ArticleSink;
using reader::ByteStream;
using reader::Format;
using reader::Limits;

constexpr std::size_t sniff_bytes = 64 << 10;

std::string_view file_name(std::string_view path) { return path.substr(path.find_last_of("/!") + 1); }

// Lower case, without the dot; what names a compression is looked through.
std::string extension_of(std::string_view path, bool unpacked) {
  std::string_view name = file_name(path);
  std::size_t dot = name.rfind('.');
  if (dot == name.npos) return {};
  std::string extension = reader::lower(name.substr(dot + 1));
  const bool packing =
      extension == "gz" || extension == "bz2" || extension == "xz" || extension == "zst" || extension == "lz4";
  if (!unpacked || !packing) return extension;
  name = name.substr(0, dot);
  dot = name.rfind('.');
  return dot == name.npos ? std::string() : reader::lower(name.substr(dot + 1));
}

class Opener {
 public:
  Opener(const Format* forced, const Limits& limits, ArticleSink& sink)
      : forced_(forced), limits_(limits), sink_(sink) {}

  // `depth` counts the archives around these bytes, `unpacked` says that a compression was taken off.
  Result<void> open(ByteStream& bytes, const reader::ReadContext& context, int depth, bool unpacked) {
    const std::string& path = context.path;
    reader::PeekStream peek(bytes);
    const auto head = peek.head(sniff_bytes);
    if (!head) return tl::unexpected(head.error());
    if (head->empty()) return {};
    const Packing packing = packing_of(*head);
    if (packing != Packing::none) return unpack(peek, packing, path, context.modified, depth, unpacked);
    if (is_warc(*head)) return open_warc(peek, path, depth);
    const std::string extension = extension_of(path, unpacked);
    const Format* format = forced_ != nullptr ? forced_ : reader::recognise({*head, path, extension});
    if (format == nullptr)
      return fail(ErrorCode::bad_input, "no known format", "blotter-index --format list prints those that are read");
    return format->read(peek, context, sink_);
  }

 private:
  Result<void> too_deep() const {
    return fail(ErrorCode::limit,
                fmt::format("archives nested deeper than {} (limit archive_depth)", limits_.archive_depth));
  }

  Result<void> unpack(ByteStream& bytes, Packing packing, const std::string& path, std::int64_t modified, int depth,
                      bool unpacked) {
    if (packing == Packing::stream && unpacked) return too_deep();  // compressed twice
    if (packing != Packing::stream && depth >= limits_.archive_depth) return too_deep();
    const auto entry = [&](const std::string& name, std::int64_t entry_modified, ByteStream& entry_bytes) {
      const std::string shown = name.empty() ? path : path + "!/" + name;
      const std::int64_t time = entry_modified != 0 ? entry_modified : modified;
      // A compressed stream may turn out to be a tar only inside; libarchive has then seen through it
      // already.
      const reader::ReadContext context{shown, time, &limits_, {}, {}};
      const auto done = open(entry_bytes, context, name.empty() ? depth : depth + 1, name.empty());
      if (!done) sink_.reject(shown, done.error());
    };
    if (packing == Packing::stream && depth >= limits_.archive_depth) return too_deep();
    return read_archive(bytes, limits_, entry, [&](const std::string& name, Error error) {
      sink_.reject(name.empty() ? path : path + "!/" + name, std::move(error));
    });
  }

  Result<void> open_warc(ByteStream& bytes, const std::string& path, int depth) {
    if (depth >= limits_.archive_depth) return too_deep();
    const auto record = [&](const WarcRecord& found) {
      const std::string shown = path + "!/" + found.target;
      reader::MemoryStream memory(found.body);
      const reader::ReadContext context{shown, found.seconds, &limits_, found.charset, found.target};
      const auto done = open(memory, context, depth + 1, false);
      if (!done) sink_.reject(shown, done.error());
    };
    return read_warc(bytes, limits_, record, [&](const std::string& where, Error error) {
      sink_.reject(path + "!/" + where, std::move(error));
    });
  }

  const Format* forced_;
  const Limits& limits_;
  ArticleSink& sink_;
};

}  // namespace

Result<void> read_stream(ByteStream& bytes, const reader::ReadContext& context, const Format* format,
                         const Limits& limits, ArticleSink& sink) {
  return Opener(format, limits, sink).open(bytes, context, 0, false);
}

Result<void> read(const Item& item, const Format* format, const Limits& limits, ArticleSink& sink) {
  FileStream file;
  if (auto opened = file.open(item.absolute.empty() ? item.path : item.absolute); !opened) return opened;
  return read_stream(file, {item.path, item.modified, &limits, {}, {}}, format, limits, sink);
}

}  // namespace blotter::source
