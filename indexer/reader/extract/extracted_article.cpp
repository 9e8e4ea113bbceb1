#include "indexer/reader/extract/extracted_article.hpp"

#include "common/hash.hpp"
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/office/document_article.hpp"

#include <optional>
#include <utility>

namespace blotter::reader {
namespace {

// Emits the text that is read off the pictures of a document, or what an earlier run read off them.
Result<void> emit_recognised(ExtractKind kind, std::string_view bytes, std::string_view wordless, Emitter& emitter,
                             ArticleSink& sink) {
  const OcrSettings& ocr = *emitter.context().ocr;
  const std::uint64_t key = hash_of(bytes, hash_of(ocr.languages)) | 1U;
  if (std::optional<Article> earlier = ocr.find_recognised ? ocr.find_recognised(key) : std::nullopt) {
    Article article;  // as it was read: the rest is found in it again
    article.title = std::move(earlier->title);
    article.body = std::move(earlier->body);
    article.published = std::move(earlier->published);
    article.ocr = earlier->ocr;
    emitter.emit(std::move(article));
    return {};
  }
  Result<Extracted> found = extract(kind, bytes, emitter.limits(), ocr.languages);
  if (!found) return tl::unexpected(found.error());
  if (found->lacks_text) {
    sink.skip(emitter.context().path, wordless);
    return {};
  }
  DocumentFacts facts;
  facts.shown_title = std::move(found->heading);
  Article article = document_article(std::move(facts), std::move(found->text));
  article.ocr = Recognition{found->confidence, key};
  emitter.emit_bounded({}, std::move(article));
  return {};
}

}  // namespace

Result<void> read_picture(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  if (context.ocr == nullptr)
    return fail(ErrorCode::bad_usage, "a picture is read with --ocr only", "--ocr eng reads English text");
  Emitter emitter(context, sink, false);
  const Result<std::string> bytes = read_all(stream, emitter.limits().document_bytes, "document_bytes");
  if (!bytes) return tl::unexpected(bytes.error());
  return emit_recognised(ExtractKind::picture, *bytes, skipped_wordless_picture, emitter, sink);
}

Result<void> read_extracted(ExtractKind kind, ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, false);
  const Result<std::string> bytes = read_all(stream, emitter.limits().document_bytes, "document_bytes");
  if (!bytes) return tl::unexpected(bytes.error());
  Result<Extracted> found = extract(kind, *bytes, emitter.limits());
  if (!found) return tl::unexpected(found.error());
  if (found->lacks_text && context.ocr != nullptr)
    return emit_recognised(ExtractKind::scan, *bytes, skipped_wordless_scan, emitter, sink);
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
