// The result of a run over the input (counts), and the events that it reports meanwhile.
#pragma once

#include "common/error.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace blotter {

// Counts of the articles in the index that were tagged again because the watch lists changed.
struct Retagged {
  std::uint64_t articles = 0;  // tagged again
  std::uint64_t changed = 0;   // whose facets are different now
  double seconds = 0;
};

// Counts of articles, if not said otherwise.
struct Summary {
  std::uint64_t added = 0;
  std::uint64_t updated = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t moved = 0;           // unchanged, but in a file with another path
  std::uint64_t renamed = 0;         // of those added or updated: stored under another id than their own (identity.hpp)
  std::uint64_t duplicates = 0;      // not indexed, because another article is the same (identity.hpp)
  std::uint64_t forgotten = 0;       // not indexed, because they were removed with --forget
  std::uint64_t failed = 0;          // inputs and articles that could not be read
  std::uint64_t known_failures = 0;  // failed in the same way in an earlier run, in a file that has not changed since
  std::uint64_t open_dates = 0;      // articles without a date, because theirs can be read in two ways
  Retagged retagged;                 // if the watch lists changed
  std::map<std::string_view, std::uint64_t> skipped;  // files that hold no article, by kind (source/file_kind.hpp)
  [[nodiscard]] std::uint64_t articles() const { return added + updated + unchanged + moved + duplicates; }
};

// What the run did with one article, or with an input that failed.
struct Change {
  std::string_view what;  // new, updated, moved, duplicate, forgotten, failed; removed
  std::string id;
  std::string title;
  std::string path;
  std::string of;         // id of the article that stays in place of a duplicate
  std::string why;        // may be empty
  bool is_known = false;  // it failed in the same way in an earlier run
};

// How much of its input a run has read.
struct Progress {
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes = 0;  // of all input; 0: unknown
  std::uint64_t articles = 0;
  std::string at;  // path of a file that is read now, or was just read
};

// Callbacks during a run, from one thread; empty ones are not called.
struct RunEvents {
  std::function<void(const Change&)> changed;
  bool each_input = false;  // report every input, even if nothing has changed since the last run
  // `where`: the path, perhaps with a place in it ("line 12").
  std::function<void(const std::string& where, const Error&)> failed;
  // `kind`: see source/file_kind.hpp.
  std::function<void(const std::string& where, std::string_view kind)> skipped;
  // Called in place of `failed` for what failed in the same way in an earlier run (Summary::known_failures).
  std::function<void(const std::string& where, const Error&)> failed_again;
  // An article is stored under this id, because its own belongs to another article.
  std::function<void(const std::string& id)> renamed;
  std::function<void(const Progress&)> progress;
};

}  // namespace blotter
