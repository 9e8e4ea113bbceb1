#include "indexer/reader/xml/xml_articles.hpp"

#include "indexer/reader/encoding.hpp"

#include <utility>

namespace blotter::reader {

Result<void> read_xml_articles(
    ByteStream& stream, const ReadContext& context, ArticleSink& sink, const RecordRules& rules, bool several,
    const std::function<void(Emitter& emitter, const XmlNode& record, const XmlNode& around)>& take) {
  Emitter emitter(context, sink, several);
  Utf8Stream utf8(stream, context.charset);
  return read_records(
      utf8, emitter.limits(), rules,
      [&](const XmlNode& record, const XmlNode& around) { take(emitter, record, around); },
      [&](const std::string& where, Error error) { emitter.reject(where, error.code, std::move(error.message)); });
}

}  // namespace blotter::reader
