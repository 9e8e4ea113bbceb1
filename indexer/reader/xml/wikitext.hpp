// MediaWiki markup to plain text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace blotter::reader {

struct WikiText {
  std::string body;
  std::string date;                     // of a {{date|…}} template, as written
  std::vector<std::string> categories;  // of [[Category:…]] links, in any of the usual languages
};

// Templates, tables, references, files and comments go; links keep their words.  Nesting deeper than 64 is left as is.
[[nodiscard]] WikiText plain_wikitext(std::string_view markup);

}  // namespace blotter::reader
