// Compiles the taxonomy's TSV tables into the lexicon block and C++ tables of values.
#pragma once

#include "common/error.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace blotter::taxonomy {

struct Compiled {
  std::vector<std::byte> lexicon;
  std::string tables;                   // C++ initialisers, included by taxonomy.cpp
  std::vector<std::string> name_forms;  // what common_words.tsv may list
};

// Reads every table of the folder.  Errors name file and line.
[[nodiscard]] Result<Compiled> compile_tables(const std::filesystem::path& folder);

}  // namespace blotter::taxonomy
