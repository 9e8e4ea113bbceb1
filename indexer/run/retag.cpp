#include "indexer/run/retag.hpp"

#include "common/schema.hpp"
#include "common/store/stored_articles.hpp"
#include "indexer/document/document_builder.hpp"
#include "indexer/source/interrupt.hpp"
#include "indexer/write/index_lookup.hpp"
#include "indexer/write/index_writer.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace blotter {
namespace {

// The article without what a tagger found.
Article untagged(const Article& article) {
  Article plain = article;
  for (Facet& facet : plain.facets) {
    std::erase_if(facet.values, [](const FacetValue& value) { return !value.given; });
    for (FacetValue& value : facet.values) {
      value.mentions = 0;
      value.evidence.clear();
      value.inferred = false;
      value.elements.clear();
    }
  }
  std::erase_if(plain.facets, [](const Facet& facet) { return facet.values.empty(); });
  return plain;
}

class Retagger {
 public:
  Retagger(IndexWriter& writer, const facets::Tagger& tagger)
      : writer_(writer), articles_(writer.database()), builder_(tagger, writer.watch_facets(), vocabulary_) {
    builder_.compress_with(writer.dictionary());
    builder_.build_for_shard(writer.shard().has_value());
  }

  // Whether the article has other facets now.  May throw Xapian::Error.
  Result<bool> tag(Xapian::docid docid) {
    const Result<Article> article = articles_.read(docid);
    if (!article) return tl::unexpected<Error>(article.error());
    const Article plain = untagged(*article);
    Article tagged = plain;
    builder_.enrich(tagged);
    if (tagged.facets == article->facets) return false;
    if (Result<void> replaced = replace(docid, plain); !replaced) return tl::unexpected(replaced.error());
    uncommitted_ += plain.body.size();
    if (uncommitted_ < commit_bytes) return true;
    uncommitted_ = 0;
    if (Result<void> done = writer_.commit(); !done) return tl::unexpected(done.error());
    return true;
  }

 private:
  Result<void> replace(Xapian::docid docid, Article article) {
    const Xapian::Document old = writer_.database().get_document(docid);
    builder_.build(article, content_hash_in(old.get_value(schema::slot_content_hash)), {}, document_);
    Xapian::Document fresh = to_xapian(document_, vocabulary_);
    builder_.bound_vocabulary();
    // What comes from the run that read it.
    if (const std::string superseded = old.get_value(schema::slot_superseded); !superseded.empty())
      fresh.add_value(schema::slot_superseded, superseded);
    if (const std::string file = path_term_of(writer_.database(), docid); !file.empty()) fresh.add_boolean_term(file);
    Placement placement;
    placement.target = docid;
    const Result<std::uint32_t> put = writer_.upsert(placement, fresh);
    return put ? Result<void>() : tl::unexpected(put.error());
  }

  IndexWriter& writer_;
  store::StoredArticles articles_;
  text::Interner vocabulary_;
  DocumentBuilder builder_;
  IndexDocument document_;
  std::size_t uncommitted_ = 0;
};

}  // namespace

bool needs_retagging(const IndexLock& index, const facets::Tagger& tagger) {
  return index.has_index() && kept_watchlist(index.directory()) != tagger.watch_text();
}

Result<Retagged> retag(IndexLock& index, const facets::Tagger& tagger) {
  const auto start = std::chrono::steady_clock::now();
  Result<IndexWriter> writer = IndexWriter::open(index.directory(), tagger.watch_values());
  if (!writer) return tl::unexpected(writer.error());
  Retagged result;
  try {
    const std::vector<Xapian::docid> docids(writer->database().postlist_begin({}), writer->database().postlist_end({}));
    Retagger retagger(*writer, tagger);
    for (const Xapian::docid docid : docids) {
      if (source::interrupted()) break;
      const Result<bool> changed = retagger.tag(docid);
      if (!changed) return tl::unexpected(changed.error());
      ++result.articles;
      if (*changed) ++result.changed;
    }
  } catch (const Xapian::Error& error) {
    return tl::unexpected(store::to_error(error));
  }
  if (!source::interrupted())
    if (const Result<void> kept = writer->remember_watchlist(tagger.watch_text()); !kept)
      return tl::unexpected(kept.error());
  if (const Result<void> done = writer->commit(); !done) return tl::unexpected(done.error());
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

}  // namespace blotter
