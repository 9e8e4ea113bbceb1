// Puts articles into an index that exists, one after the other, so that each is there once; commits as it goes.
#pragma once

#include "common/error.hpp"
#include "indexer/document/document_builder.hpp"
#include "indexer/document/identity.hpp"
#include "indexer/run/batches.hpp"
#include "indexer/run/pipeline.hpp"
#include "indexer/write/index_writer.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace blotter {

class ArticleUpdater {
 public:
  // Counts into `summary`.  `seed` is analysis_seed().
  ArticleUpdater(IndexWriter& writer, const facets::Tagger& tagger, std::uint64_t seed, Summary& summary)
      : writer_(writer), builder_(tagger, writer.watch_facets(), vocabulary_), seed_(seed), summary_(summary) {
    builder_.compress_with(writer.dictionary());
  }

  // An article whose document is made already.
  [[nodiscard]] Result<void> put(const Identity& identity, const Xapian::Document& document);
  // An article that is likely to be there: its document is made only when it is not.
  [[nodiscard]] Result<void> put(ReadArticle& read);

 private:
  IndexWriter& writer_;
  text::Interner vocabulary_;
  DocumentBuilder builder_;
  IndexDocument document_;
  std::uint64_t seed_;
  Summary& summary_;
  std::size_t uncommitted_ = 0;
};

}  // namespace blotter
