// Results of earlier runs by input file, stored in the index's folder: as what kind each file was skipped, how it
// failed, and the summary of the last run.  A file counts as unchanged while its inode, size and times are the same.
#pragma once

#include "common/error.hpp"
#include "indexer/run/pipeline.hpp"
#include "indexer/source/source.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace blotter {

// A hash of the input of a run: the files that the walk finds, in order.
class InputFingerprint {
 public:
  // `key` is a hash of the options that affect the result.
  explicit InputFingerprint(std::uint64_t key) : value_(key) {}
  void add(const source::Item& item);
  void skip(std::string_view path, std::string_view kind);
  // Makes the fingerprint invalid, because a part of the input cannot be compared: standard input, an unreadable file,
  // a file that is being changed.
  void spoil() { whole_ = false; }
  // Returns the hash, or 0 after spoil().
  [[nodiscard]] std::uint64_t value() const { return whole_ ? value_ : 0; }

 private:
  void mix(std::string_view bytes);

  std::uint64_t value_;
  bool whole_ = true;
};

class InputMemory {
 public:
  // Loads what the index in a directory has stored; starts empty if there is nothing or it is damaged.
  explicit InputMemory(const std::string& directory);

  // Must be called before the run.  If `reading` (the settings that decide how a file is read) differs from that of the
  // last run, everything is discarded; if `run` (other settings that affect the result) does, only the last result.
  void begin(const std::string& reading, const std::string& run);
  [[nodiscard]] std::uint64_t key() const { return run_key_; }

  // Returns the kind as which an unchanged file was skipped, else empty.  Valid as long as the object.
  [[nodiscard]] std::string_view skipped_as(const source::Item& item) const;
  // Returns a hash of a failure in a file, for the two functions below.
  [[nodiscard]] static std::uint64_t failure_key(std::string_view where, const Error& error);
  // Returns whether it failed so before and has not changed since.
  [[nodiscard]] bool failed_before(const source::Item& item, std::uint64_t failure) const;
  // Records the result for one file; thread-safe.  `kind` is empty for a file that was read.
  void note(const source::Item& item, std::string_view kind, std::vector<std::uint64_t> failures);

  // Returns the summary of a run over the same input if neither the input nor the index has changed since the last
  // run; else nothing.
  [[nodiscard]] std::optional<Summary> unchanged(std::uint64_t fingerprint) const;
  // Record the fingerprint of this run's input, and its summary.
  void note_input(std::uint64_t fingerprint) { fingerprint_ = fingerprint; }
  void note_result(const Summary& summary) { result_ = summary; }
  // Discards this run's summary, which does not predict that of the next run.
  void drop_result() { result_.reset(); }

  // Writes the results into the index's folder if they have changed.  Must be called after the run's last change of the
  // index.
  [[nodiscard]] Result<void> save(const std::string& directory);

 private:
  struct State {
    std::uint64_t signature = 0;
    std::string_view kind;
    std::vector<std::uint64_t> failures;
    friend bool operator==(const State&, const State&) = default;
  };
  using States = std::unordered_map<std::uint64_t, State>;  // by a hash of the absolute path

  [[nodiscard]] const State* earlier(const source::Item& item) const;
  [[nodiscard]] std::uint64_t signature_of(const source::Item& item) const;
  [[nodiscard]] std::string_view intern(std::string_view kind) { return *kinds_.emplace(kind).first; }
  void load(const std::string& directory);

  std::set<std::string, std::less<>> kinds_;
  std::uint64_t reading_key_ = 0;
  std::uint64_t run_key_ = 0;
  States earlier_;
  std::uint64_t earlier_fingerprint_ = 0;  // 0: the last run shows nothing, or the index has changed since
  Summary earlier_result_;
  std::uint64_t fingerprint_ = 0;
  std::optional<Summary> result_;
  std::mutex mutex_;
  States found_;
};

}  // namespace blotter
