// Build-time tool: data/*.tsv → the lexicon block and the tables of values.
//   compile_taxonomy DATA-FOLDER LEXICON-OUT TABLES-OUT
//   compile_taxonomy DATA-FOLDER          prints the forms of names, for scripts/build-common-words
#include "common/taxonomy/compile/tables.hpp"

#include <fmt/format.h>

#include <fstream>

int main(int argc, char** argv) {
  if (argc != 4 && argc != 2) {
    fmt::print(stderr, "usage: {} DATA [LEXICON TABLES]\n", argv[0]);
    return 2;
  }
  auto compiled = blotter::taxonomy::compile_tables(argv[1]);
  if (!compiled) {
    fmt::print(stderr, "{}\n", compiled.error().message);
    return 2;
  }
  if (argc == 2) {
    for (const std::string& form : compiled->name_forms) fmt::print("{}\n", form);
    return 0;
  }
  std::ofstream lexicon(argv[2], std::ios::binary);
  lexicon.write(reinterpret_cast<const char*>(compiled->lexicon.data()),
                static_cast<std::streamsize>(compiled->lexicon.size()));
  std::ofstream tables(argv[3], std::ios::binary);
  tables << compiled->tables;
  return lexicon.flush() && tables.flush() ? 0 : 2;
}
