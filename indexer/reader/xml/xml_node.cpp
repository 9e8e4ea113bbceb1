#include "indexer/reader/strings.hpp"
#include "indexer/reader/xml/xml_records.hpp"

namespace blotter::reader {
namespace {

void append_text(const XmlNode& node, std::string& out) {
  out += node.text;
  for (const XmlNode& child : node.children) append_text(child, out);
}

void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else out += c;
  }
}

void append_markup(const XmlNode& node, std::string& out) {
  if (node.name.empty()) return append_escaped(node.text, out);
  const std::string_view name = std::string_view(node.name).substr(node.name.find(':') + 1);
  out.append("<").append(name);
  for (const auto& [attribute, value] : node.attributes) {
    out.append(" ").append(attribute).append("=\"");
    append_escaped(value, out);
    out += '"';
  }
  out += '>';
  for (const XmlNode& child : node.children) append_markup(child, out);
  out.append("</").append(name).append(">");
}

}  // namespace

std::string_view XmlNode::attribute(std::string_view wanted) const {
  for (const auto& [known, value] : attributes)
    if (known == wanted) return value;
  return {};
}

const XmlNode* XmlNode::child(std::string_view wanted) const {
  for (const XmlNode& node : children)
    if (node.name == wanted) return &node;
  return nullptr;
}

std::string XmlNode::child_text(std::string_view wanted) const {
  const XmlNode* node = child(wanted);
  return node != nullptr ? std::string(trim(node->all_text())) : std::string();
}

std::string XmlNode::all_text() const {
  std::string out;
  append_text(*this, out);
  return out;
}

const XmlNode* XmlNode::find(std::string_view wanted) const {
  for (const XmlNode& node : children) {
    if (node.name == wanted) return &node;
    if (const XmlNode* found = node.find(wanted)) return found;
  }
  return nullptr;
}

void XmlNode::each(const std::function<void(const XmlNode&)>& visit) const {
  for (const XmlNode& node : children) {
    if (node.name.empty()) continue;
    visit(node);
    node.each(visit);
  }
}

std::string XmlNode::inner_markup() const {
  std::string out;
  for (const XmlNode& node : children) append_markup(node, out);
  return out;
}

}  // namespace blotter::reader
