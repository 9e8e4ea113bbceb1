// What a reader takes at most, in one place.  Striking a limit is an ErrorCode::limit that names it and its value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::reader {

// Sizes in bytes.
struct Limits {
  std::size_t article_bytes = 32u << 20;
  std::size_t document_bytes = 128u << 20;
  std::size_t extract_memory = 1u << 30;
  unsigned extract_seconds = 60;
  unsigned ocr_seconds = 1800;
  std::uint64_t picture_pixels = 100'000'000;
  std::size_t xml_depth = 256;
  std::size_t html_depth = 4000;
  std::size_t html_elements = 1'000'000;  // whose nodes take 200 MB, and those of a copy as much
  std::size_t tag_attributes = 256;
  int mail_depth = 16;
  std::size_t list_values = 1000;
  std::size_t tagged_words = 50'000;
  int archive_depth = 2;
  std::size_t entry_count = 10'000'000;
  std::uint64_t unpacked_bytes = 1ull << 40;
  std::uint64_t unpack_ratio = 1000;
  std::size_t indexed_bytes = 512u << 20;
  int folder_depth = 128;
};

struct LimitRow {
  std::string_view name;
  std::string value;      // for people: "32 MiB"
  std::string_view what;  // what is counted, and what becomes of more
};

// Returns the table of all limits, as the help, the manual and the README have it.
[[nodiscard]] std::vector<LimitRow> limit_table(const Limits& limits = {});

}  // namespace blotter::reader
