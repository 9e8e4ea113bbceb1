// A cross table as a graph, for programs that lay graphs out: GraphML (Gephi, yEd, Cytoscape) and DOT (Graphviz).
#pragma once

#include "searcher/present/presenter.hpp"

namespace blotter::present {

// The values are nodes; an edge between two has as its weight the articles that have both.  Of a facet with itself
// every value is one node, with the articles that have it, and every pair one edge.  Of several cross tables the first.
class Graph final : public Presenter {
 public:
  enum class Form : std::uint8_t { graphml, dot };
  explicit Graph(Form form) : form_(form) {}
  void answer(const search::Answer& answer, std::string& out) const override;

 private:
  Form form_;
};

}  // namespace blotter::present
