// Front matter: "name: value" lines between two "---" lines (a subset of YAML) or "+++" lines (TOML's "name =
// value"), and headers "Title: …" that open a text and end with a blank line.
#pragma once

#include "common/article.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace blotter::reader {

// What a named value is to an article.
enum class Field : std::uint8_t {
  none,
  title,
  id,
  url,
  date,
  language,
  source,
  authors,
  keywords,
  country,
  focus,
  agency,
  crime,
  body,
  collected,
};

// Length of the front matter that opens the text, 0 when there is none.
[[nodiscard]] std::size_t front_matter_length(std::string_view text);

// Returns the field that a name in front matter, a mail-like header or a table's head means ("title", "Дата",
// "sarlavha" …).
[[nodiscard]] Field field_of(std::string_view name);
// Sets it; false when there is nothing to set.
bool set_field(Article& article, Field field, std::string_view value);

// Reads it into the article; returns its length.
std::size_t take_front_matter(std::string_view text, Article& article);

}  // namespace blotter::reader
