// Word's binary documents (MS-DOC, Word 97 to 2003).
#pragma once

#include "indexer/reader/extract/message.hpp"

#include <string_view>

namespace blotter::extract {

// Returns the text of the piece table with its footnotes and endnotes; what was deleted with changes tracked or is
// hidden is left out, rows of tables are lines.  A reader of our own, since the programs in Debian that read the format
// (antiword, catdoc) are not libraries, and a confined process starts no program.
[[nodiscard]] reader::Extracted read_word(std::string_view bytes);

}  // namespace blotter::extract
