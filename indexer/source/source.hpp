// Where articles come from: files, folders walked in sorted order, archives and streams.
#pragma once

#include "common/error.hpp"
#include "indexer/reader/reader.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace blotter::source {

// One file on disk, or standard input ("-").
struct Item {
  std::string path;           // as shown and as stored: the argument, lexically normal, plus what lies below it
  std::string absolute;       // canonical path of the file, for --prune; empty for standard input
  std::uint64_t size = 0;     // bytes on disk
  std::int64_t modified = 0;  // seconds since 1970
};

// Walks the arguments in their order, each folder in sorted (byte) order.  Hidden files, names listed in a
// folder's .blotterignore, index folders and links that lead out of the root are left
// out. `missing` is called for every argument or entry that cannot be read.
void walk(const std::vector<std::string>& arguments, const std::function<void(Item&&)>& found,
          const std::function<void(std::string path, Error)>& missing);

// Opens the item, tells its format (forced when `format` is not null), and reads it into the sink.  Archives
// and compressed streams are opened here, entry by entry, nothing is unpacked to disk.
[[nodiscard]] Result<void> read(const Item& item, const reader::Format* format, const reader::Limits& limits,
                                reader::ArticleSink& sink);

// The same for bytes that are no file: `context.path` names them, and its extension helps to tell the format.
[[nodiscard]] Result<void> read_stream(reader::ByteStream& bytes, const reader::ReadContext& context,
                                       const reader::Format* format, const reader::Limits& limits,
                                       reader::ArticleSink& sink);

}  // namespace blotter::source
