#include "indexer/reader/extract/extracted_article.hpp"

#include "common/hash.hpp"
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/office/document_article.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <utility>

namespace blotter::reader {
namespace {

void emit_found(Extracted&& found, const std::optional<Recognition>& ocr, Emitter& emitter) {
  DocumentFacts facts;
  if (is_stock_title(found.title)) facts.shown_title = std::move(found.heading);
  facts.title = std::move(found.title);
  facts.authors.push_back(std::move(found.author));
  facts.created = std::move(found.created);
  const bool cut = found.text.size() > emitter.limits().article_bytes;
  emit_document(std::move(facts), std::move(found.text), cut, emitter, ocr);
}

// Emits the text of a document with what is read off its pictures, or what an earlier run read off them.
Result<void> emit_recognised(ExtractKind kind, std::string_view bytes, std::string_view wordless, Emitter& emitter,
                             ArticleSink& sink) {
  const OcrSettings& ocr = *emitter.context().ocr;
  const std::uint64_t key = hash_of(bytes, hash_of(ocr.languages)) | 1U;
  if (std::optional<Article> earlier = ocr.find_recognised ? ocr.find_recognised(key) : std::nullopt) {
    Article article;  // as it was read: the rest is found in it again
    article.title = std::move(earlier->title);
    article.body = std::move(earlier->body);
    article.published = std::move(earlier->published);
    article.authors = std::move(earlier->authors);
    article.ocr = earlier->ocr;
    emitter.emit(std::move(article));
    return {};
  }
  Result<Extracted> found = extract(kind, bytes, emitter.limits(), ocr.languages);
  if (!found) return tl::unexpected(found.error());
  if (found->lacks_text) sink.skip(emitter.context().path, wordless);
  else emit_found(std::move(*found), Recognition{found->confidence, key}, emitter);
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
  const bool has_pictures = found->lacks_text || !found->picture_pages.empty();
  if (has_pictures && context.ocr != nullptr) {
    auto recognised = emit_recognised(ExtractKind::scan, *bytes, skipped_wordless_scan, emitter, sink);
    if (recognised || found->lacks_text) return recognised;
    sink.reject("pictures", recognised.error());
  } else if (found->lacks_text) {
    sink.skip(context.path, skipped_scan);
    return {};
  } else {
    for (const std::uint32_t page : found->picture_pages)
      emitter.leave_out(fmt::format("page {}", page + std::uint64_t{1}), skipped_scanned_page);
  }
  emit_found(std::move(*found), std::nullopt, emitter);
  return {};
}

}  // namespace blotter::reader
