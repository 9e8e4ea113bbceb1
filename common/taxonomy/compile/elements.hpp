// Compiles the tables of elements: what is done where a crime is not named.
#pragma once

#include "common/error.hpp"
#include "common/taxonomy/lexicon_builder.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace blotter::taxonomy {

// Reads indicators.tsv, elements.tsv and crime_elements.tsv of the folder.  Adds the patterns' parts to `builder`;
// returns the C++ tables of indicators and rules.  Fails, with file and line, on an unknown crime or element and on a
// rule or a pattern that is malformed; `is_crime` says which crimes there are.
[[nodiscard]] Result<std::string> compile_elements(const std::filesystem::path& folder, LexiconBuilder& builder,
                                                   const std::function<bool(std::string_view)>& is_crime);

}  // namespace blotter::taxonomy
