#include "indexer/write/planned_articles.hpp"

#include "common/hash.hpp"
#include "indexer/write/selection.hpp"

#include <algorithm>
#include <utility>

namespace blotter {
namespace {

std::uint64_t key(const std::string& text) { return hash_of(text); }

}  // namespace

PlannedArticles::PlannedArticles(const std::string& directory) {
  Result<store::OpenIndex> index = store::open(directory);
  if (!index) return;
  open_ = std::move(*index);
  const Xapian::docid last = open_->database.get_lastdocid();
  first_ = last + 1;
  run_ = RunRecord(last);
  dropped_ = RunRecord(last);
  index_ = std::make_unique<IndexLookup>(open_->database, run_);
}

bool PlannedArticles::is_there(std::uint32_t handle) {
  return is_planned(handle) ? !planned(handle).dropped : !dropped_.contains(handle);
}

void PlannedArticles::drop(std::uint32_t handle) {
  run_.add(handle);
  if (is_planned(handle)) planned(handle).dropped = true;
  else dropped_.add(handle);
}

std::optional<KnownArticle> PlannedArticles::by_id(const std::string& id) {
  if (const auto at = ids_.find(key(id)); at != ids_.end() && is_there(at->second)) return planned(at->second).article;
  if (!index_) return std::nullopt;
  std::optional<KnownArticle> known = index_->by_id(id);
  return known && is_there(known->handle) ? known : std::nullopt;
}

std::vector<KnownArticle> PlannedArticles::by_url(const std::string& url, std::uint32_t except) {
  std::vector<KnownArticle> found;
  if (index_)
    for (KnownArticle& known : index_->by_url(url, except))
      if (is_there(known.handle)) found.push_back(std::move(known));
  const auto [begin, end] = urls_.equal_range(key(url));
  for (auto at = begin; at != end; ++at)
    if (at->second != except && is_there(at->second)) found.push_back(planned(at->second).article);
  return found;
}

std::vector<std::uint32_t> PlannedArticles::by_text(std::uint64_t text) {
  std::vector<std::uint32_t> found;
  if (text == 0) return found;
  if (index_) found = index_->by_text(text);
  std::erase_if(found, [this](std::uint32_t handle) { return !is_there(handle); });
  if (const auto at = texts_.find(text); at != texts_.end() && is_there(at->second)) found.push_back(at->second);
  return found;
}

bool PlannedArticles::is_ambiguous(const std::string& id) { return index_ && index_->is_ambiguous(id); }

bool PlannedArticles::is_from(std::uint32_t handle, const std::string& absolute) {
  return is_planned(handle) ? planned(handle).file == key(absolute) : index_->is_from(handle, absolute);
}

bool PlannedArticles::file_is_gone(std::uint32_t handle) {
  return !is_planned(handle) && index_ && index_->file_is_gone(handle);
}

std::string PlannedArticles::id(std::uint32_t handle) {
  return is_planned(handle) ? planned(handle).id : id_of(open_->database, handle);
}

Placement PlannedArticles::place(const Identity& article, std::uint64_t hash, const std::string& absolute) {
  Placement placement = blotter::place(article, hash, absolute, *this);
  if (placement.action == Action::superseded) return placement;  // the end of the input decides
  for (const std::uint32_t handle : placement.dropped) drop(handle);
  if (placement.action == Action::duplicate) run_.keep(placement.target);
  else if (placement.target != 0) run_.add(placement.target);
  const bool writes =
      placement.action == Action::add || placement.action == Action::update || placement.action == Action::move;
  if (!writes) return placement;
  if (placement.target != 0) drop(placement.target);
  const std::uint32_t handle = first_ + static_cast<std::uint32_t>(planned_.size());
  Planned& one =
      planned_.emplace_back(Planned{KnownArticle(article), placement.id, article.text, key(absolute), false});
  one.article.handle = handle;
  one.article.hash = hash;
  one.article.superseded = placement.superseded;
  ids_[key(placement.id)] = handle;
  if (!article.url.empty()) urls_.emplace(key(article.url), handle);
  if (article.text != 0) texts_[article.text] = handle;
  return placement;
}

}  // namespace blotter
