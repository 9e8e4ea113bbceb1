#include "indexer/document/article_placement.hpp"

#include "common/hash.hpp"

#include <algorithm>
#include <utility>

namespace blotter {
namespace {

bool contains(const std::vector<std::uint64_t>& hashes, std::uint64_t hash) {
  return std::find(hashes.begin(), hashes.end(), hash) != hashes.end();
}

std::uint64_t key(const std::string& text) { return text.empty() ? 0 : hash_of(text); }

constexpr std::string_view why_moved = "its file is gone from where it was";
constexpr std::string_view why_renamed = "another article has its id";

class Placer {
 public:
  Placer(const Identity& article, std::uint64_t hash, const std::string& absolute, KnownArticles& known)
      : article_(article), self_(article), hash_(hash), absolute_(absolute), known_(known) {}

  Placement place() {
    find_own();
    if (own_ && own_->hash == hash_) return same_content();
    if (own_ && contains(own_->superseded, hash_)) return placed(Action::superseded, own_->handle);
    if (const std::optional<std::uint32_t> other = better_article()) return duplicate_of(*other);
    if (own_) return replace_own();
    if (!moved_.empty()) {
      const std::uint32_t target = moved_.front();
      placement_.dropped.insert(placement_.dropped.end(), moved_.begin() + 1, moved_.end());
      placement_.why = why_moved;
      return placed(Action::move, target);
    }
    if (placement_.dropped.empty()) return placed(Action::add, 0);
    placement_.why = "its URL was that of a shorter article";
    return placed(Action::update, 0);
  }

 private:
  Placement placed(Action action, std::uint32_t target) {
    placement_.action = action;
    placement_.target = target;
    return std::move(placement_);
  }

  // Whether the article that has the name `id` is this one.
  bool is_same(const KnownArticle& there, const std::string& id) {
    if (there.hash == hash_ || contains(there.superseded, hash_) || there.agrees_with(self_)) return true;
    if (there.source != self_.source) return self_.url != 0 && there.url == self_.url;
    if (there.title == 0 && self_.title == 0) return true;
    // Another title and another text: a new version, unless this run has both or others kept apart.
    return !known_.in_this_run(there.handle) && !known_.is_ambiguous(id);
  }

  // The article's name, and the article that has it.
  void find_own() {
    std::string& id = placement_.id;
    id = article_.id;
    own_ = known_.by_id(id);
    if (!own_ || is_same(*own_, id)) return;
    placement_.renamed = true;
    placement_.why = why_renamed;
    if (own_->source != self_.source) {
      id = scoped_id(article_);
      own_ = known_.by_id(id);
      if (!own_ || is_same(*own_, id)) return;
    }
    id = distinct_id(id, article_);
    own_ = known_.by_id(id);
  }

  Placement same_content() {
    const std::uint32_t own = own_->handle;
    placement_.why = "the same article";
    if (known_.is_from(own, absolute_))
      return placed(known_.in_this_run(own) ? Action::duplicate : Action::unchanged, own);
    if (known_.in_this_run(own) || !known_.file_is_gone(own)) return placed(Action::duplicate, own);
    placement_.superseded = own_->superseded;
    placement_.why = why_moved;
    return placed(Action::move, own);
  }

  // An article that stays in place of this one; else collects those that this one replaces.
  std::optional<std::uint32_t> better_article() {
    for (const std::uint32_t other : known_.by_text(article_.text)) {
      if (is_own(other)) continue;
      placement_.why = "the same title and text";
      if (!has_moved(other)) return other;
      moved_.push_back(other);
    }
    if (article_.url.empty()) return std::nullopt;
    for (const KnownArticle& other : known_.by_url(article_.url, own_ ? own_->handle : 0)) {
      if (std::find(moved_.begin(), moved_.end(), other.handle) != moved_.end()) continue;
      const bool one_source = other.source == self_.source;
      if (one_source && !other.agrees_with(self_)) continue;  // the URL identifies nothing here
      placement_.why = "the same URL, and no longer text";
      if (other.length >= self_.length && !has_moved(other.handle)) return other.handle;
      placement_.dropped.push_back(other.handle);
    }
    return std::nullopt;
  }
  bool is_own(std::uint32_t handle) const { return own_ && own_->handle == handle; }
  bool has_moved(std::uint32_t handle) { return !known_.in_this_run(handle) && known_.file_is_gone(handle); }

  // What the article's name had before goes, unless the input still has it.
  Placement duplicate_of(std::uint32_t other) {
    placement_.dropped.clear();
    if (own_ && !known_.in_this_run(own_->handle)) placement_.dropped.push_back(own_->handle);
    return placed(Action::duplicate, other);
  }

  Placement replace_own() {
    placement_.why = placement_.renamed ? why_renamed : std::string_view();
    placement_.dropped.insert(placement_.dropped.end(), moved_.begin(), moved_.end());
    if (known_.in_this_run(own_->handle)) {
      placement_.superseded = own_->superseded;
      placement_.superseded.push_back(own_->hash);
    }
    return placed(Action::update, own_->handle);
  }

  const Identity& article_;
  const KnownArticle self_;
  std::uint64_t hash_;
  const std::string& absolute_;
  KnownArticles& known_;
  std::optional<KnownArticle> own_;
  std::vector<std::uint32_t> moved_;
  Placement placement_;
};

}  // namespace

KnownArticle::KnownArticle(const Identity& identity)
    : url(key(identity.url)),
      source(key(identity.source)),
      title(identity.title),
      body(identity.body),
      length(identity.length) {}

std::string_view change_of(Action action) {
  switch (action) {
    case Action::add: return "new";
    case Action::update: return "updated";
    case Action::move: return "moved";
    case Action::duplicate: return "duplicate";
    case Action::unchanged:
    case Action::superseded: break;
  }
  return {};
}

Placement place(const Identity& article, std::uint64_t hash, const std::string& absolute, KnownArticles& known) {
  return Placer(article, hash, absolute, known).place();
}

}  // namespace blotter
