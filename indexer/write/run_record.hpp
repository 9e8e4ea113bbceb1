// Which documents of the index a run has met.
#pragma once

#include <cstdint>
#include <vector>

namespace blotter {

class RunRecord {
 public:
  // `last_docid` is the largest docid before the run: what comes later is of the run.
  explicit RunRecord(std::uint32_t last_docid) : last_docid_(last_docid) {}

  // The run has read this article, changed it or dropped it.
  void add(std::uint32_t docid) { set(met_, docid); }
  [[nodiscard]] bool contains(std::uint32_t docid) const { return docid > last_docid_ || is_set(met_, docid); }

  // The run has read another article in whose place this one stays.
  void keep(std::uint32_t docid) { set(kept_, docid); }
  // Whether the run has a reason to leave the article in the index.
  [[nodiscard]] bool is_kept(std::uint32_t docid) const { return contains(docid) || is_set(kept_, docid); }

 private:
  using Docids = std::vector<bool>;

  void set(Docids& docids, std::uint32_t docid) const {
    if (docid > last_docid_) return;
    if (docids.empty()) docids.resize(std::size_t{last_docid_} + 1);
    docids[docid] = true;
  }
  [[nodiscard]] static bool is_set(const Docids& docids, std::uint32_t docid) {
    return docid < docids.size() && docids[docid];
  }

  std::uint32_t last_docid_;
  Docids met_;
  Docids kept_;
};

}  // namespace blotter
