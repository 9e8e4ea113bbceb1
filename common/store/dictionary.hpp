// Packs the records of an index against one dictionary, so that what they have in common stands in the index once.
// zstd's one home (its manual, "Dictionary compression").
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

// A dictionary for records like these; empty when they are too few or too short to learn from.
[[nodiscard]] std::string train_dictionary(const std::vector<std::string>& records);

struct ZstdFree {
  void operator()(ZSTD_CCtx_s* context) const;
  void operator()(ZSTD_CDict_s* dictionary) const;
  void operator()(ZSTD_DCtx_s* context) const;
  void operator()(ZSTD_DDict_s* dictionary) const;
};

// One a thread.
class RecordCompressor {
 public:
  // The dictionary is copied.
  explicit RecordCompressor(std::string_view dictionary);
  // Appends the packed `record` to `out`; false, with `out` as it was, if that would not be shorter.
  [[nodiscard]] bool append(std::string& out, std::string_view record);

 private:
  std::unique_ptr<ZSTD_CDict_s, ZstdFree> dictionary_;
  std::unique_ptr<ZSTD_CCtx_s, ZstdFree> context_;
};

// One a thread.
class RecordDecompressor {
 public:
  // The dictionary is copied.
  explicit RecordDecompressor(std::string_view dictionary);
  // The record that a RecordCompressor with this dictionary appended.  ErrorCode::index when it was none, as far as can
  // be told.
  [[nodiscard]] Result<std::string> unpack(std::string_view packed);

 private:
  std::unique_ptr<ZSTD_DDict_s, ZstdFree> dictionary_;
  std::unique_ptr<ZSTD_DCtx_s, ZstdFree> context_;
};

}  // namespace blotter::store
