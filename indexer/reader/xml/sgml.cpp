// SGML of test collections and old wires: Reuters-21578 (<REUTERS NEWID=…>) and TREC (<DOC><DOCNO>…).
#include "indexer/reader/dates.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/text/markdown.hpp"
#include "indexer/reader/xml/nitf.hpp"
#include "indexer/reader/xml/xml_articles.hpp"
#include "indexer/reader/xml/xml_root.hpp"
#include "indexer/reader/xml/xml_text.hpp"

#include <array>

namespace blotter::reader {
namespace {

constexpr std::array record_names = {std::string_view("reuters"), std::string_view("doc")};

// A wire's text: lines of 70 columns, paragraphs indented, the agency's name alone on the last line.
std::string wire_text(std::string_view raw) {
  std::string text;
  for (const char c : raw)
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\n') text += c;
  std::string_view body = trim(text);
  const std::size_t last = body.rfind('\n');
  if (last != body.npos && trim(body.substr(last)).size() < 12 && trim(body.substr(last)).find('.') == body.npos)
    body = trim(body.substr(0, last));
  // trim took the indent of the first line; the others keep theirs.
  return unwrap_lines(body);
}

Article from_reuters(const XmlNode& record) {
  Article article;
  article.id = record.attribute("newid");
  article.published = day_of(record.child_text("date"));
  article.source = "Reuters";
  const XmlNode* text = record.child("text");
  if (text == nullptr) return article;
  article.title = text->child_text("title");
  const XmlNode* body = text->child("body");
  std::string raw = body != nullptr ? body->all_text() : std::string();
  if (body == nullptr)
    for (const XmlNode& child : text->children)
      if (child.name.empty()) raw += child.text;
  article.body = wire_text(raw);
  if (const std::string dateline = text->child_text("dateline"); !dateline.empty() && !article.body.empty())
    article.body = dateline + " " + article.body;
  if (const std::string author = text->child_text("author"); !author.empty())
    article.authors.push_back(without_by(author));
  for (const std::string_view list : {"topics", "places", "orgs"})
    if (const XmlNode* values = record.child(list))
      for (const XmlNode& value : values->children)
        if (value.name == "d") article.keywords.push_back(value.all_text());
  return article;
}

std::string joined(const XmlNode& record, std::initializer_list<std::string_view> names) {
  std::string out;
  for (const XmlNode& child : record.children)
    if (std::find(names.begin(), names.end(), child.name) != names.end()) {
      const bool marked = child.find("p") != nullptr;
      out += marked ? paragraph_text(child) : unwrap_lines(trim(child.all_text()));
      out += '\n';
    }
  return out;
}

Article from_trec(const XmlNode& record) {
  Article article;
  article.id = record.child_text("docno");
  if (article.id.empty()) article.id = record.child_text("docid");
  article.title = first_line(record, {"headline", "head", "hl", "title", "ti", "h3"});
  article.body = joined(record, {"leadpara", "lp", "text", "body", "graphic"});
  for (const std::string_view name : {"date", "date_time", "datetime", "pubdate", "date1", "dd"})
    if (article.published.empty()) article.published = day_of(first_line(record, {name}));
  if (const std::string byline = first_line(record, {"byline"}); !byline.empty())
    article.authors.push_back(without_by(byline));
  if (const std::string dateline = first_line(record, {"dateline"}); !dateline.empty() && !article.body.empty())
    article.body = dateline + " - " + article.body;
  article.url = first_line(record, {"url", "dochdr"});
  article.url = article.url.substr(0, article.url.find_first_of(" \n"));
  article.source = first_line(record, {"source", "so", "pub"});
  return article;
}

int recognise(const Sniff& sniff) {
  const XmlRoot root = root_of(sniff);
  if (equal_fold(root.local, "reuters")) return 95;
  return equal_fold(root.local, "doc") && find_fold(root.head(), "<docno>") != std::string::npos ? 95 : 0;
}

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  return read_xml_articles(stream, context, sink, {record_names, true}, true,
                           [](Emitter& emitter, const XmlNode& record, const XmlNode&) {
                             Article article = record.name == "reuters" ? from_reuters(record) : from_trec(record);
                             if (trim(article.title).empty() && trim(article.body).empty()) return emitter.skip();
                             emitter.emit(std::move(article));
                           });
}

}  // namespace

extern const Format sgml_format;
constinit const Format sgml_format{"sgml", "Reuters-21578 and TREC SGML", "sgm sgml trec", recognise, read};

}  // namespace blotter::reader
