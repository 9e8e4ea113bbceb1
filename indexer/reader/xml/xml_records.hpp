// XML (and SGML) of many records, such as a feed's items or a dump's pages, read one record at a time: each
// record becomes a small tree, is handed over and forgotten, so a file of any size needs the memory of its
// largest record.
#pragma once

#include "indexer/reader/reader.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::reader {

// An element, or a run of text (its name is empty).
struct XmlNode {
  // Local name with the usual prefix of its namespace, whatever prefix the input chose ("dc:creator",
  // "content:encoded", "atom:entry"); formats' own namespaces have none.  An unknown namespace keeps the
  // prefix as written.
  std::string name;
  std::string text;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<XmlNode> children;

  [[nodiscard]] std::string_view attribute(std::string_view wanted) const;
  // Returns the first child element of that name, or null.
  [[nodiscard]] const XmlNode* child(std::string_view wanted) const;
  // Returns the text of the first child element of that name, trimmed; empty when there is none.
  [[nodiscard]] std::string child_text(std::string_view wanted) const;
  // Returns all text below, in order.
  [[nodiscard]] std::string all_text() const;
  // Returns the first descendant of that name in document order, or null.
  [[nodiscard]] const XmlNode* find(std::string_view wanted) const;
  // Calls `each(node)` for every descendant element in document order.
  void each(const std::function<void(const XmlNode&)>& visit) const;
  // Returns what is inside, as markup again (for XHTML content).
  [[nodiscard]] std::string inner_markup() const;
};

struct RecordRules {
  std::span<const std::string_view> records;  // names of the elements that are records
  bool sgml = false;                          // names are case-insensitive and without namespaces
};

// Calls `record(node, around)` for every record in order; `around` is the root element with the elements and text
// outside of records so far.  Both are valid during the call.  Calls `lost(where, error)` for a record that exceeds a
// limit and for an input that ends inside an element.  Fails only if the stream does.
Result<void> read_records(ByteStream& utf8, const Limits& limits, const RecordRules& rules,
                          const std::function<void(const XmlNode& record, const XmlNode& around)>& record,
                          const std::function<void(std::string where, Error error)>& lost);

}  // namespace blotter::reader
