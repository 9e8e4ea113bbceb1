// Finds input files (files and folders that the user names, walked in sorted order) and reads them: directly, out of
// archives, and from streams.
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

// How an input was found.  A file that the user named is read even if it only resembles an article; a discovered file
// only if it surely is one.
enum class Origin : std::uint8_t {
  named,       // by the user
  discovered,  // in a folder or an archive
  page_part,   // in the folder that a browser saved beside a page ("page_files"): it belongs to that page
};

// One file on disk, or standard input ("-").
struct Item {
  std::string path;           // as shown and stored: the folder's name in Roots, then the path below it (path_name())
  std::string absolute;       // canonical path of the file, for --prune; empty for standard input
  std::uint64_t size = 0;     // bytes on disk
  std::int64_t modified = 0;  // seconds since 1970
  Origin origin = Origin::named;
  // The file is unchanged if these and the size are.  Times are in nanoseconds since 1970.
  std::uint64_t inode = 0;  // 0: cannot be compared, since the last change is so recent that the next may have its time
  std::int64_t modified_ns = 0;
  std::int64_t changed_ns = 0;  // last change of the inode: content, name, mode or times
};

// Selects the files of folders.  A pattern (with * and ?) that has no '/' is compared with names of files and folders,
// one that has with the path below the folder that the user named.
struct WalkOptions {
  std::vector<std::string> include{};           // if not empty: only files that match one of these
  std::vector<std::string> exclude{};           // no files and folders that match one of these
  const std::set<std::string>* only = nullptr;  // only files with these canonical paths; null: all
  Roots roots{};                                // names of folders; a folder that it lacks is named as it was given
};

// Calls `found` for every input file: the arguments in their order, each folder in the byte order of its names.  Leaves
// out names that a folder's .blotterignore lists, index folders, and links that lead out of the folder that was named.
// Calls `missing` for every argument or entry that cannot be read, and `skipped` for those that cannot be articles by
// their names (hidden files, backups, version control …) or that the options exclude.
void walk(const std::vector<std::string>& arguments, const std::function<void(Item&&)>& found,
          const std::function<void(std::string path, Error)>& missing,
          const std::function<void(std::string path, std::string_view kind)>& skipped = {},
          const WalkOptions& options = {});

// Opens the item, detects its format (or takes `format`, if not null), and reads its articles into the sink.  Archives
// and compressed files are read entry by entry, without unpacking to disk.  Files that hold no article (file_kind.hpp)
// go to ArticleSink::skip and are not errors.  `ocr`: how text in pictures is recognised; null: pictures are skipped.
// Fails if the file cannot be opened or read, or its format is unknown; articles that the sink has by then stay.
[[nodiscard]] Result<void> read(const Item& item, const reader::Format* format, const reader::Limits& limits,
                                reader::ArticleSink& sink, const reader::OcrSettings* ocr = nullptr);

// Like read(), for bytes that are not a file.  `context.path` is their name; its extension helps to detect the format.
[[nodiscard]] Result<void> read_stream(reader::ByteStream& bytes, const reader::ReadContext& context,
                                       const reader::Format* format, const reader::Limits& limits,
                                       reader::ArticleSink& sink);

}  // namespace blotter::source
