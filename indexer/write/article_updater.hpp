// Puts articles into an index that exists, one after the other, so that each is there once; commits as it goes.
#pragma once

#include "common/error.hpp"
#include "indexer/document/article_placement.hpp"
#include "indexer/document/document_builder.hpp"
#include "indexer/document/read_article.hpp"
#include "indexer/write/article_spool.hpp"
#include "indexer/write/index_lookup.hpp"
#include "indexer/write/index_writer.hpp"
#include "indexer/write/run_events.hpp"
#include "indexer/write/run_record.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace blotter {

class ArticleUpdater {
 public:
  // Counts in `summary`, reports to `events`, and records in `run` what it has read.  `folder` takes a temporary file.
  // All outlive the object.
  ArticleUpdater(IndexWriter& writer, const facets::Tagger& tagger, std::string folder, RunRecord& run,
                 const RunEvents& events, Summary& summary)
      : writer_(writer),
        builder_(tagger, writer.watch_facets(), vocabulary_),
        lookup_(writer.database(), run),
        superseded_(std::move(folder)),
        run_(run),
        events_(events),
        summary_(summary) {
    builder_.compress_with(writer.dictionary());
    builder_.build_for_shard(writer.shard().has_value());
  }

  // `document`, when there is one, is the article's under its own id; else it is built where it is needed.
  [[nodiscard]] Result<void> upsert(ReadArticle& read, const std::optional<Xapian::Document>& document = {});
  // Decides what had to wait for the end of the input, and commits.
  [[nodiscard]] Result<void> finish();

 private:
  [[nodiscard]] Result<void> write(const Placement& placement, ReadArticle& read,
                                   const std::optional<Xapian::Document>& document);
  [[nodiscard]] Result<void> defer(const Placement& placement, const ReadArticle& read);
  void count(const Placement& placement);
  void tell(const Placement& placement, const Article& article);

  IndexWriter& writer_;
  text::Interner vocabulary_;
  DocumentBuilder builder_;
  IndexDocument document_;
  IndexLookup lookup_;
  ArticleSpool superseded_;  // articles that another one replaced in an earlier run
  std::unordered_map<std::uint32_t, std::vector<std::uint64_t>> superseded_hashes_;  // by that one's docid
  bool finishing_ = false;
  RunRecord& run_;
  const RunEvents& events_;
  Summary& summary_;
  std::size_t uncommitted_ = 0;
};

}  // namespace blotter
