// NITF 3.x (IPTC News Industry Text Format): one story a file.
#include "indexer/reader/xml/nitf.hpp"

#include "indexer/reader/dates.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/xml/xml_articles.hpp"
#include "indexer/reader/xml/xml_root.hpp"
#include "indexer/reader/xml/xml_text.hpp"

#include <array>

namespace blotter::reader {
namespace {

constexpr std::array record_names = {std::string_view("nitf")};

std::string attribute_of(const XmlNode& nitf, std::string_view element, std::string_view attribute) {
  const XmlNode* found = nitf.find(element);
  return found != nullptr ? std::string(found->attribute(attribute)) : std::string();
}

int recognise(const Sniff& sniff) { return equal_fold(root_of(sniff).local, "nitf") ? 95 : 0; }

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  return read_xml_articles(stream, context, sink, {record_names, false}, false,
                           [](Emitter& emitter, const XmlNode& nitf, const XmlNode&) {
                             Article article;
                             fill_from_nitf(nitf, article);
                             emitter.emit(std::move(article));
                           });
}

}  // namespace

std::string without_by(std::string_view byline) {
  byline = trim(byline);
  for (const std::string_view by : {"By ", "BY ", "by ", "От ", "Автор: "})
    if (byline.starts_with(by)) byline.remove_prefix(by.size());
  return std::string(trim(byline));
}

void fill_from_nitf(const XmlNode& nitf, Article& article) {
  if (article.title.empty()) article.title = first_line(nitf, {"hl1", "hedline", "title"});
  if (const XmlNode* content = nitf.find("body.content"))
    article.body =
        paragraph_text(*content, {"media", "media-caption", "media-producer", "media-metadata", "media-reference"});
  if (const std::string dateline = first_line(nitf, {"dateline"}); !dateline.empty() && !article.body.empty())
    article.body = dateline + (dateline.ends_with('-') ? " " : " - ") + std::string(trim(article.body));
  for (const auto& [element, attribute] : {std::pair{"date.issue", "norm"},
                                           {"date.release", "norm"},
                                           {"story.date", "norm"},
                                           {"pubdata", "date.publication"}})
    if (article.published.empty()) article.published = day_of(attribute_of(nitf, element, attribute));
  if (article.id.empty()) article.id = attribute_of(nitf, "doc-id", "id-string");
  if (article.source.empty()) article.source = first_line(nitf, {"distributor"});
  if (article.source.empty()) article.source = attribute_of(nitf, "pubdata", "name");
  if (article.source.empty()) article.source = attribute_of(nitf, "doc.copyright", "holder");
  if (article.language.empty()) article.language = nitf.attribute("xml:lang");
  if (const XmlNode* byline = nitf.find("byline"); byline != nullptr && article.authors.empty()) {
    const std::string person = first_line(*byline, {"person"});
    article.authors.push_back(person.empty() ? without_by(byline->all_text()) : person);
  }
  nitf.each([&article](const XmlNode& node) {
    if (node.name == "keyword") article.keywords.emplace_back(node.attribute("key"));
  });
}

extern const Format nitf_format;
constinit const Format nitf_format{"nitf", "NITF 3.x story", "xml nitf", recognise, read};

}  // namespace blotter::reader
