// The title of a page's story, out of what the page states and what it shows.
#pragma once

#include "indexer/reader/html/html_tree.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace blotter::reader {

struct TitleClues {
  std::vector<std::string> stated;  // titles in linked data and <meta>, the best first
  std::vector<std::string> sites;   // names of the site: og:site_name, publisher, host
};

struct PageTitle {
  std::string text;
  const HtmlNode* heading = nullptr;  // the heading that shows it, or null when none is found
};

// Returns the heading that a stated title or <title> repeats (with the site's or a section's name around it, cut by
// "…", or in other words), else the best stated title without the site's name, else a heading; empty when the page has
// none of them.
[[nodiscard]] PageTitle choose_title(const HtmlNode* root, const TitleClues& clues);

// Returns the text of <title> unchanged; empty if there is none.
[[nodiscard]] std::string title_element(const HtmlNode* root);

// Returns 0 to 1: the share of b's text that consists of words of a (Readability's heading comparison).
[[nodiscard]] double text_similarity(std::string_view a, std::string_view b);

}  // namespace blotter::reader
