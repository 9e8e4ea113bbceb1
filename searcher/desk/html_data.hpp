// Pieces of articles as data for the HTML templates.  The one home of the template engine (kainjow's Mustache, which
// escapes what it fills in).
#pragma once

#include "common/article.hpp"
#include "searcher/answer/answer.hpp"

#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>

namespace blotter::search {

namespace mustache = kainjow::mustache;

// Returns the text as a page shows it: characters that steer the display are visible codes.
[[nodiscard]] std::string page_text(std::string_view text);
// [from, to) of the snippet as a list of parts with `text` and, for a mark, `mark`.
[[nodiscard]] mustache::data marked_parts(const Snippet& snippet, std::size_t from, std::size_t to);
[[nodiscard]] mustache::data marked_parts(const Snippet& snippet);

}  // namespace blotter::search
