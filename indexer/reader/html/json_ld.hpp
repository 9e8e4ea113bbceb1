// Linked data in a page (<script type="application/ld+json">, schema.org): the article that it describes.
#pragma once

#include "indexer/reader/html/html_tree.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace blotter::reader {

struct LinkedData {
  std::string name, headline, published, body, language, publisher, url;
  std::string page_published;  // date of the page that holds the article (WebPage), when the article states none
  std::vector<std::string> authors;
  std::vector<std::string> keywords;
  [[nodiscard]] bool empty() const { return name.empty() && headline.empty() && published.empty() && body.empty(); }
};

// What is known of the page without its linked data, to distinguish its story's object from those of others.
struct PageClues {
  std::string url;                  // canonical address, or empty
  std::vector<std::string> titles;  // <title>, og:title
};

// Returns the object of an article type (in any script, @graph and lists included) that is the page's: the one of its
// address, else the one whose headline is a title of the page, else the first that is not plainly another story's.
// Empty when there is none.  What is not quite JSON (trailing commas, comments, character references, several objects)
// is read as it is meant.
[[nodiscard]] LinkedData read_linked_data(const HtmlNode* root, const PageClues& clues);

// Returns the JSON values of a script, each as strict JSON as can be made of it: comments, marks of CDATA and trailing
// commas are left out, raw control characters in strings become blanks.
[[nodiscard]] std::vector<std::string> json_values(std::string_view script);

}  // namespace blotter::reader
