// What an input of each format is or begins with, for people.
#pragma once

#include "indexer/reader/reader.hpp"

#include <string_view>

namespace blotter::reader {

// Returns a few words; never empty for a format of the table.
[[nodiscard]] std::string_view example_of(const Format& format);

}  // namespace blotter::reader
