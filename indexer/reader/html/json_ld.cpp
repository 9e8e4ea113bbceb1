#include "indexer/reader/html/json_ld.hpp"

#include "indexer/reader/html/html_title.hpp"
#include "indexer/reader/json/json_article.hpp"
#include "indexer/reader/strings.hpp"

#include <simdjson.h>

#include <algorithm>
#include <utility>

namespace blotter::reader {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr int max_depth = 6;
constexpr double similar = 0.6;  // share of a headline's words that a title of the page has
constexpr double unlike = 0.25;
constexpr std::size_t max_objects = 200;  // of one page

bool is_article_type(std::string_view type) {
  if (const std::size_t slash = type.rfind('/'); slash != type.npos) type.remove_prefix(slash + 1);
  for (const std::string_view known : {"Report", "BlogPosting", "SocialMediaPosting", "LiveBlogPosting",
                                       "DiscussionForumPosting", "MedicalScholarlyArticle", "APIReference"})
    if (type == known) return true;
  return type.ends_with("Article");
}

bool has_article_type(object o) {
  element type;
  if (o["@type"].get(type) != simdjson::SUCCESS) return false;
  array types;
  if (type.get(types) != simdjson::SUCCESS) return is_article_type(json_text(type));
  for (const element one : types)
    if (is_article_type(json_text(one))) return true;
  return false;
}

bool is_page_type(object o) {
  element type;
  return o["@type"].get(type) == simdjson::SUCCESS && json_text(type).ends_with("Page");
}

// Every object of an article type, and every page's.
struct Found {
  std::vector<object> articles;
  std::vector<object> pages;
};

void find_articles(element value, Found& found, int depth) {
  if (depth > max_depth || found.articles.size() >= max_objects) return;
  array list;
  if (value.get(list) == simdjson::SUCCESS) {
    for (const element item : list) find_articles(item, found, depth + 1);
    return;
  }
  object o;
  if (value.get(o) != simdjson::SUCCESS) return;
  if (has_article_type(o)) {
    found.articles.push_back(o);
    return;
  }
  if (is_page_type(o) && found.pages.size() < max_objects) found.pages.push_back(o);
  for (const char* name : {"@graph", "mainEntity", "mainEntityOfPage"}) {
    element inner;
    if (o[name].get(inner) == simdjson::SUCCESS) find_articles(inner, found, depth + 1);
  }
}

std::string member(object o, const char* name) {
  element value;
  if (o[name].get(value) != simdjson::SUCCESS) return {};
  array list;
  if (value.get(list) == simdjson::SUCCESS) {
    for (const element first : list) return json_text(first);
    return {};
  }
  object typed;  // {"@type": "DateTime", "@value": …}
  if (value.get(typed) == simdjson::SUCCESS && typed["@value"].get(value) != simdjson::SUCCESS) return {};
  return json_text(value);
}

void add_names(object o, const char* name, std::vector<std::string>& into) {
  element value;
  if (o[name].get(value) != simdjson::SUCCESS) return;
  const auto add = [&into](element person) {
    object described;
    std::string text = person.get(described) == simdjson::SUCCESS ? member(described, "name") : json_text(person);
    if (!trim(text).empty()) into.emplace_back(trim(text));
  };
  array list;
  if (value.get(list) == simdjson::SUCCESS) {
    for (const element person : list) add(person);
  } else {
    add(value);
  }
}

void fill(object o, LinkedData& data) {
  data.name = trim(member(o, "name"));
  data.headline = trim(member(o, "headline"));
  for (const char* name : {"datePublished", "dateCreated", "uploadDate"})
    if (data.published.empty()) data.published = member(o, name);
  data.body = member(o, "articleBody");
  data.language = member(o, "inLanguage");
  data.url = member(o, "url");
  add_names(o, "author", data.authors);
  if (data.authors.empty()) add_names(o, "creator", data.authors);
  std::vector<std::string> publishers;
  add_names(o, "publisher", publishers);
  if (!publishers.empty()) data.publisher = publishers.front();
  element keywords;
  if (o["keywords"].get(keywords) != simdjson::SUCCESS) return;
  if (keywords.is_string())
    split_each(json_text(keywords), ",", [&](std::string_view k) { data.keywords.emplace_back(k); });
  else add_names(o, "keywords", data.keywords);
}

// An address without what differs between two writings of it.
std::string bare_url(std::string_view url) {
  if (const std::size_t scheme = url.find("://"); scheme != url.npos) url.remove_prefix(scheme + 3);
  if (url.starts_with("www.")) url.remove_prefix(4);
  url = url.substr(0, url.find_first_of("?#"));
  while (url.ends_with('/')) url.remove_suffix(1);
  return lower(url);
}

// 3 when it is the page's by its address, 2 by its headline, 1 when nothing is known against it, 0 when it is
// another's.
int belongs(object o, const PageClues& clues) {
  const std::string page = bare_url(clues.url);
  bool other_url = false;
  for (const char* name : {"url", "mainEntityOfPage", "@id"}) {
    element value;
    object inner;
    if (o[name].get(value) != simdjson::SUCCESS) continue;
    std::string url = value.get(inner) == simdjson::SUCCESS ? member(inner, "@id") : json_text(value);
    url = bare_url(url);
    if (url.find('/') == url.npos || page.empty()) continue;
    if (url == page) return 3;
    other_url = true;
  }
  const std::string headline = member(o, member(o, "headline").empty() ? "name" : "headline");
  double most = 0;
  for (const std::string& title : clues.titles) most = std::max(most, text_similarity(title, headline));
  if (most > similar) return 2;
  return other_url && most < unlike ? 0 : 1;
}

}  // namespace

static bool has_linked_data(const HtmlNode& node) {
  return node.tag == Tag::script && node.first != nullptr &&
         find_fold(node.attribute("type"), "ld+json") != std::string_view::npos;
}

LinkedData read_linked_data(const HtmlNode* root, const PageClues& clues) {
  LinkedData best;
  int most = 0;
  std::string page_published;
  simdjson::dom::parser parser;
  for (const HtmlNode* node = root; node != nullptr; node = next_in(node, root)) {
    if (!has_linked_data(*node)) continue;
    for (const std::string& text : json_values(node->first->text)) {
      element document;
      if (parser.parse(text).get(document) != simdjson::SUCCESS) continue;
      Found found;
      find_articles(document, found, 0);
      for (const object& article : found.articles) {
        const int points = belongs(article, clues);
        if (points <= most) continue;
        LinkedData data;
        fill(article, data);
        if (data.empty()) continue;
        most = points;
        best = std::move(data);
      }
      for (const object& page : found.pages)
        if (page_published.empty() && belongs(page, clues) > 0) page_published = member(page, "datePublished");
    }
  }
  best.page_published = std::move(page_published);
  return best;
}

}  // namespace blotter::reader
