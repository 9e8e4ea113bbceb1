// Where articles come from: files, folders walked in sorted order, archives and streams.
#pragma once

#include "common/error.hpp"
#include "indexer/reader/reader.hpp"
#include "indexer/source/roots.hpp"

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::source {

// How an input came: what the user named is read more freely than what was met on the way.
enum class Origin : std::uint8_t {
  named,
  met,        // in a folder or an archive
  page_part,  // in the folder that a browser saved beside a page ("page_files"): belongs to that page
};

// One file on disk, or standard input ("-").
struct Item {
  std::string path;           // as shown and as stored: path_name() of its folder's name in Roots and what lies below
  std::string absolute;       // canonical path of the file, for --prune; empty for standard input
  std::uint64_t size = 0;     // bytes on disk
  std::int64_t modified = 0;  // seconds since 1970
  Origin origin = Origin::named;
  // With the size, what shows whether the file has changed; nanoseconds since 1970.
  std::uint64_t inode = 0;  // 0 where none shows it: it has changed so lately that it may again at the same time
  std::int64_t modified_ns = 0;
  std::int64_t changed_ns = 0;  // its inode: content, name, mode or times
};

// Which of the files met in folders are wanted.  A pattern (* and ?) without '/' fits names of files and folders, one
// with '/' the path below the folder that was named.
struct WalkOptions {
  std::vector<std::string> include{};           // when there is one, only files that fit one
  std::vector<std::string> exclude{};           // files and folders
  const std::set<std::string>* only = nullptr;  // of all these the files with these canonical paths; null: all
  Roots roots{};                                // how folders are named; as they are given where it does not know them
};

// Walks the arguments in their order, each folder in sorted (byte) order.  Names listed in a folder's
// .blotterignore, index folders and links that lead out of the root are left out.
// `missing` is called for every argument or entry that cannot be read, `skipped` for what is no article by its
// name (hidden files, backups, version control …) or is excluded by the options.
void walk(const std::vector<std::string>& arguments, const std::function<void(Item&&)>& found,
          const std::function<void(std::string path, Error)>& missing,
          const std::function<void(std::string path, std::string_view kind)>& skipped = {},
          const WalkOptions& options = {});

// Opens the item, tells its format (forced when `format` is not null), and reads it into the sink.  Archives
// and compressed streams are opened here, entry by entry, nothing is unpacked to disk.  What is no article
// (file_kind.hpp) is skipped, not failed.  Text is read off pictures as `ocr` says; null: not at all.
[[nodiscard]] Result<void> read(const Item& item, const reader::Format* format, const reader::Limits& limits,
                                reader::ArticleSink& sink, const reader::OcrSettings* ocr = nullptr);

// Returns the same for bytes that are no file: `context.path` names them, and its extension helps to tell the format.
[[nodiscard]] Result<void> read_stream(reader::ByteStream& bytes, const reader::ReadContext& context,
                                       const reader::Format* format, const reader::Limits& limits,
                                       reader::ArticleSink& sink);

}  // namespace blotter::source
