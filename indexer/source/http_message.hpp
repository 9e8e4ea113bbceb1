// An HTTP response as a crawler kept it (RFC 9112): header, then a body that may be chunked and compressed.
#pragma once

#include "common/error.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::source {

// Header fields up to the blank line; names in lower case.
using HeaderFields = std::vector<std::pair<std::string, std::string>>;

// Takes "Name: value" lines off the front of `rest`, and the blank line behind them.
[[nodiscard]] HeaderFields take_header_fields(std::string_view& rest);
// Returns the value of a field (its name in lower case), or empty.
[[nodiscard]] std::string_view field(const HeaderFields& fields, std::string_view name);

struct HttpResponse {
  int status = 0;
  std::string media_type;  // lower case, without parameters
  std::string charset;
  std::string_view body;  // into the message, or into `storage`
  std::string storage;
  bool cut = false;  // the compressed body ends early or is damaged: what could be unpacked is given
};

// `limit` bounds the decompressed body.
[[nodiscard]] Result<void> parse_http_response(std::string_view message, std::size_t limit, HttpResponse& response);

// "text/html; charset=utf-8" taken apart.
void split_content_type(std::string_view value, std::string& media_type, std::string& charset);

}  // namespace blotter::source
