#include "indexer/write/article_updater.hpp"

#include "common/schema.hpp"
#include "indexer/write/selection.hpp"

#include <utility>

namespace blotter {
namespace {

std::string bytes_of(const std::vector<std::uint64_t>& hashes) {
  return {reinterpret_cast<const char*>(hashes.data()), hashes.size() * sizeof(std::uint64_t)};
}

}  // namespace

Result<void> ArticleUpdater::upsert(ReadArticle& read, const std::optional<Xapian::Document>& document) {
  Placement placement;
  try {
    placement = place(identity_of(read.article), read.hash, read.absolute, lookup_);
  } catch (const Xapian::Error& error) {
    return tl::unexpected<Error>(store::to_error(error));
  }
  if (placement.action == Action::superseded) {
    if (!finishing_) return defer(placement, read);
    const bool replaced = run_.contains(placement.target);
    placement.action = replaced ? Action::unchanged : Action::update;
  }
  count(placement);
  if (events_.changed) tell(placement, read.article);
  if (placement.action == Action::duplicate) run_.keep(placement.target);
  else if (placement.target != 0) run_.add(placement.target);
  for (const std::uint32_t docid : placement.dropped) run_.add(docid);
  if (placement.action == Action::unchanged) return {};
  if (placement.action == Action::duplicate) return writer_.drop(placement.dropped);
  return write(placement, read, document);
}

void ArticleUpdater::count(const Placement& placement) {
  switch (placement.action) {
    case Action::add: ++summary_.added; break;
    case Action::update: ++summary_.updated; break;
    case Action::move: ++summary_.moved; break;
    case Action::unchanged: ++summary_.unchanged; return;
    case Action::duplicate: ++summary_.duplicates; return;
    case Action::superseded: return;
  }
  if (!placement.renamed) return;
  ++summary_.renamed;
  if (events_.renamed) events_.renamed(placement.id);
}

void ArticleUpdater::tell(const Placement& placement, const Article& article) {
  const std::string_view what = change_of(placement.action);
  if (what.empty()) return;
  const bool other = placement.action == Action::duplicate;
  events_.changed({what, placement.id, article.title, article.path,
                   other ? id_of(writer_.database(), placement.target) : std::string(), std::string(placement.why)});
}

Result<void> ArticleUpdater::write(const Placement& placement, ReadArticle& read,
                                   const std::optional<Xapian::Document>& document) {
  std::vector<std::uint64_t> superseded = placement.superseded;
  if (const auto waiting = superseded_hashes_.find(placement.target); waiting != superseded_hashes_.end())
    superseded.insert(superseded.end(), waiting->second.begin(), waiting->second.end());
  Result<std::uint32_t> docid = 0;
  if (document && !placement.renamed && superseded.empty()) {
    docid = writer_.upsert(placement, *document);
  } else {
    read.article.id = placement.id;
    builder_.build(read.article, read.hash, read.absolute, document_);
    if (!superseded.empty()) document_.values.emplace_back(schema::slot_superseded, bytes_of(superseded));
    docid = writer_.upsert(placement, to_xapian(document_, vocabulary_));
    builder_.bound_vocabulary();
  }
  if (!docid) return tl::unexpected(docid.error());
  if ((uncommitted_ += read.article.body.size() + 256) < commit_bytes) return {};
  uncommitted_ = 0;
  return writer_.commit();
}

// In the run that wrote the index this article was read, then the one that replaced it.  When that one comes again,
// nothing has changed; only the end of the input shows it.
Result<void> ArticleUpdater::defer(const Placement& placement, const ReadArticle& read) {
  superseded_hashes_[placement.target].push_back(read.hash);
  return superseded_.add(read);
}

Result<void> ArticleUpdater::finish() {
  finishing_ = true;
  superseded_hashes_.clear();
  const Result<void> all = superseded_.each([&](ReadArticle&& read) { return upsert(read); });
  return all ? writer_.commit() : all;
}

}  // namespace blotter
