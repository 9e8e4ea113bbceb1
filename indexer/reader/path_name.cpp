#include "indexer/reader/path_name.hpp"

#include "common/text/steering.hpp"

namespace blotter::reader {
namespace {

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'); }

bool looks_encoded(std::string_view bytes) {
  return bytes.size() >= 3 && bytes[0] == '%' && is_hex(bytes[1]) && is_hex(bytes[2]);
}

}  // namespace

std::string path_name(std::string_view bytes) {
  std::string name;
  name.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (looks_encoded(bytes.substr(at))) name += "%25";
    else name += bytes[at];
  }
  return text::percent_encode_steering(name);
}

}  // namespace blotter::reader
