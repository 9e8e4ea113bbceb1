// The articles that the index would contain if a dry run wrote: those of the run, then those of the index.
#pragma once

#include "indexer/document/article_placement.hpp"
#include "indexer/write/index_lookup.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace blotter {

class PlannedArticles final : public KnownArticles {
 public:
  // An index that does not exist, or cannot be read, has no articles.
  explicit PlannedArticles(const std::string& directory);

  // Returns what an update would do with the article, and records it as done.
  [[nodiscard]] Placement place(const Identity& article, std::uint64_t hash, const std::string& absolute);
  // Returns the id of an article that was placed or found.
  [[nodiscard]] std::string id(std::uint32_t handle);
  // Returns the record of the articles read so far; the caller adds the files.
  [[nodiscard]] RunRecord& run() { return run_; }

  [[nodiscard]] std::optional<KnownArticle> by_id(const std::string& id) override;
  [[nodiscard]] std::vector<KnownArticle> by_url(const std::string& url, std::uint32_t except) override;
  [[nodiscard]] std::vector<std::uint32_t> by_text(std::uint64_t text) override;
  [[nodiscard]] bool is_ambiguous(const std::string& id) override;
  [[nodiscard]] bool in_this_run(std::uint32_t handle) override { return run_.contains(handle); }
  [[nodiscard]] bool is_from(std::uint32_t handle, const std::string& absolute) override;
  [[nodiscard]] bool file_is_gone(std::uint32_t handle) override;

 private:
  // An article of this run; the handle of the n-th is first_ + n.
  struct Planned {
    KnownArticle article;
    std::string id;
    std::uint64_t text = 0;
    std::uint64_t file = 0;
    bool dropped = false;
  };
  [[nodiscard]] bool is_planned(std::uint32_t handle) const { return handle >= first_; }
  [[nodiscard]] bool is_there(std::uint32_t handle);
  [[nodiscard]] Planned& planned(std::uint32_t handle) { return planned_[handle - first_]; }
  void drop(std::uint32_t handle);

  std::optional<store::OpenIndex> open_;
  std::uint32_t first_ = 1;
  RunRecord run_;
  RunRecord dropped_;  // documents of the index
  std::unique_ptr<IndexLookup> index_;
  std::vector<Planned> planned_;
  // By hashes of id, URL and text.
  std::unordered_map<std::uint64_t, std::uint32_t> ids_;
  std::unordered_multimap<std::uint64_t, std::uint32_t> urls_;
  std::unordered_map<std::uint64_t, std::uint32_t> texts_;
};

}  // namespace blotter
