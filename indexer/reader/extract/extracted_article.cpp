#include "indexer/reader/extract/extracted_article.hpp"

#include "indexer/reader/bytes.hpp"
#include "indexer/reader/office/document_article.hpp"

#include <utility>

namespace blotter::reader {

Result<void> read_extracted(ExtractKind kind, ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, false);
  const Result<std::string> bytes = read_all(stream, emitter.limits().document_bytes, "document_bytes");
  if (!bytes) return tl::unexpected(bytes.error());
  Result<Extracted> found = extract(kind, *bytes, emitter.limits());
  if (!found) return tl::unexpected(found.error());
  if (found->lacks_text) {
    sink.skip(context.path, skipped_scan);
    return {};
  }
  DocumentFacts facts;
  if (is_stock_title(found->title)) facts.shown_title = std::move(found->heading);
  facts.title = std::move(found->title);
  facts.authors.push_back(std::move(found->author));
  facts.created = std::move(found->created);
  const bool cut = found->text.size() > emitter.limits().article_bytes;
  emit_document(std::move(facts), std::move(found->text), cut, emitter);
  return {};
}

}  // namespace blotter::reader
