// Markdown (CommonMark's common parts) to plain text, and plain text whose lines were wrapped to paragraphs.
#pragma once

#include <string>
#include <string_view>

namespace blotter::reader {

// Returns the text without marks: emphasis, links (their words stay), pictures, code fences' rails, tables' rails,
// HTML tags. A first heading becomes the title when `title` is empty, and is not repeated in the text.
[[nodiscard]] std::string markdown_text(std::string_view markdown, std::string& title);

// Paragraphs one a line: hard-wrapped lines (several of similar length, none over 100 bytes) are joined.
[[nodiscard]] std::string unwrap_lines(std::string_view text);

}  // namespace blotter::reader
