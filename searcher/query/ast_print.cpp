#include "searcher/query/ast_print.hpp"

#include <fmt/format.h>

namespace blotter::query {
namespace {

std::string leaf(const Node& node) {
  switch (node.kind) {
    case Kind::everything: return "*";
    case Kind::exact: return '"' + node.text + '"';
    case Kind::fuzzy: return fmt::format("{}~{}", node.text, node.distance);
    default: return node.text;
  }
}

std::string_view operation(Kind kind) {
  switch (kind) {
    case Kind::all_of: return "and";
    case Kind::any_of: return "or";
    default: return "seq";
  }
}

std::string group(const Node& node) {
  std::string out = "(";
  out += node.kind == Kind::near ? fmt::format("{}/{}", node.ordered ? "adj" : "near", node.distance)
                                 : operation(node.kind);
  for (const Node& child : node.children) out += ' ' + to_text(child);
  return out + ')';
}

}  // namespace

std::string to_text(const Node& node) {
  const bool inner =
      node.kind == Kind::near || node.kind == Kind::sequence || node.kind == Kind::all_of || node.kind == Kind::any_of;
  std::string out = node.occur == Occur::excluded ? "-" : node.occur == Occur::required ? "+" : "";
  if (!inner && !node.field.empty()) out += node.field + ':';
  out += inner ? group(node) : leaf(node);
  if (node.at_least > 1) out += fmt::format("#{}", node.at_least);
  if (node.boost != 1) out += fmt::format("^{}", node.boost);
  return out;
}

}  // namespace blotter::query
