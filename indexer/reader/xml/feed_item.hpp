// One item of a feed, or of an export that is made like a feed, as an article.
#pragma once

#include "common/article.hpp"
#include "indexer/reader/xml/xml_records.hpp"

#include <string>

namespace blotter::reader {

// `around` is the feed's root with its channel.
[[nodiscard]] Article feed_article(const XmlNode& item, const XmlNode& around);

// Returns the text of an element that may hold plain text, HTML (escaped or not), XHTML or base64.
[[nodiscard]] std::string content_text(const XmlNode& node);

}  // namespace blotter::reader
