// Which documents of the index a run has met, and which files it has read.
#pragma once

#include "common/schema.hpp"
#include "indexer/write/key_set.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace blotter {

class RunRecord {
 public:
  // Of a run that has read nothing.
  RunRecord() = default;
  // `last_docid` is the largest docid before the run: what comes later is of the run.
  explicit RunRecord(std::uint32_t last_docid) : last_docid_(last_docid) {}

  // The run has read this article, changed it or dropped it.
  void add(std::uint32_t docid) { set(met_, docid); }
  [[nodiscard]] bool contains(std::uint32_t docid) const { return docid > last_docid_ || is_set(met_, docid); }

  // The run has read another article in whose place this one stays.
  void keep(std::uint32_t docid) { set(kept_, docid); }
  // Returns whether the run has a reason to leave the article in the index.
  [[nodiscard]] bool is_kept(std::uint32_t docid) const { return contains(docid) || is_set(kept_, docid); }

  // The run has read all of the file of that absolute path: an article of it that is not kept has left it.
  void add_file(const std::string& absolute) {
    files_.insert(key(schema::boolean_term(schema::path_prefix, absolute)));
  }
  // By the term that the file's articles have.
  [[nodiscard]] bool has_file(const std::string& path_term) const { return files_.contains(key(path_term)); }

 private:
  using Docids = std::vector<bool>;

  static std::uint64_t key(const std::string& term) { return std::hash<std::string>()(term); }

  void set(Docids& docids, std::uint32_t docid) const {
    if (docid > last_docid_) return;
    if (docids.empty()) docids.resize(std::size_t{last_docid_} + 1);
    docids[docid] = true;
  }
  [[nodiscard]] static bool is_set(const Docids& docids, std::uint32_t docid) {
    return docid < docids.size() && docids[docid];
  }

  std::uint32_t last_docid_ = 0;
  Docids met_;
  Docids kept_;
  KeySet files_;
};

}  // namespace blotter
