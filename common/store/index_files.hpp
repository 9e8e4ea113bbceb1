// The files of an index: Xapian's tables, our own beside them, and a mark that says the folder is an index.  Nothing is
// written into a folder without the mark, and only files of the names here are ever deleted.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace blotter::store {

// The mark, whose content is mark_text().  The run that writes the index holds a lock on this file.
inline constexpr const char* mark_file = "blotter";
// The file by which Xapian recognises a glass database.
inline constexpr const char* version_file = "iamglass";
// Xapian's tables, and the files of ours that hold what is made from them (side_file.hpp).
inline constexpr std::array<const char*, 6> table_files{"postlist.glass", "docdata.glass",  "termlist.glass",
                                                        "position.glass", "spelling.glass", "synonym.glass"};
inline constexpr const char* columns_file = "columns";      // columns.hpp
inline constexpr const char* checksums_file = "checksums";  // of the tables' blocks: index_folder.hpp
inline constexpr const char* inputs_file = "inputs";  // what runs found in their input; only blotter-index reads it
inline constexpr const char* inputs_kind = "blotter-in-1";

// Returns whether an index has a file of this name: a table, the mark, the columns …
[[nodiscard]] bool is_index_file(std::string_view name);
// Returns whether a run that was killed may have left a file of this name in an index.
[[nodiscard]] bool is_temporary_file(std::string_view name);

// Returns a new mark: format, version of the program, a random creation id, and the process that holds the lock (none
// yet).
[[nodiscard]] std::string mark_text();
// Returns whether the folder has the mark.
[[nodiscard]] bool is_marked(const std::string& folder);

}  // namespace blotter::store
