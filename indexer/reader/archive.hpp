// Archives (tar, cpio, zip, 7z) and compressed streams (gzip, bzip2, xz, zstd, lz4, compress) through
// libarchive, entry by entry, in memory only.
#pragma once

#include "indexer/reader/reader.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace blotter::reader {

enum class ArchiveKind {
  none,
  stream,   // one compressed stream, which may hold an archive
  archive,  // readable in one pass
  indexed,  // with its table at the end: zip, 7z
};

// Detects the kind by the magic numbers at the beginning.
[[nodiscard]] ArchiveKind archive_kind(std::string_view head);

// Calls back with each regular file's name and bytes; for a compressed stream that holds no archive, once with an
// empty name.  Limits: entry_count, unpacked_bytes, unpack_ratio.  Reports a damaged entry to `damaged` and goes on
// reading if the format allows it.
using EntryReader = std::function<void(const std::string& name, std::int64_t modified, ByteStream& bytes)>;
using DamageReport = std::function<void(std::string name, Error error)>;
[[nodiscard]] Result<void> read_archive(ByteStream& packed, const Limits& limits, const EntryReader& entry,
                                        const DamageReport& damaged);

}  // namespace blotter::reader
