// Distinguishes a story from the other texts of a disk: tables of numbers, logs, settings, lists of words, program
// code.
#pragma once

#include <string_view>

namespace blotter::reader {

// True for text of at least 20 words that is made of sentences.  `head` is the beginning of the text in any encoding;
// at most 16 KiB are looked at.
[[nodiscard]] bool is_prose(std::string_view head);

}  // namespace blotter::reader
