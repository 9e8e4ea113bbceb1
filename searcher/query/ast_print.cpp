#include "searcher/query/ast_print.hpp"

#include <fmt/format.h>

namespace blotter::query {
namespace {

std::string leaf(const Node& node) {
  switch (node.kind) {
    case NodeKind::everything: return "*";
    case NodeKind::exact: return '"' + node.text + '"';
    case NodeKind::fuzzy: return fmt::format("{}~{}", node.text, node.distance);
    default: return node.text;
  }
}

std::string_view operation(NodeKind kind) {
  switch (kind) {
    case NodeKind::all_of: return "and";
    case NodeKind::any_of: return "or";
    default: return "seq";
  }
}

std::string group(const Node& node) {
  std::string out = "(";
  out += node.kind == NodeKind::near ? fmt::format("{}/{}", node.ordered ? "adj" : "near", node.distance)
                                     : operation(node.kind);
  for (const Node& child : node.children) out += ' ' + to_text(child);
  return out + ')';
}

}  // namespace

std::string to_text(const Node& node) {
  const bool inner = node.kind == NodeKind::near || node.kind == NodeKind::sequence || node.kind == NodeKind::all_of ||
                     node.kind == NodeKind::any_of;
  std::string out = node.occur == Occur::excluded ? "-" : node.occur == Occur::required ? "+" : "";
  if (!inner && !node.field.empty()) out += node.field + ':';
  out += inner ? group(node) : leaf(node);
  if (node.at_least > 1) out += fmt::format("#{}", node.at_least);
  if (node.boost != 1) out += fmt::format("^{}", node.boost);
  return out;
}

}  // namespace blotter::query
