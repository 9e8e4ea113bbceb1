// PDF, by poppler in blotter-extract; a scan, whose pages are pictures, is skipped.
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/extract/extractor.hpp"
#include "indexer/reader/office/document_article.hpp"

#include <utility>

namespace blotter::reader {
namespace {

int recognise(const Sniff& sniff) {
  // Some have a few bytes in front.
  return sniff.head.substr(0, 1024).find("%PDF-") != std::string_view::npos ? 95 : 0;
}

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, false);
  const Result<std::string> bytes = read_all(stream, emitter.limits().document_bytes, "document_bytes");
  if (!bytes) return tl::unexpected(bytes.error());
  Result<Extracted> found = extract(ExtractKind::pdf, *bytes, emitter.limits());
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

}  // namespace

extern const Format pdf_format;
constinit const Format pdf_format{"pdf", "PDF with text", "pdf", recognise, read, false, true};

}  // namespace blotter::reader
