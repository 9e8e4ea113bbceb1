// Records which documents of the index a run has read, changed or retained, and which files it has read.
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
  // The record of a run that has read nothing.
  RunRecord() = default;
  // `last_docid` is the largest docid before the run; documents with larger ones are the run's own.
  explicit RunRecord(std::uint32_t last_docid) : last_docid_(last_docid) {}

  // Records that the run has read, changed or dropped this article.
  void add(std::uint32_t docid) { set(seen_, docid); }
  [[nodiscard]] bool contains(std::uint32_t docid) const { return docid > last_docid_ || is_set(seen_, docid); }

  // Records that this article stays in place of another one that the run has read.
  void keep(std::uint32_t docid) { set(kept_, docid); }
  // Returns whether the run has a reason to leave the article in the index.
  [[nodiscard]] bool is_kept(std::uint32_t docid) const { return contains(docid) || is_set(kept_, docid); }

  // Records that the run has read the whole file, so that an article of it that is not kept is no longer in it.
  void add_file(const std::string& absolute) {
    files_.insert(key(schema::boolean_term(schema::path_prefix, absolute)));
  }
  // Returns whether the run has read the file whose articles have this term.
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
  Docids seen_;
  Docids kept_;
  KeySet files_;
};

}  // namespace blotter
