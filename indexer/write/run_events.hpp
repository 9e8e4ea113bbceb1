// What a run over the input counts, and what it reports while it goes on.
#pragma once

#include "common/error.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace blotter {

// The articles of the index that were tagged with other watch lists.
struct Retagged {
  std::uint64_t articles = 0;  // that were looked at
  std::uint64_t changed = 0;   // that have other facets now
  double seconds = 0;
};

struct Summary {
  std::uint64_t added = 0;
  std::uint64_t updated = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t moved = 0;       // unchanged, but their file has another path
  std::uint64_t renamed = 0;     // of those new or updated: kept under an id that is not their own (identity.hpp)
  std::uint64_t duplicates = 0;  // the same as another article (identity.hpp), and not indexed beside it
  std::uint64_t forgotten = 0;   // left out, since they were removed for good
  std::uint64_t failed = 0;
  std::uint64_t known_failures = 0;  // failed in an earlier run in the same way, and their file has not changed
  std::uint64_t open_dates = 0;      // articles whose date could be read in two ways and is left unknown
  Retagged retagged;                 // by other watch lists
  std::map<std::string_view, std::uint64_t> skipped;  // what is no article, by kind (source/file_kind.hpp)
  [[nodiscard]] std::uint64_t articles() const { return added + updated + unchanged + moved + duplicates; }
};

// What becomes of one article, or of an input that failed.
struct Change {
  std::string_view what;  // new, updated, moved, duplicate, forgotten, failed; removed
  std::string id;
  std::string title;
  std::string path;
  std::string of;         // the article in whose place a duplicate is left out
  std::string why;        // may be empty
  bool is_known = false;  // it failed so before
};

// How far a run is.
struct Progress {
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes = 0;  // of all input; 0: unknown
  std::uint64_t articles = 0;
  std::string at;  // path of a file that is read now, or was just read
};

// Called while a run goes on, from one thread.
struct RunEvents {
  std::function<void(const Change&)> changed;
  bool each_input = false;  // tell of every input, also where all is as it was in the last run
  std::function<void(const std::string& where, const Error&)> failed;
  std::function<void(const std::string& where, std::string_view kind)> skipped;
  // It failed so before (Summary::known_failures).
  std::function<void(const std::string& where, const Error&)> failed_again;
  // An article is kept under this id, since its own is another article's.
  std::function<void(const std::string& id)> renamed;
  std::function<void(const Progress&)> progress;
};

}  // namespace blotter
