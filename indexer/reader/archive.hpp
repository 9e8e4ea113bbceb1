// Archives (tar, cpio, zip, 7z) and compressed streams (gzip, bzip2, xz, zstd, lz4, compress) through
// libarchive, entry by entry, in memory only.
#pragma once

#include "indexer/reader/reader.hpp"

#include <cstdint>
#include <functional>
#include <optional>
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

// Counts what an archive unpacks to against unpacked_bytes and unpack_ratio.  What is unpacked of an archive inside
// counts for each archive around it, too, or nesting would multiply the ratio.
class UnpackBudget {
 public:
  // `around`: of the archive that holds this one, or null.
  explicit UnpackBudget(const Limits& limits, UnpackBudget* around = nullptr) : limits_(limits), around_(around) {}

  void add_packed(std::uint64_t bytes) { packed_ += bytes; }
  void add_unpacked(std::uint64_t bytes);
  // Returns the error that names the limit when this archive or one around it has struck one.
  [[nodiscard]] std::optional<Error> struck() const;
  [[nodiscard]] const Limits& limits() const { return limits_; }

 private:
  const Limits& limits_;
  UnpackBudget* around_;
  std::uint64_t packed_ = 0;
  std::uint64_t unpacked_ = 0;
};

// Calls back with each regular file's name and bytes; for a compressed stream that holds no archive, once with an
// empty name.  Limits: entry_count, and what `budget` counts.  Reports a damaged entry to `damaged` and goes on
// reading if the format allows it.
using EntryReader = std::function<void(const std::string& name, std::int64_t modified, ByteStream& bytes)>;
using DamageReport = std::function<void(std::string name, Error error)>;
[[nodiscard]] Result<void> read_archive(ByteStream& packed, UnpackBudget& budget, const EntryReader& entry,
                                        const DamageReport& damaged);

}  // namespace blotter::reader
