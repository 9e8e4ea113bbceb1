// Reads the taxonomy's tables: lines of tab-separated fields, names separated by '|', conditions in
// brackets.
#pragma once

#include "common/error.hpp"
#include "common/taxonomy/lexicon.hpp"

#include <filesystem>
#include <functional>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::taxonomy {

using Row = std::vector<std::string_view>;

// Calls `row` with the fields of every line that is neither empty nor a comment; each must have `columns`
// fields. A Row's views live during the call.  An error of `row` ends the reading; messages name file and
// line.
[[nodiscard]] Result<void> read_table(const std::filesystem::path& path, std::size_t columns,
                                      const std::function<Result<void>(const Row&)>& row);
// Returns the same for a table that is open; messages call it `name`.
[[nodiscard]] Result<void> read_table(std::istream& in, const std::string& name, std::size_t columns,
                                      const std::function<Result<void>(const Row&)>& row);

[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

// "smuggl(e/ed) [-after=x]" taken apart: the spellings with every alternative written out, and the
// conditions.
struct Alias {
  std::vector<std::string> spellings;
  std::uint32_t conditions = 0;
  std::string language;                              // [kk]: in texts of that language only
  std::string before, after, not_before, not_after;  // comma-separated words
};
[[nodiscard]] Result<Alias> parse_alias(std::string_view text);

}  // namespace blotter::taxonomy
