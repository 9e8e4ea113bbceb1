#include "indexer/reader/html/json_ld.hpp"

#include "indexer/reader/html/html_measure.hpp"
#include "indexer/reader/json/json_article.hpp"
#include "indexer/reader/strings.hpp"

#include <simdjson.h>

namespace blotter::reader {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr int deepest = 6;

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

// The object that describes the page's story.
bool find_article(element value, object& found, int depth) {
  if (depth > deepest) return false;
  array list;
  if (value.get(list) == simdjson::SUCCESS) {
    for (const element item : list)
      if (find_article(item, found, depth + 1)) return true;
    return false;
  }
  object o;
  if (value.get(o) != simdjson::SUCCESS) return false;
  if (has_article_type(o)) {
    found = o;
    return true;
  }
  for (const char* name : {"@graph", "mainEntity", "mainEntityOfPage"}) {
    element inner;
    if (o[name].get(inner) == simdjson::SUCCESS && find_article(inner, found, depth + 1)) return true;
  }
  return false;
}

std::string member(object o, const char* name) {
  element value;
  if (o[name].get(value) != simdjson::SUCCESS) return {};
  array list;
  if (value.get(list) == simdjson::SUCCESS) {
    for (const element first : list) return json_text(first);
    return {};
  }
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
  data.published = member(o, "datePublished");
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

// Raw line breaks inside strings are not JSON, but common; blanks serve as well.
std::string strict(std::string_view text) {
  text = trim(text);
  for (const std::string_view start : {"<![CDATA[", "<!--", "//<![CDATA[", "/*<![CDATA[*/"})
    if (text.starts_with(start)) text.remove_prefix(start.size());
  for (const std::string_view end : {"//]]>", "]]>", "-->", "/*]]>*/", ";"})
    if (text.ends_with(end)) text.remove_suffix(end.size());
  std::string out(trim(text));
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return out;
}

}  // namespace

LinkedData read_linked_data(const HtmlNode* root) {
  LinkedData data;
  simdjson::dom::parser parser;
  for (const HtmlNode* node = root; node != nullptr; node = next_in(node, root)) {
    if (node->tag != Tag::script || node->first == nullptr ||
        find_fold(node->attribute("type"), "ld+json") == std::string_view::npos)
      continue;
    element document;
    const std::string text = strict(node->first->text);
    if (parser.parse(text).get(document) != simdjson::SUCCESS) continue;
    object article;
    if (!find_article(document, article, 0)) continue;
    fill(article, data);
    if (!data.empty()) return data;
  }
  return data;
}

}  // namespace blotter::reader
