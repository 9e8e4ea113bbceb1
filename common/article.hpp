// One news article, as readers make it, the tagger enriches it and the index stores it (schema
// blotter.article/1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter {

enum class TextField : std::uint8_t { title, body };

[[nodiscard]] constexpr std::string_view name_of(TextField field) {
  return field == TextField::title ? "title" : "body";
}

// Where in the text a facet value was found: bytes [start, end) of the UTF-8 field.
struct Evidence {
  TextField field = TextField::body;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

// An element of a crime that was found, and where.
struct FacetElement {
  std::string element;  // identifier: "retention-of-documents"
  std::vector<Evidence> evidence;
  friend bool operator==(const FacetElement&, const FacetElement&) = default;
};

// One value of one facet of one article.
struct FacetValue {
  std::string value;     // identifier: "UZ", "iom", "organ-trafficking"
  std::string label;     // name to show; empty when the identifier is its own name
  std::string parent;    // identifier of the parent value, or empty
  std::string iccs;      // crime only: code in the UN's ICCS v1.0, or empty
  bool focus = false;    // the story is about it, not only mentions it
  bool implied = false;  // an ancestor of a value that was found
  bool given = false;    // stated by the input, not found in the text
  std::uint32_t mentions = 0;
  std::vector<Evidence> evidence;  // in text order, title before body
  bool inferred = false;           // a crime found by its elements and not by a name
  std::vector<FacetElement> elements;
  friend bool operator==(const FacetValue&, const FacetValue&) = default;
};

// All values of one facet ("country", "agency", "crime", or one of a watch list).
struct Facet {
  std::string name;
  std::vector<FacetValue> values;
  friend bool operator==(const Facet&, const Facet&) = default;
};

// How a text was read off pictures of its pages.
struct Recognition {
  std::uint8_t confidence = 0;  // mean over the text, in percent, as the recogniser has it
  std::uint64_t key = 0;        // hash of the document and of how it was read; 0 when unknown
  friend bool operator==(const Recognition&, const Recognition&) = default;
};

struct Article {
  std::string id;    // its own id, else its URL, else path (and "#ordinal" in a file of several)
  std::string path;  // the file as the user named it; "archive!/entry" inside an archive
  std::string url;
  std::string title;      // one line of valid NFC UTF-8
  std::string body;       // valid NFC UTF-8; paragraphs are separated by one '\n'
  std::string published;  // YYYY-MM-DD, or empty when unknown
  bool published_by_page =
      false;                   // `published` is the day of the page that lists the article, which states none itself
  std::string published_text;  // a date as written whose day and month are ambiguous; `published` is then empty
  std::string collected;       // YYYY-MM-DD on which it was saved or captured, or empty when unknown
  std::string indexed;         // YYYY-MM-DD on which it came into the index that it was read from, else empty
  std::string parent;          // id of the mail that it is attached to, or empty
  std::optional<Recognition> ocr;
  std::string language;  // ISO 639-1, or empty when unknown
  std::string source;    // the outlet: site or agency name, else host name
  std::vector<std::string> authors;
  std::vector<std::string> keywords;
  std::vector<Facet> facets;

  [[nodiscard]] std::string_view text(TextField field) const { return field == TextField::title ? title : body; }

  // Returns the facet of that name, or null.
  [[nodiscard]] const Facet* find_facet(std::string_view name) const {
    for (const Facet& facet : facets)
      if (facet.name == name) return &facet;
    return nullptr;
  }
  // The facet of that name, added at the end when missing.
  Facet& facet(std::string_view name) {
    for (Facet& facet : facets)
      if (facet.name == name) return facet;
    return facets.emplace_back(Facet{std::string(name), {}});
  }
  friend bool operator==(const Article&, const Article&) = default;
};

}  // namespace blotter
