// Front matter: "name: value" lines between two "---" lines (a subset of YAML) or "+++" lines (TOML's "name =
// value"), and headers "Title: …" that open a text and end with a blank line.
#pragma once

#include "common/article.hpp"

#include <cstddef>
#include <string_view>

namespace blotter::reader {

// Length of the front matter that opens the text, 0 when there is none.
[[nodiscard]] std::size_t front_matter_length(std::string_view text);

// Sets an article's field by its name in front matter, a mail-like header or a table's head ("title", "date",
// "author", "tags", "country" …); false when the name says nothing.
bool set_field(Article& article, std::string_view name, std::string_view value);

// Reads it into the article; returns its length.
std::size_t take_front_matter(std::string_view text, Article& article);

}  // namespace blotter::reader
