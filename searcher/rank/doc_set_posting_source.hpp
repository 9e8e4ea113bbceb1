// A Xapian posting source over a `DocSet`: a filter of weight 0.  Ranking reuses the documents that the matcher has
// already found (facets, dates, phrases).
#pragma once

#include "common/store/database.hpp"
#include "searcher/match/matcher.hpp"

#include <memory>
#include <utility>
#include <vector>

namespace blotter::match {

class DocSetPostingSource final : public Xapian::PostingSource {
 public:
  struct Shared {
    ShardSets sets;
    // One per shard.  init() gets the handle that the shard was added with; nothing else distinguishes two copies of
    // one index, which have the same UUID.
    std::vector<Xapian::Database> handles;
  };
  explicit DocSetPostingSource(std::shared_ptr<const Shared> shared) : shared_(std::move(shared)) {}

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return count_; }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return count_; }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return count_; }
  void next(double) override { move(at_ + 1); }
  void skip_to(Xapian::docid docid, double) override {
    if (docid > at_) move(docid);
  }
  bool check(Xapian::docid docid, double) override {
    at_ = docid;
    return set_ && set_->contains(docid);
  }
  [[nodiscard]] bool at_end() const override { return ended_; }
  [[nodiscard]] Xapian::docid get_docid() const override { return at_; }
  [[nodiscard]] PostingSource* clone() const override { return new DocSetPostingSource(shared_); }
  void init(const Xapian::Database& database) override {
    set_ = nullptr;
    for (std::size_t i = 0; i < shared_->handles.size(); ++i)
      if (is_same_handle(shared_->handles[i], database)) set_ = &shared_->sets[i];
    count_ = set_ ? set_->count() : 0;
    at_ = 0;
    ended_ = false;
    set_maxweight(0);
  }

 private:
  static bool is_same_handle(const Xapian::Database& a, const Xapian::Database& b) {
    return a.internal.size() == 1 && b.internal.size() == 1 && a.internal.front().get() == b.internal.front().get();
  }
  void move(Xapian::docid from) {
    at_ = set_ ? set_->next(from) : 0;
    ended_ = at_ == 0;
  }

  std::shared_ptr<const Shared> shared_;
  const DocSet* set_ = nullptr;
  Xapian::doccount count_ = 0;
  Xapian::docid at_ = 0;
  bool ended_ = false;
};

}  // namespace blotter::match
