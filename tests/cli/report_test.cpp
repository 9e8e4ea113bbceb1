// The report: a page that holds everything, asks for nothing, and stays text whatever articles hold.
#include "tests/support/programs.hpp"
#include "tests/support/sample_index.hpp"
#include "tests/support/small_index.hpp"

#include <catch2/catch.hpp>
#include <libxml/HTMLparser.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <sys/stat.h>
#include <vector>

using namespace blotter::test;
using Json = nlohmann::json;

namespace {

std::string text_of(xmlChar* owned) {
  const std::string text = owned ? reinterpret_cast<const char*>(owned) : "";
  xmlFree(owned);
  return text;
}

// A page as a parser sees it.
class Page {
 public:
  explicit Page(const std::string& html)
      : document_(htmlReadMemory(html.data(), static_cast<int>(html.size()), nullptr, "UTF-8",
                                 HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET),
                  xmlFreeDoc) {
    each(xmlDocGetRootElement(document_.get()), [&](xmlNode* node) { elements_.push_back(node); });
  }
  [[nodiscard]] std::vector<xmlNode*> named(const std::string& name) const {
    std::vector<xmlNode*> found;
    for (xmlNode* node : elements_)
      if (reinterpret_cast<const char*>(node->name) == name) found.push_back(node);
    return found;
  }
  [[nodiscard]] const std::vector<xmlNode*>& elements() const { return elements_; }
  static std::string attribute(xmlNode* node, const char* name) {
    return text_of(xmlGetProp(node, reinterpret_cast<const xmlChar*>(name)));
  }
  static std::string text(xmlNode* node) { return text_of(xmlNodeGetContent(node)); }
  [[nodiscard]] xmlNode* with_id(const std::string& id) const {
    for (xmlNode* node : elements_)
      if (attribute(node, "id") == id) return node;
    throw std::runtime_error("the page has no element " + id);
  }

 private:
  static void each(xmlNode* first, const std::function<void(xmlNode*)>& visit) {
    for (xmlNode* node = first; node; node = node->next)
      if (node->type == XML_ELEMENT_NODE) {
        visit(node);
        each(node->children, visit);
      }
  }
  std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document_;
  std::vector<xmlNode*> elements_;
};

std::string report_of_sample(const std::vector<std::string>& arguments) {
  const TemporaryFolder folder;
  std::vector<std::string> all{"--report", folder / "page.html"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  REQUIRE(search_sample(all).status == 0);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);  // nothing beside the page
  return read_file(folder / "page.html");
}

// Nothing in the page is asked for elsewhere, and one script of ours is all that may run.
void check_self_contained(const Page& page) {
  for (const char* name :
       {"link", "img", "iframe", "object", "embed", "base", "video", "audio", "source", "image", "use"})
    CHECK(page.named(name).empty());
  for (xmlNode* node : page.elements()) {
    for (const xmlAttr* one = node->properties; one; one = one->next) {
      const std::string name = reinterpret_cast<const char*>(one->name);
      CAPTURE(name);
      CHECK_FALSE(name.starts_with("on"));
      CHECK((name != "src" && name != "srcset" && name != "action" && name != "background"));
      if (name != "href") continue;
      CHECK(std::string(reinterpret_cast<const char*>(node->name)) == "a");
      CHECK(Page::attribute(node, "href").starts_with("http"));
    }
  }
  for (xmlNode* style : page.named("style"))
    for (const char* request : {"url(", "@import"}) CHECK_FALSE(holds(Page::text(style), request));
  const std::vector<xmlNode*> scripts = page.named("script");
  REQUIRE(scripts.size() == 1);
  const std::string hash =
      run({"/bin/sh", "-c", "sha256sum | cut -c1-64 | tr a-f A-F | basenc --base16 --decode | base64"},
          Page::text(scripts.front()))
          .out;
  const auto metas = page.named("meta");
  CHECK(std::any_of(metas.begin(), metas.end(), [&](xmlNode* meta) {
    const std::string policy = Page::attribute(meta, "content");
    return holds(policy, "default-src 'none'") && holds(policy, "'sha256-" + hash.substr(0, hash.size() - 1) + "'");
  }));
}

}  // namespace

TEST_CASE("report: it holds the question, the counts and every hit, and asks for nothing") {
  const std::string html = report_of_sample({"--from", "2025-03", "trafficking"});
  const Page page(html);
  check_self_contained(page);
  const Json answer =
      Json::parse(search_sample({"--from", "2025-03", "--format", "json", "--limit", "500", "trafficking"}).out);
  CHECK(Page::text(page.named("h1").front()) == "trafficking");
  CHECK(holds(html, "from 2025-03"));
  REQUIRE(page.named("article").size() == answer.at("total"));
  for (std::size_t i = 0; i < answer.at("total"); ++i) {
    const Json& hit = answer.at("hits").at(i);
    std::string facts;
    for (const char* name : {"published", "source", "language"})
      if (const std::string fact = hit.value(name, ""); !fact.empty())
        facts += (facts.empty() ? "" : " \u00b7 ") + fact;
    CHECK(holds(Page::text(page.named("article")[i]), facts));
  }
  CHECK(Page::text(page.with_id("shown")) == std::to_string(answer.at("total").get<int>()));
  CHECK(page.named("mark").size() > page.named("article").size());
  CHECK(page.named("table").size() == 1);
  CHECK(page.named("ol").size() == 1);
  for (xmlNode* box : page.named("input"))
    CHECK(std::string(reinterpret_cast<const char*>(box->parent->name)) == "label");
}

TEST_CASE("report: the map shades the countries of what was found, and names those without an outline") {
  const std::vector<std::string> query{"--country", "UZ", "trafficking"};
  const std::string html = report_of_sample(query);
  const Page page(html);
  std::map<std::string, std::string> drawn;  // counts by name
  for (xmlNode* title : page.named("title"))
    if (const std::string text = Page::text(title);
        std::string(reinterpret_cast<const char*>(title->parent->name)) == "path")
      drawn[text.substr(0, text.rfind(": "))] = text.substr(text.rfind(": ") + 2);
  std::vector<std::string> command{"--format", "json", "--facets", "country", "--facet-limit", "all", "--drill-down"};
  command.insert(command.end(), query.begin(), query.end());
  const Json values = Json::parse(search_sample(command).out).at("facets").at("country").at("values");
  REQUIRE(values.size() > 15);  // more than the page lists
  for (const Json& one : values) {
    CAPTURE(one.at("label"));
    const std::string count = std::to_string(one.at("count").get<int>());
    if (const auto shape = drawn.find(one.at("label")); shape != drawn.end()) CHECK(shape->second == count);
    else CHECK(holds(html, one.at("label").get<std::string>() + ' ' + count));
  }
  CHECK(drawn.size() > 15);
  // No map without countries to count.
  CHECK(Page(report_of_sample({"--facets", "crime", "trafficking"})).named("svg").empty());
  const TemporaryFolder folder;
  const std::string index = make_small_index(
      folder, R"({"id":"m","title":"Theft in Malta","body":"A theft in Malta and in Estonia.","language":"en"})");
  REQUIRE(run({searcher, "--db", index, "--report", folder / "page.html", "theft"}).status == 0);
  CHECK(holds(read_file(folder / "page.html"), "Too small for the map: Malta 1<"));
}

TEST_CASE("report: choosing a value lists as many articles as the program finds with that filter") {
  const Page page(report_of_sample({"trafficking"}));
  std::map<std::string, std::size_t> listed;
  for (xmlNode* article : page.named("article")) {
    const auto keys = Json::parse(Page::attribute(article, "data-values")).get<std::vector<std::string>>();
    for (const std::string& key : std::set<std::string>(keys.begin(), keys.end())) ++listed[key];
  }
  const Json facets =
      Json::parse(search_sample({"--format", "json", "--facets", "country,focus,agency,crime,source,language",
                                 "--facet-limit", "all", "trafficking"})
                      .out)
          .at("facets");
  std::size_t boxes = 0;
  for (xmlNode* box : page.named("input")) {
    const std::string facet = Page::attribute(box, "data-facet");
    const std::string key = Page::attribute(box, "data-value");
    CAPTURE(key);
    const Json& values = facets.at(facet).at("values");
    const auto value = std::find_if(values.begin(), values.end(), [&](const Json& one) {
      return facet + "=" + one.at("value").get<std::string>() == key;
    });
    REQUIRE(value != values.end());
    CHECK(listed[key] == value->at("count").get<std::size_t>());
    ++boxes;
  }
  CHECK(boxes > 30);
}

TEST_CASE("report: what an article holds stays text") {
  const TemporaryFolder folder;
  const std::string hostile =
      R"json({"id":"</script><script>alert(1)</script>","title":"&lt;/script&gt;&lt;script&gt;alert(2)&lt;/script&gt; {{{script}}} {{#hits}}","body":"Theft in Tashkent &lt;img src=x onerror=alert(3)&gt; \u202egnp","url":"https://x.example/\"onmouseover=\"alert(4)","source":"\" onclick=alert(5) x=\"","language":"en","published":"2025-01-10"}
{"id":"b","title":"Theft again","body":"A theft.","url":"javascript:alert(6)","source":"]&quot;]'","language":"en"}
)json";
  const std::string index = make_small_index(folder, hostile);
  const std::string page_path = folder / "page.html";
  REQUIRE(run({searcher, "--db", index, "--report", page_path, "theft"}).status == 0);
  const std::string html = read_file(page_path);
  const Page page(html);
  check_self_contained(page);
  CHECK_FALSE(holds(html, "\u202e"));
  CHECK(page.named("article").size() == 2);
  const auto titles = page.named("h3");
  CHECK(std::any_of(titles.begin(), titles.end(), [](xmlNode* title) {
    return holds(Page::text(title), "</script><script>alert(2)</script> {{{script}}} {{#hits}}");
  }));
  for (xmlNode* article : page.named("article")) CHECK(Json::parse(Page::attribute(article, "data-values")).is_array());
  REQUIRE(run({searcher, "--db", index, "--report", page_path, "theft <script>alert(7)</script>", "--match", "any"})
              .status == 0);
  check_self_contained(Page(read_file(page_path)));
}

TEST_CASE("report: it says when it lists a part, and nothing found is a page too") {
  const TemporaryFolder folder;
  const std::string path = folder / "page.html";
  CHECK(search_sample({"--report", path, "--limit", "5", "trafficking"}).status == 0);
  CHECK(holds(read_file(path), "The first 5 of "));
  CHECK(search_sample({"--report", path, "qwertyuiopzz"}).status == 1);
  check_self_contained(Page(read_file(path)));
  const Ran nowhere = search_sample({"--report", folder / "none/page.html", "trafficking"});
  CHECK(nowhere.status == 2);
  CHECK(holds(nowhere.err, "none/page.html"));
}

TEST_CASE("report: 500 long articles take at most 3 MB") {
  const TemporaryFolder folder;
  std::string articles;
  for (int i = 0; i < 500; ++i) {
    std::string body;
    for (int j = 0; j < 40; ++j)
      body += "In Tashkent and Bishkek the police of district " + std::to_string(i * 40 + j) +
              " arrested two men for theft and drug trafficking. ";
    articles += R"({"id":")" + std::to_string(i) + R"(","title":"Theft )" + std::to_string(i) + R"(","body":")" + body +
                R"(","language":"en","published":"2025-01-10"})" + "\n";
  }
  REQUIRE(run({indexer, "--quiet", "--db", folder / "index", "-"}, articles).status == 0);
  REQUIRE(run({searcher, "--db", folder / "index", "--report", folder / "page.html", "theft"}).status == 0);
  const std::string html = read_file(folder / "page.html");
  CHECK(Page(html).named("article").size() == 500);
  CHECK(html.size() <= 3'000'000);
}

TEST_CASE("report: a file keeps its rights, a link its place, and a pipe or a device is written to", "[issue-24]") {
  namespace fs = std::filesystem;
  const TemporaryFolder folder;
  const auto report = [&](const std::string& name) { return search_sample({"--report", folder / name, "kidney"}); };
  write_file(folder / "mine.html", "old");
  fs::permissions(folder / "mine.html", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("mine.html", folder / "link.html");
  CHECK(report("link.html").status == 0);
  CHECK(fs::is_symlink(folder / "link.html"));
  CHECK(holds(read_file(folder / "mine.html"), "</html>"));
  CHECK(fs::status(folder / "mine.html").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  fs::create_directory(folder / "folder.html");
  const Ran in_folder = report("folder.html");
  CHECK(in_folder.status == 2);
  CHECK(holds(in_folder.err, "it is a folder"));
  fs::create_symlink("/dev/full", folder / "full");
  const Ran full = report("full");
  CHECK(full.status == 2);
  CHECK(holds(full.err, "No space left"));
  CHECK(fs::is_symlink(folder / "full"));
  CHECK(report(std::string(200, 'x') + std::string(50, 'y')).status ==
        0);  // a name of nearly 255 bytes, as files may have
  REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const Ran piped = run({"/bin/sh", "-c", R"(cat "$1" & "$2" --db "$3" -q --report "$1" kidney && wait)", "sh",
                         folder / "pipe", searcher, sample_folder() / "news.db"});
  CHECK(piped.status == 0);
  CHECK(holds(piped.out, "</html>"));
  CHECK(fs::is_fifo(folder / "pipe"));
  CHECK(holds(search_sample({"--report", "-", "kidney"}).out, "</html>"));
}
