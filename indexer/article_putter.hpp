// Puts articles into an index that exists, one after the other, so that each is there once; commits as it goes.
#pragma once

#include "common/error.hpp"
#include "indexer/batches.hpp"
#include "indexer/document_builder.hpp"
#include "indexer/identity.hpp"
#include "indexer/index_writer.hpp"
#include "indexer/pipeline.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace blotter {

class ArticlePutter {
 public:
  // Counts into `summary`.  `seed` is analysis_seed().
  ArticlePutter(IndexWriter& writer, const facets::Tagger& tagger, std::uint64_t seed, Summary& summary)
      : writer_(writer), builder_(tagger, writer.watch_facets(), vocabulary_), seed_(seed), summary_(summary) {
    builder_.pack_with(writer.dictionary());
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
