#include "indexer/reader/xml/feed_item.hpp"

#include "indexer/reader/dates.hpp"
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/mail/mime.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/url.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace blotter::reader {
namespace {

bool has_elements(const XmlNode& node) {
  return std::any_of(node.children.begin(), node.children.end(),
                     [](const XmlNode& child) { return !child.name.empty(); });
}

// Atom's rule: what is neither text nor XML is base64.
bool is_base64(const XmlNode& node) {
  const std::string_view type = node.attribute("type");
  if (node.attribute("mode") == "base64") return true;
  return type.find('/') != type.npos && !type.starts_with("text/") && !type.ends_with("xml") &&
         node.attribute("mode").empty();
}

}  // namespace

std::string content_text(const XmlNode& node) {
  if (has_elements(node)) return html_fragment_text(node.inner_markup());
  std::string text = node.all_text();
  const std::string_view type = node.attribute("type");
  if (node.name.starts_with("atom:") && is_base64(node)) {
    if (const std::string decoded = decode_base64(text); !decoded.empty()) return html_fragment_text(decoded);
  }
  if (type == "text" || type == "text/plain" || node.attribute("mode") == "xml") return text;
  return html_fragment_text(text);
}

namespace {

// Atom elements under any of the names they come by ("atom:title", or "title" in a feed without a namespace).
std::string first_text(const XmlNode& node, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (std::string text = node.child_text(name); !text.empty()) return text;
  return {};
}

// The longest of these elements' texts.
std::string max_text(const XmlNode& node, std::initializer_list<std::string_view> names) {
  std::string best;
  for (const XmlNode& child : node.children) {
    if (std::find(names.begin(), names.end(), child.name) == names.end()) continue;
    if (std::string text = content_text(child); text.size() > best.size()) best = std::move(text);
  }
  return best;
}

std::string base_of(const XmlNode& node, const std::string& outer) {
  const std::string_view base = node.attribute("xml:base");
  return base.empty() ? outer : resolve_url(outer, base);
}

std::string link_of(const XmlNode& item) {
  for (const std::string_view name : {"atom:link", "link"})
    for (const XmlNode& child : item.children) {
      const std::string_view href = child.attribute("href");
      const std::string_view rel = child.attribute("rel");
      if (child.name == name && !href.empty() && (rel.empty() || rel == "alternate")) return std::string(href);
    }
  if (std::string text = item.child_text("link"); !text.empty()) return text;
  if (const XmlNode* guid = item.child("guid"))
    if (std::string text(trim(guid->all_text())); is_web_url(text) && guid->attribute("isPermaLink") != "false")
      return text;
  if (const std::string_view about = item.attribute("rdf:about"); is_web_url(about)) return std::string(about);
  for (const XmlNode& child : item.children)
    if ((child.name == "atom:link" || child.name == "link") && !child.attribute("href").empty())
      return std::string(child.attribute("href"));
  return {};
}

std::string date_of(const XmlNode& item) {
  for (const std::string_view name :
       {"pubDate", "atom:published", "published", "atom:issued", "issued", "dc:date", "dcterms:issued",
        "dcterms:created", "atom:created", "pubdate", "date", "atom:updated", "updated", "atom:modified", "modified",
        "dcterms:modified", "dcterms:date"})
    if (const XmlNode* child = item.child(name))
      if (std::string day = day_of(child->all_text()); !day.empty()) return day;
  return {};
}

// "me@example.com (Name)" and "Name <me@example.com>" to the name.
std::string person(std::string_view text) {
  text = trim(text);
  const std::size_t open = text.find('(');
  const std::size_t at = text.find('@');
  if (at != text.npos && open != text.npos && at < open && text.ends_with(')'))
    return std::string(trim(text.substr(open + 1, text.size() - open - 2)));
  const std::size_t angle = text.find('<');
  if (angle != text.npos && angle > 0 && text.find('@', angle) != text.npos)
    return std::string(trim(text.substr(0, angle)));
  return std::string(text);
}

void add_authors(const XmlNode& item, Article& article) {
  for (const XmlNode& child : item.children) {
    if (child.name == "atom:author" || child.name == "author" || child.name == "dc:author") {
      std::string name = first_text(child, {"atom:name", "name"});
      if (name.empty() && child.child("atom:email") == nullptr && child.child("email") == nullptr)
        name = person(child.all_text());
      if (!name.empty()) article.authors.push_back(std::move(name));
    } else if (child.name == "dc:creator") {
      if (std::string name = person(child.all_text()); !name.empty())
        article.authors.push_back(html_fragment_text(name));
    }
  }
  if (!article.authors.empty()) return;
  if (std::string name = first_text(item, {"itunes:author", "dc:contributor", "media:credit"}); !name.empty())
    article.authors.push_back(person(name));
}

void add_keywords(const XmlNode& item, Article& article) {
  for (const XmlNode& child : item.children) {
    if (child.name == "category" || child.name == "dc:subject" || child.name == "atom:category") {
      const std::string_view term = child.attribute("term");
      const std::string_view label = child.attribute("label");
      std::string text = !label.empty() ? std::string(label) : !term.empty() ? std::string(term) : child.all_text();
      article.keywords.push_back(html_fragment_text(text));
    } else if (child.name == "media:keywords" || child.name == "itunes:keywords") {
      split_each(child.all_text(), ",", [&](std::string_view word) { article.keywords.emplace_back(word); });
    }
  }
}

// Drops WordPress's last line of an item: "The post … appeared first on …."
void drop_origin(std::string& body) {
  constexpr std::size_t longest = 600;
  const std::size_t start = body.find_last_of('\n', body.find_last_not_of('\n'));
  if (start == std::string::npos || body.size() - start > longest) return;
  const std::string_view line = trim(std::string_view(body).substr(start));
  for (const auto& [begin, middle] :
       {std::pair("The post ", " appeared first on "), std::pair("Сообщение ", " появились сначала на "),
        std::pair("Der Beitrag ", " erschien zuerst auf "), std::pair("L’article ", " est apparu en premier sur "),
        std::pair("La entrada ", " se publicó primero en ")})
    if (line.starts_with(begin) && line.find(middle) != line.npos) return body.resize(start);
}

}  // namespace

Article feed_article(const XmlNode& item, const XmlNode& around) {
  const XmlNode* channel = around.child("channel");
  const XmlNode& feed = channel != nullptr ? *channel : around;
  const std::string site = link_of(feed);
  const std::string base = base_of(item, base_of(feed, base_of(around, site)));
  Article article;
  for (const std::string_view name : {"title", "atom:title", "dc:title", "media:title", "itunes:title"})
    if (const XmlNode* title = item.child(name); title != nullptr && article.title.empty())
      article.title = content_text(*title);
  article.body = max_text(item, {"content:encoded", "content", "atom:content", "xhtml:body", "body", "fullitem",
                                 "yandex:full-text", "turbo:content", "rambler:fulltext", "full-text", "fulltext"});
  const std::string summary = max_text(
      item, {"description", "summary", "atom:summary", "dc:description", "dcterms:abstract", "itunes:summary"});
  if (summary.size() > article.body.size()) article.body = summary;
  drop_origin(article.body);
  if (article.body.empty())
    article.body = max_text(item, {"media:description", "itunes:subtitle", "tagline", "atom:tagline"});
  const std::string link = link_of(item);
  if (!link.empty()) article.url = resolve_url(base, link);
  article.id = first_text(item, {"guid", "atom:id", "id"});
  if (article.id.empty()) article.id = item.attribute("rdf:about");
  // An entry that is only a link is named by its address.
  if (article.title.empty() && article.body.empty()) article.title = article.url.empty() ? article.id : article.url;
  article.published = date_of(item);
  add_authors(item, article);
  if (article.authors.empty()) add_authors(feed, article);
  add_keywords(item, article);
  article.language = item.attribute("xml:lang");
  for (const std::string_view name : {"dc:language", "language"})
    if (article.language.empty()) article.language = item.child_text(name);
  if (article.language.empty()) article.language = first_text(feed, {"language", "dc:language"});
  if (article.language.empty()) article.language = feed.attribute("xml:lang");
  if (article.language.empty()) article.language = around.attribute("xml:lang");
  article.source = html_fragment_text(first_text(feed, {"title", "atom:title", "dc:title"}));
  return article;
}

}  // namespace blotter::reader
