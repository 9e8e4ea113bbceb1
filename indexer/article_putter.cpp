#include "indexer/article_putter.hpp"

#include "indexer/content_hash.hpp"

namespace blotter {

Result<void> ArticlePutter::put(const Identity& identity, const Xapian::Document& document) {
  const Result<Placed> placed = writer_.put(identity, document);
  if (!placed) return tl::unexpected(placed.error());
  switch (*placed) {
    case Placed::added: ++summary_.added; break;
    case Placed::updated: ++summary_.updated; break;
    case Placed::duplicate: ++summary_.duplicates; return {};
  }
  if ((uncommitted_ += identity.length + 256) < commit_bytes) return {};
  uncommitted_ = 0;
  return writer_.commit();
}

Result<void> ArticlePutter::put(ReadArticle& read) {
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
