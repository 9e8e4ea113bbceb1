// RSS 0.9x, 1.0 and 2.0 and Atom 0.3 and 1.0 (RFC 4287), with the content, Dublin Core and media extensions.
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/dates.hpp"
#include "indexer/reader/emitter.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/html_text.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/url.hpp"
#include "indexer/reader/xml_records.hpp"
#include "indexer/reader/xml_root.hpp"

#include <array>
#include <initializer_list>

namespace blotter::reader {
namespace {

constexpr std::array record_names = {std::string_view("item"), std::string_view("atom:entry"),
                                     std::string_view("entry")};

// Atom elements under any of the names they come by ("atom:title", or "title" in a feed without a namespace).
std::string first_text(const XmlNode& node, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (std::string text = node.child_text(name); !text.empty()) return text;
  return {};
}

// Atom 0.3 has modes, Atom 1.0 types; RSS holds escaped HTML without saying so.
std::string content_text(const XmlNode& node) {
  const std::string_view type = node.attribute("type");
  if (type == "xhtml" || type.find("xhtml+xml") != type.npos || node.attribute("mode") == "xml" ||
      node.find("xhtml:div") != nullptr)
    return html_fragment_text(node.inner_markup());
  const std::string text = node.all_text();
  if (type == "text" || type == "text/plain") return text;
  return html_fragment_text(text);
}

// The longest of these elements' texts.
std::string longest_text(const XmlNode& node, std::initializer_list<std::string_view> names) {
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
      if (std::string day = utc_day_of(child->all_text()); !day.empty()) return day;
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
    if (child.name == "atom:author" || child.name == "author") {
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

Article article_of(const XmlNode& item, const XmlNode& around) {
  const XmlNode* channel = around.child("channel");
  const XmlNode& feed = channel != nullptr ? *channel : around;
  const std::string site = link_of(feed);
  const std::string base = base_of(item, base_of(feed, base_of(around, site)));
  Article article;
  for (const std::string_view name : {"title", "atom:title", "dc:title", "media:title", "itunes:title"})
    if (const XmlNode* title = item.child(name); title != nullptr && article.title.empty())
      article.title = content_text(*title);
  article.body = longest_text(item, {"content:encoded", "content", "atom:content", "xhtml:body", "body", "fullitem"});
  const std::string summary = longest_text(
      item, {"description", "summary", "atom:summary", "dc:description", "dcterms:abstract", "itunes:summary"});
  if (summary.size() > article.body.size()) article.body = summary;
  if (article.body.empty())
    article.body = longest_text(item, {"media:description", "itunes:subtitle", "tagline", "atom:tagline"});
  const std::string link = link_of(item);
  if (!link.empty()) article.url = resolve_url(base, link);
  article.id = first_text(item, {"guid", "atom:id", "id"});
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

int recognise(const Sniff& sniff) {
  const XmlRoot root = root_of(sniff);
  if (equal_fold(root.local, "rss")) return root.head.find("wordpress.org/export") != std::string::npos ? 60 : 90;
  if (root.local == "RDF")
    return root.head.find("<item") != std::string::npos || root.head.find("rss") != std::string::npos ? 85 : 0;
  if (root.local == "feed") return 90;
  return root.local == "entry" && root.attributes.find("Atom") != std::string::npos ? 80
         : root.local == "channel"                                                  ? 60
                                                                                    : 0;
}

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, true);
  Utf8Stream utf8(stream, context.charset);
  const RecordRules rules{record_names, false};
  return read_records(
      utf8, emitter.limits(), rules,
      [&emitter](const XmlNode& item, const XmlNode& around) {
        Article article = article_of(item, around);
        if (article.title.empty() && article.body.empty()) {
          // Items of a picture or a sound only are common and no fault.
          emitter.skip();
          return;
        }
        emitter.emit(std::move(article));
      },
      [&emitter](const std::string& where, Error error) {
        emitter.reject(where, error.code, std::move(error.message));
      });
}

}  // namespace

extern const Format feed_format;
constinit const Format feed_format{"feed", "RSS 0.9x, 1.0, 2.0 and Atom", "rss atom rdf xml", recognise, read};

}  // namespace blotter::reader
