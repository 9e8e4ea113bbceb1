// NewsML-G2 (newsItem, in a newsMessage or alone) and NewsML 1.x (NewsItem).
#include "indexer/reader/dates.hpp"
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/xml/nitf.hpp"
#include "indexer/reader/xml/xml_articles.hpp"
#include "indexer/reader/xml/xml_root.hpp"
#include "indexer/reader/xml/xml_text.hpp"

#include <array>

namespace blotter::reader {
namespace {

constexpr std::array record_names = {std::string_view("newsItem"), std::string_view("NewsItem")};

// Inline content: NITF, XHTML or plain text.
std::string text_in(const XmlNode& content, Article& article) {
  if (const XmlNode* nitf = content.find("nitf")) {
    Article inner;
    fill_from_nitf(*nitf, inner);
    if (article.title.empty()) article.title = inner.title;
    if (article.authors.empty()) article.authors = inner.authors;
    return inner.body;
  }
  for (const std::string_view body : {"xhtml:body", "body", "body.content"})
    if (const XmlNode* found = content.find(body))
      return paragraph_text(*found, {"script", "style", "figcaption", "media-caption"});
  const bool markup =
      std::any_of(content.children.begin(), content.children.end(), [](const XmlNode& c) { return !c.name.empty(); });
  return markup ? paragraph_text(content) : html_fragment_text(content.all_text());
}

void add_names(const XmlNode& node, std::string_view name, std::vector<std::string>& into) {
  node.each([&](const XmlNode& found) {
    if (found.name != name) return;
    std::string text = first_line(found, {"name"});
    if (text.empty()) text = without_by(found.all_text());
    if (text.empty()) text = found.attribute("literal");
    if (!text.empty()) into.push_back(std::move(text));
  });
}

std::string party(const XmlNode& item, std::string_view name) {
  const XmlNode* found = item.find(name);
  if (found == nullptr) return {};
  if (std::string text = first_line(*found, {"name"}); !text.empty()) return text;
  if (const std::string_view literal = found->attribute("literal"); !literal.empty()) return std::string(literal);
  const std::string_view code = found->attribute("qcode");
  return std::string(code.substr(code.find(':') + 1));
}

Article from_g2(const XmlNode& item) {
  Article article;
  article.id = item.attribute("guid");
  article.title = first_line(item, {"headline"});
  for (const std::string_view name : {"inlineXML", "inlineData"})
    if (const XmlNode* content = item.find(name); content != nullptr && article.body.empty())
      article.body = text_in(*content, article);
  if (article.title.empty()) article.title = first_line(item, {"xhtml:title", "title"});
  if (article.body.empty()) article.body = first_line(item, {"description"});
  for (const std::string_view name : {"contentCreated", "firstCreated", "versionCreated", "contentModified"})
    if (article.published.empty()) article.published = day_of(first_line(item, {name}));
  if (const XmlNode* language = item.find("language")) article.language = language->attribute("tag");
  if (article.language.empty()) article.language = item.attribute("xml:lang");
  article.source = party(item, "provider");
  if (article.source.empty()) article.source = first_line(item, {"copyrightNotice", "infoSource"});
  add_names(item, "by", article.authors);
  if (article.authors.empty()) add_names(item, "creator", article.authors);
  add_names(item, "keyword", article.keywords);
  return article;
}

std::string formal_name(const XmlNode& item, std::string_view name) {
  const XmlNode* found = item.find(name);
  return found != nullptr ? std::string(found->attribute("FormalName")) : std::string();
}

Article from_newsml1(const XmlNode& item) {
  Article article;
  article.id = first_line(item, {"PublicIdentifier"});
  article.title = first_line(item, {"HeadLine", "NewsLineText"});
  item.each([&article](const XmlNode& node) {
    if (node.name == "DataContent") article.body += text_in(node, article) + "\n";
    else if (node.name == "KeywordLine") article.keywords.push_back(node.all_text());
    else if (node.name == "ByLine") article.authors.push_back(without_by(node.all_text()));
  });
  for (const std::string_view name : {"FirstCreated", "ThisRevisionCreated", "DateId"})
    if (article.published.empty()) article.published = day_of(first_line(item, {name}));
  article.language = formal_name(item, "Language");
  if (article.language.empty()) article.language = item.attribute("xml:lang");
  if (const XmlNode* provider = item.find("Provider")) article.source = formal_name(*provider, "Party");
  if (article.source.empty()) article.source = first_line(item, {"CreditLine", "ProviderId"});
  return article;
}

// Pictures, graphics and withdrawn stories are not articles.
bool is_left_out(const XmlNode& item) {
  for (const std::string_view name : {"itemClass", "pubStatus"})
    if (const XmlNode* found = item.find(name)) {
      const std::string_view code = found->attribute("qcode");
      for (const std::string_view no : {"ninat:picture", "ninat:graphic", "ninat:audio", "ninat:video",
                                        "ninat:animation", "stat:canceled", "stat:withheld"})
        if (code == no) return true;
    }
  return formal_name(item, "Status") == "Canceled";
}

int recognise(const Sniff& sniff) {
  const XmlRoot root = root_of(sniff);
  for (const std::string_view name : {"newsMessage", "newsItem", "NewsML", "NewsItem"})
    if (root.local == name) return 95;
  return 0;
}

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  return read_xml_articles(stream, context, sink, {record_names, false}, true,
                           [](Emitter& emitter, const XmlNode& item, const XmlNode&) {
                             if (is_left_out(item)) return emitter.skip();
                             emitter.emit(item.name == "newsItem" ? from_g2(item) : from_newsml1(item));
                           });
}

}  // namespace

extern const Format newsml_format;
constinit const Format newsml_format{"newsml", "NewsML-G2 and NewsML 1.x", "xml newsml", recognise, read};

}  // namespace blotter::reader
