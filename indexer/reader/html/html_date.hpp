// The day on which a page's story was published.
#pragma once

#include "indexer/reader/html/html_tree.hpp"
#include "indexer/reader/html/json_ld.hpp"
#include "indexer/reader/html/meta_table.hpp"

#include <string>

namespace blotter::reader {

struct DateClues {
  const LinkedData& data;
  const MetaTable& meta;
  const std::string& url;
  const std::string& language;  // locale of the page ("en-US"), or empty
  const HtmlNode* heading;      // that shows the story's title, or null
};

// Returns YYYY-MM-DD, or DD/MM/YYYY as written where nothing on the page shows the order (dates.hpp), or empty.
// Candidates are ranked by where they are: the story's own metadata, elements marked as its date near its title,
// the address, the lines around the title, other lines.  What belongs to another story, a comment, a clock, a footer or
// a later change is none.  A candidate that cannot be a date leaves the next one its turn.
[[nodiscard]] std::string choose_date(const HtmlNode* root, const DateClues& clues);

}  // namespace blotter::reader
