// One JSON object to one article: the member names of blotter.article/1 and the aliases that other tools use.
#pragma once

#include "common/article.hpp"

#include <simdjson.h>

namespace blotter::reader {

// Fills what the object holds.  Unknown members are ignored; text is not yet cleaned.
void fill_from_json(simdjson::dom::object object, Article& article);

// Returns a string, number or boolean as text; empty for anything else.
[[nodiscard]] std::string json_text(simdjson::dom::element value);

}  // namespace blotter::reader
