// Writes an article as one line of JSON (schema blotter.article/1), and strings as JSON strings.  The output
// is valid JSON (RFC 8259) and valid UTF-8 whatever the bytes are.
#pragma once

#include "common/article.hpp"

#include <string>
#include <string_view>

namespace blotter {

// Appends `value` with its quotation marks; ill-formed UTF-8 becomes U+FFFD.
void append_json_string(std::string_view value, std::string& out);

// Appends the object of the article's facets, each value with its evidence.
void append_facets(const Article& article, std::string& out);

// Returns whether some of its text was read off pictures: in those that Article::ocr has a key of and no confidence,
// nothing was found to read.
[[nodiscard]] bool has_recognised_text(const Article& article);

// Appends the object, without a line break.
void append_json(const Article& article, std::string& out);

}  // namespace blotter
