// Pages in our own words, for tests of the HTML reader.
#pragma once

#include "tests/unit/reader_support.hpp"

#include <string>

namespace blotter::test {

inline const char* const first_paragraph =
    "Customs officers at the Dostuk crossing stopped a lorry on Tuesday and found ninety crates of untaxed cigarettes "
    "behind a load of onions, the service said.";

inline std::string story_text() {
  std::string out;
  for (const char* text : {first_paragraph,
                           "The driver, who is 44, told investigators that he had been paid in advance, by a man whom "
                           "he knew only by phone.",
                           "A district court will hear the case next week, and the lorry, which is hired, stays at the "
                           "crossing until then."})
    out += "<p>" + std::string(text) + "</p>\n";
  return out;
}

// Reads a page of this head and body.
inline Article read_page(const std::string& head, const std::string& body, const std::string& language = "en",
                         const std::string& url = {}) {
  const auto found = read_as(
      "html",
      "<!doctype html><html lang=\"" + language + "\"><head>" + head + "</head><body>" + body + "</body></html>",
      {"p.html", 0, nullptr, {}, url});
  REQUIRE(found.articles.size() == 1);
  return found.articles.front();
}

}  // namespace blotter::test
