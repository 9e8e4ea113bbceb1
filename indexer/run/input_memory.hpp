// What earlier runs met in the files of their input, kept beside the index: what each was skipped as, how it failed,
// and what a whole run came to.  A file is taken to be unchanged while its inode, size and times are.
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

// The input of a run as the walk finds it, in order.
class InputFingerprint {
 public:
  // `key` stands for the options that decide what becomes of an input.
  explicit InputFingerprint(std::uint64_t key) : value_(key) {}
  void add(const source::Item& item);
  void skip(std::string_view path, std::string_view kind);
  // Something is not known well enough: standard input, what cannot be read, a file that changes right now.
  void spoil() { whole_ = false; }
  // 0 when it was spoilt.
  [[nodiscard]] std::uint64_t value() const { return whole_ ? value_ : 0; }

 private:
  void mix(std::string_view bytes);

  std::uint64_t value_;
  bool whole_ = true;
};

class InputMemory {
 public:
  // Reads what the index in a directory has; nothing when there is none, or it is damaged.
  explicit InputMemory(const std::string& directory);

  // Call it before the run.  Another `reading` (whatever decides how a file is read) makes everything forgotten,
  // another `run` (whatever else bears on the result) only the result of the last run.
  void begin(const std::string& reading, const std::string& run);
  [[nodiscard]] std::uint64_t key() const { return run_key_; }

  // Returns what the file was skipped as, if it has not changed; else empty.  Valid as long as the object.
  [[nodiscard]] std::string_view skipped_as(const source::Item& item) const;
  // Hash of a failure in a file, for the two functions below.
  [[nodiscard]] static std::uint64_t failure_key(std::string_view where, const Error& error);
  // Returns whether it failed so before and has not changed since.
  [[nodiscard]] bool failed_before(const source::Item& item, std::uint64_t failure) const;
  // Notes what the run met; any thread may call it.  `kind` is empty for a file that was read.
  void note(const source::Item& item, std::string_view kind, std::vector<std::uint64_t> failures);

  // Returns what a run over the same input comes to when neither the input nor the index has changed since the last
  // run.
  [[nodiscard]] std::optional<Summary> unchanged(std::uint64_t fingerprint) const;
  // Notes the input of this run, by the fingerprint of what was fed, and what it came to.
  void note_input(std::uint64_t fingerprint) { fingerprint_ = fingerprint; }
  void note_result(const Summary& summary) { result_ = summary; }
  // The result of this run does not show what the next one would come to.
  void drop_result() { result_.reset(); }

  // Writes it into the index, if there is something new; to be called when the run has changed the index for the last
  // time.
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
