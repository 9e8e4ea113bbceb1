// The rules of html_article.hpp by step; internal to it.
#pragma once

#include "indexer/reader/html/html_tree.hpp"

#include <string>
#include <string_view>

namespace blotter::reader {

// Which filters are on; each retry turns one off.
struct Filters {
  bool unlikely = true;  // drop what is named like navigation, comments or promotion
  bool weights = true;   // score by class and id
  bool prune = true;     // drop blocks with too many links, inputs or pictures
  bool hidden = true;    // drop what a browser does not show
};

// False for an element that a browser does not show, or only to screen readers; ancestors are not looked at.
[[nodiscard]] bool is_shown(const HtmlNode* node);

// Makes declarative shadow roots (<template shadowrootmode>, as saved pages hold them) part of the page.
void open_shadow_roots(HtmlTree& tree);

// Drops scripts, styles and what is not shown; two line breaks in a row become a paragraph.
void prepare_page(HtmlTree& tree, HtmlNode* root);

// Returns the element that holds the story, its good siblings beside it, in a new element; null when the page has no
// body. The tree below `body` is changed.  `title` is that of the page: the heading that repeats it goes.
[[nodiscard]] HtmlNode* find_story(HtmlTree& tree, HtmlNode* root, std::string_view title, bool drop_byline,
                                   const Filters& filters);

// Drops from the story what is not text of it.
void prune_story(HtmlNode* story, const Filters& filters);

[[nodiscard]] int weight_of(const HtmlNode* node, const Filters& filters);

}  // namespace blotter::reader
