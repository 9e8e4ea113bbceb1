// One XML part of a document, pulled element by element.  On the scanner of the XML formats, since that expands no
// entity, holds no tree and has no depth to exhaust.
#pragma once

#include "indexer/reader/bytes.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/xml/markup_scanner.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::reader {

class XmlPart {
 public:
  explicit XmlPart(std::string_view bytes);
  enum class Kind { start, end, text, finish };
  // The next event; an element without content has its end, too.
  Kind next();
  // start, end: without the prefix.  Valid until the next call.
  [[nodiscard]] std::string_view name() const { return name_; }
  // text: references resolved.
  [[nodiscard]] std::string_view text() const { return text_; }
  // start: the value of the attribute of that name without its prefix; empty when it has none.
  [[nodiscard]] std::string attribute(std::string_view local_name) const;
  // start: names as written, and values.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> attributes() const {
    return parse_attributes(attributes_);
  }
  // After a start: passes over all up to the element's end, which is not given.
  void skip();
  // After a start: the text up to the element's end.
  [[nodiscard]] std::string inner_text();

 private:
  MemoryStream memory_;
  Utf8Stream utf8_;
  MarkupScanner scanner_;
  std::string name_, attributes_, text_;
  bool ends_ = false;  // the element that was given has no content
};

}  // namespace blotter::reader
