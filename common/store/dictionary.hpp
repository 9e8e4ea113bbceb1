// Compresses the records of an index with one dictionary (zstd's manual, "Dictionary compression").
//
// A story of a few kilobytes repeats little of itself and much of its neighbours.  Xapian would deflate each record
// alone, and inflate all of them again to check a table.
#pragma once

#include "common/error.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct ZSTD_CCtx_s;
struct ZSTD_CDict_s;
struct ZSTD_DCtx_s;
struct ZSTD_DDict_s;

namespace blotter::store {

// Bytes of records that a dictionary is trained well on; more gain little.
inline constexpr std::size_t dictionary_sample = 256U << 10;

// Trains a dictionary on records; empty when they are too few or too short.
[[nodiscard]] std::string train_dictionary(const std::vector<std::string>& records);

struct ZstdFree {
  void operator()(ZSTD_CCtx_s* context) const;
  void operator()(ZSTD_CDict_s* dictionary) const;
  void operator()(ZSTD_DCtx_s* context) const;
  void operator()(ZSTD_DDict_s* dictionary) const;
};

// Use one per thread.
class RecordCompressor {
 public:
  // The dictionary is copied.
  explicit RecordCompressor(std::string_view dictionary);
  // Appends the compressed `record` to `out`; returns false and leaves `out` as it was if that would not be shorter.
  [[nodiscard]] bool append(std::string& out, std::string_view record);

 private:
  std::unique_ptr<ZSTD_CDict_s, ZstdFree> dictionary_;
  std::unique_ptr<ZSTD_CCtx_s, ZstdFree> context_;
};

// Use one per thread.
class RecordDecompressor {
 public:
  // The dictionary is copied.
  explicit RecordDecompressor(std::string_view dictionary);
  // Returns the record that a RecordCompressor with this dictionary appended.  ErrorCode::index for other bytes, as far
  // as they can be recognised.
  [[nodiscard]] Result<std::string> unpack(std::string_view packed);

 private:
  std::unique_ptr<ZSTD_DDict_s, ZstdFree> dictionary_;
  std::unique_ptr<ZSTD_DCtx_s, ZstdFree> context_;
};

}  // namespace blotter::store
