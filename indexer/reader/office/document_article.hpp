// From what a document says of itself and the lines of its text to an article.
#pragma once

#include "common/article.hpp"
#include "indexer/reader/emitter.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::reader {

struct DocumentFacts {
  std::string title;                 // from the properties; what programs put there by themselves is passed over
  std::string shown_title;           // the line that its style or place makes the title; goes before `title`
  std::vector<std::string> authors;  // from the properties, several parted by ';' or ',' perhaps
  std::string created;               // a date as written, from the properties
  std::string publisher;
};

// Returns whether it is what Word, Writer, PowerPoint and printer drivers call a document by themselves, a file's name,
// or empty.
[[nodiscard]] bool is_stock_title(std::string_view title);

// Returns the title that the document states, cleaned: the shown one, else the property; empty when neither is a title.
[[nodiscard]] std::string stated_title(const DocumentFacts& facts);

// The title is the stated one, else a first line that looks like one; it is not repeated in the body.
// The date is that of a line near the top which is a date, else the property.
[[nodiscard]] Article document_article(DocumentFacts&& facts, std::string&& text);

// Emits it, or each story of a press database's download; one whose text was cut is rejected for article_bytes.
// `ocr` is given when text was read off pictures.
void emit_document(DocumentFacts&& facts, std::string&& text, bool is_cut, Emitter& emitter,
                   const std::optional<Recognition>& ocr = std::nullopt);

}  // namespace blotter::reader
