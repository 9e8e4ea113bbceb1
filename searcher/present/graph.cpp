#include "searcher/present/graph.hpp"

#include "common/cli/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace blotter::present {
namespace {

struct GraphNode {
  std::string facet;
  std::string value;
  std::string label;
  std::uint32_t articles = 0;  // 0: not known
};
struct Edge {
  std::size_t from = 0;
  std::size_t to = 0;
  std::uint32_t weight = 0;
};
struct Network {
  std::vector<GraphNode> nodes;
  std::vector<Edge> edges;
};

// The number of the value's node, which is added if it is a new one.
std::size_t node_of(Network& graph, const std::string& facet, const std::string& value, const std::string& label) {
  const auto at = std::find_if(graph.nodes.begin(), graph.nodes.end(),
                               [&](const GraphNode& node) { return node.facet == facet && node.value == value; });
  const auto number = static_cast<std::size_t>(at - graph.nodes.begin());
  if (number == graph.nodes.size()) graph.nodes.push_back({facet, value, label, 0});
  return number;
}

Network graph_of(const search::Cross& cross) {
  Network graph;
  std::vector<std::size_t> rows;
  std::vector<std::size_t> columns;
  rows.reserve(cross.row_values.size());
  columns.reserve(cross.column_values.size());
  for (std::size_t i = 0; i < cross.row_values.size(); ++i)
    rows.push_back(node_of(graph, cross.rows, cross.row_values[i], cross.row_labels[i]));
  for (std::size_t j = 0; j < cross.column_values.size(); ++j)
    columns.push_back(node_of(graph, cross.columns, cross.column_values[j], cross.column_labels[j]));
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = 0; j < columns.size(); ++j) {
      const std::uint32_t count = cross.counts[i][j];
      if (rows[i] == columns[j]) graph.nodes[rows[i]].articles = count;
      else if (count > 0 && (cross.rows != cross.columns || rows[i] < columns[j]))
        graph.edges.push_back({rows[i], columns[j], count});
    }
  return graph;
}

std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : cli::printable(text)) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  return out;
}

std::string dot_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : cli::printable(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

void write_graphml(const Network& graph, std::string& out) {
  out +=
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
      "  <key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
      "  <key id=\"facet\" for=\"node\" attr.name=\"facet\" attr.type=\"string\"/>\n"
      "  <key id=\"value\" for=\"node\" attr.name=\"value\" attr.type=\"string\"/>\n"
      "  <key id=\"articles\" for=\"node\" attr.name=\"articles\" attr.type=\"int\"/>\n"
      "  <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"int\"/>\n"
      "  <graph edgedefault=\"undirected\">\n";
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const GraphNode& node = graph.nodes[i];
    out += fmt::format(
        "    <node id=\"n{}\"><data key=\"label\">{}</data><data key=\"facet\">{}</data><data key=\"value\">{}</data>",
        i, xml_text(node.label), xml_text(node.facet), xml_text(node.value));
    if (node.articles > 0) out += fmt::format("<data key=\"articles\">{}</data>", node.articles);
    out += "</node>\n";
  }
  for (const Edge& edge : graph.edges)
    out += fmt::format("    <edge source=\"n{}\" target=\"n{}\"><data key=\"weight\">{}</data></edge>\n", edge.from,
                       edge.to, edge.weight);
  out += "  </graph>\n</graphml>\n";
}

void write_dot(const Network& graph, std::string& out) {
  out += "graph blotter {\n";
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const GraphNode& node = graph.nodes[i];
    const std::string articles = node.articles > 0 ? fmt::format(", articles={}", node.articles) : "";
    out += fmt::format("  n{} [label={}, facet={}, value={}{}];\n", i, dot_text(node.label), dot_text(node.facet),
                       dot_text(node.value), articles);
  }
  for (const Edge& edge : graph.edges)
    out += fmt::format("  n{0} -- n{1} [weight={2}, label=\"{2}\"];\n", edge.from, edge.to, edge.weight);
  out += "}\n";
}

}  // namespace

void Graph::answer(const search::Answer& answer, std::string& out) const {
  if (answer.crosses.empty()) return;
  const Network graph = graph_of(answer.crosses.front());
  form_ == Form::graphml ? write_graphml(graph, out) : write_dot(graph, out);
}

}  // namespace blotter::present
