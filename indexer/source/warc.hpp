// WARC (ISO 28500) and ARC files: the pages that a crawler kept, with their HTTP headers.
#pragma once

#include "indexer/reader/reader.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace blotter::source {

struct WarcRecord {
  std::string target;        // address of the page
  std::string charset;       // from Content-Type, or empty
  std::int64_t seconds = 0;  // when it was fetched, 0 when unknown
  std::string_view body;     // without HTTP header, dechunked, decompressed
};

[[nodiscard]] bool is_warc(std::string_view head);

// Gives every kept page: HTTP responses of status 200, and resource and conversion records.  What cannot be
// an article (pictures, styles, scripts, other statuses) is passed over.  Memory: one record.
[[nodiscard]] Result<void> read_warc(reader::ByteStream& bytes, const reader::Limits& limits,
                                     const std::function<void(const WarcRecord&)>& record,
                                     const std::function<void(const std::string& where, Error)>& damaged);

}  // namespace blotter::source
