// What an XML or SGML input is, by its first element.
#pragma once

#include "indexer/reader/reader.hpp"

#include <string>
#include <string_view>

namespace blotter::reader {

struct XmlRoot {
  std::string name;        // as written, prefix included; empty when the input does not begin with an element
  std::string local;       // without prefix
  std::string attributes;  // raw
  std::string_view raw;    // the input's beginning
  std::string decoded;     // the same in UTF-8, where it is in UTF-16 or UTF-32
  // The input's beginning, its tags legible.
  [[nodiscard]] std::string_view head() const { return decoded.empty() ? raw : std::string_view(decoded); }
};

[[nodiscard]] XmlRoot root_of(const Sniff& sniff);

}  // namespace blotter::reader
