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
  std::string head;        // the input's beginning in UTF-8
};

[[nodiscard]] XmlRoot root_of(const Sniff& sniff);

}  // namespace blotter::reader
