// The words of an HTML tree as text: one line a block, blanks collapsed, nothing of scripts, forms and media.
#pragma once

#include "indexer/reader/html/html_tree.hpp"

#include <string>
#include <string_view>

namespace blotter::reader {

// Appends the text below (and of) `node`.
void append_text(const HtmlNode* node, std::string& out);
[[nodiscard]] std::string text_of(const HtmlNode* node);

// For entries of feeds, exports and messages: a piece of HTML, or of text with references, as plain text.
[[nodiscard]] std::string html_fragment_text(std::string_view html);

// True when the text has tags or character references.
[[nodiscard]] bool looks_like_html(std::string_view text);

}  // namespace blotter::reader
