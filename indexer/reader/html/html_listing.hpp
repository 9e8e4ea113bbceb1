// Pages that hold several whole stories, as a blog's front page does.
#pragma once

#include "indexer/reader/html/html_metadata.hpp"
#include "indexer/reader/html/html_tree.hpp"

#include <string>
#include <vector>

namespace blotter::reader {

struct ListedStory {
  std::string title, url, published, body;
};

// Returns the stories of a listing, each with its own heading, address and text; empty for a page that is one story, or
// that lists headlines and teasers alone.  `base`: the page's address, or empty.
[[nodiscard]] std::vector<ListedStory> listed_stories(const HtmlTree& tree, const PageMetadata& page,
                                                      const std::string& base);

}  // namespace blotter::reader
