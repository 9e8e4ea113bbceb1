#include "indexer/write/article_updater.hpp"

#include "indexer/document/content_hash.hpp"

namespace blotter {

Result<void> ArticleUpdater::put(const Identity& identity, const Xapian::Document& document) {
  const Result<UpsertResult> placed = writer_.put(identity, document);
  if (!placed) return tl::unexpected(placed.error());
  switch (*placed) {
    case UpsertResult::added: ++summary_.added; break;
    case UpsertResult::updated: ++summary_.updated; break;
    case UpsertResult::duplicate: ++summary_.duplicates; return {};
  }
  if ((uncommitted_ += identity.length + 256) < commit_bytes) return {};
  uncommitted_ = 0;
  return writer_.commit();
}

Result<void> ArticleUpdater::put(ReadArticle& read) {
  const Identity identity = identity_of(read.article);
  const Result<bool> known = writer_.drop_if_duplicate(identity);
  if (!known) return tl::unexpected(known.error());
  if (*known) {
    ++summary_.duplicates;
    return {};
  }
  builder_.build(read.article, content_hash(read.article, seed_), read.absolute, document_);
  const Xapian::Document document = to_xapian(document_, vocabulary_);
  builder_.bound_vocabulary();
  return put(identity, document);
}

}  // namespace blotter
