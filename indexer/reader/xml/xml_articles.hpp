// The loop of every XML and SGML format: decode the bytes, cut them into records, make an article of each.
#pragma once

#include "indexer/reader/emitter.hpp"
#include "indexer/reader/xml/xml_records.hpp"

#include <functional>

namespace blotter::reader {

// Calls `take(emitter, record, around)` for every record of the stream; `take` emits the record's article, or skips it.
// `around` is as for read_records().  `several`: a file may hold more than one article (Emitter).  Records that are
// lost are rejected by name; an error of the stream ends the reading and is returned.
Result<void> read_xml_articles(
    ByteStream& stream, const ReadContext& context, ArticleSink& sink, const RecordRules& rules, bool several,
    const std::function<void(Emitter& emitter, const XmlNode& record, const XmlNode& around)>& take);

}  // namespace blotter::reader
