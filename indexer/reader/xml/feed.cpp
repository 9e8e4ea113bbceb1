// RSS 0.9x, 1.0 and 2.0 and Atom 0.3 and 1.0 (RFC 4287), with the content, Dublin Core and media extensions.
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/xml/feed_item.hpp"
#include "indexer/reader/xml/xml_articles.hpp"
#include "indexer/reader/xml/xml_root.hpp"

#include <array>

namespace blotter::reader {
namespace {

constexpr std::array record_names = {std::string_view("item"), std::string_view("atom:entry"),
                                     std::string_view("entry")};

int recognise(const Sniff& sniff) {
  const XmlRoot root = root_of(sniff);
  if (equal_fold(root.local, "rss")) return root.head().find("wordpress.org/export") != std::string::npos ? 60 : 90;
  if (root.local == "RDF")
    return root.head().find("<item") != std::string::npos || root.head().find("rss") != std::string::npos ? 85 : 0;
  if (root.local == "feed") return 90;
  return root.local == "entry" && root.attributes.find("Atom") != std::string::npos ? 80
         : root.local == "channel"                                                  ? 60
                                                                                    : 0;
}

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  return read_xml_articles(stream, context, sink, {record_names, false}, true,
                           [](Emitter& emitter, const XmlNode& item, const XmlNode& around) {
                             Article article = feed_article(item, around);
                             if (article.title.empty() && article.body.empty()) {
                               // Items of a picture or a sound only are common and not an error.
                               emitter.skip();
                               return;
                             }
                             emitter.emit(std::move(article));
                           });
}

}  // namespace

extern const Format feed_format;
constinit const Format feed_format{"feed", "RSS 0.9x, 1.0, 2.0 and Atom", "rss atom rdf xml", recognise, read};

}  // namespace blotter::reader
