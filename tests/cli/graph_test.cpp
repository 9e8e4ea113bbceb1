// A cross table as a graph: GraphML and DOT.
#include "tests/support/programs.hpp"
#include "tests/support/sample_index.hpp"

#include <catch2/catch.hpp>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <memory>
#include <string>
#include <vector>

using namespace blotter::test;

namespace {

// A GraphML document.
class Graphml {
 public:
  explicit Graphml(const std::string& text)
      : document_(xmlReadMemory(text.data(), static_cast<int>(text.size()), "", nullptr, XML_PARSE_NOERROR),
                  xmlFreeDoc) {}
  [[nodiscard]] bool is_well_formed() const { return document_ != nullptr; }
  // What an XPath expression gives as text; element names without their namespace.
  [[nodiscard]] std::string value(const std::string& expression) const {
    const std::unique_ptr<xmlXPathContext, void (*)(xmlXPathContextPtr)> context(xmlXPathNewContext(document_.get()),
                                                                                 xmlXPathFreeContext);
    xmlXPathRegisterNs(context.get(), reinterpret_cast<const xmlChar*>("g"),
                       reinterpret_cast<const xmlChar*>("http://graphml.graphdrawing.org/xmlns"));
    const std::unique_ptr<xmlXPathObject, void (*)(xmlXPathObjectPtr)> found(
        xmlXPathEval(reinterpret_cast<const xmlChar*>(("string(" + expression + ")").c_str()), context.get()),
        xmlXPathFreeObject);
    return found && found->stringval ? reinterpret_cast<const char*>(found->stringval) : "";
  }

 private:
  std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> document_;
};

std::string count(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"--count"});
  std::string out = search_sample(arguments).out;
  out.pop_back();
  return out;
}

}  // namespace

TEST_CASE("graph: countries named together are joined by the number of their articles") {
  const Graphml graph(search_sample({"--cross", "country,country", "--format", "graphml", "trafficking"}).out);
  REQUIRE(graph.is_well_formed());
  const std::string uz = graph.value("//g:node[g:data[@key='value']='UZ']/@id");
  const std::string kg = graph.value("//g:node[g:data[@key='value']='KG']/@id");
  CHECK(graph.value("//g:node[@id='" + uz + "']/g:data[@key='label']") == "Uzbekistan");
  CHECK(graph.value("//g:node[@id='" + uz + "']/g:data[@key='articles']") == count({"--country", "UZ", "trafficking"}));
  // Either way round, once.
  const std::string edge =
      "//g:edge[(@source='" + uz + "' and @target='" + kg + "') or (@source='" + kg + "' and @target='" + uz + "')]";
  CHECK(graph.value(edge) == count({"--country", "UZ", "trafficking AND country:KG"}));
  CHECK(graph.value("count(" + edge + ")") == "1");
  CHECK(graph.value("count(//g:edge[@source=@target])") == "0");
}

TEST_CASE("graph: two facets are two kinds of nodes, in DOT as in GraphML") {
  const Ran dot = search_sample({"--cross", "country,crime", "--format", "dot", "kidney"});
  REQUIRE(dot.status == 0);
  CHECK(dot.out.starts_with("graph blotter {\n"));
  CHECK(dot.out.ends_with("}\n"));
  CHECK(holds(dot.out, "[label=\"Uzbekistan\", facet=\"country\", value=\"UZ\"]"));
  CHECK(holds(dot.out, "facet=\"crime\", value=\"organ-trafficking\"]"));
  const Graphml graph(search_sample({"--cross", "country,crime", "--format", "graphml", "kidney"}).out);
  std::size_t edges = 0;
  for (const std::string& line : lines_of(dot.out)) edges += holds(line, " -- ");
  CHECK(graph.value("count(//g:edge)") == std::to_string(edges));
}

TEST_CASE("graph: names of people stay text, and a graph is of one cross table") {
  const TemporaryFolder folder;
  write_file(folder / "list.tsv", "person\tp1\tA\"<&>\\ B\tRavshan Tolipov\nperson\tp2\tZhanna\tZhanna Bekova\n");
  (void)index({"--quiet", "--db", folder / "db", "--watchlist", folder / "list.tsv", "-"},
              R"({"id":"a","title":"Court","body":"Ravshan Tolipov met Zhanna Bekova in court."})"
              "\n");
  const auto people = [&](const std::string& form) {
    return run({searcher, "--db", folder / "db", "--cross", "person,person", "--format", form}).out;
  };
  const Graphml graph(people("graphml"));
  REQUIRE(graph.is_well_formed());
  CHECK(graph.value("//g:node[g:data[@key='value']='p1']/g:data[@key='label']") == "A\"<&>\\ B");
  CHECK(graph.value("//g:edge") == "1");
  CHECK(holds(people("dot"), "label=\"A\\\"<&>\\\\ B\""));
  CHECK(search_sample({"--format", "dot", "kidney"}).status == 2);
  CHECK(search_sample({"--format", "graphml", "--cross", "country,crime", "--cross", "crime,crime"}).status == 2);
  CHECK(search_sample({"--format", "graphml", "--cross", "country,crime", "--bulk", "-"}, "kidney\n").status == 2);
}
