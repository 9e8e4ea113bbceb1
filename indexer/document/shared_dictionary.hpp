// The dictionary that all workers of a build compress their articles with: the index's own, or one trained from the
// first parts that have enough articles to train it on.
#pragma once

#include "common/store/dictionary.hpp"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <iterator>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace blotter {

class SharedDictionary {
 public:
  // `known` is the dictionary of the index that is there; empty if it has none.
  explicit SharedDictionary(std::string known) : known_(!known.empty()), value_(std::move(known)) {}

  // Returns the dictionary for the part of that number, valid as long as this object; empty when there is nothing to
  // compress with.  While there is no dictionary, parts pass in their order: each adds the records that `sample`
  // returns to the sample and trains from all of them, so that a small input before a large one costs only its own
  // parts their compression.  Parts are numbered from 0 without a gap, and each calls this once.
  template <class Sample>
  [[nodiscard]] const std::string& of_part(std::uint64_t number, Sample sample) {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return failure_ || !value_.empty() || number == next_; });
    if (failure_) std::rethrow_exception(failure_);
    if (!value_.empty()) return value_;
    // Past the sample's size more records would not help: they are of a kind that cannot be trained from.
    if (sample_bytes_ < 4 * store::dictionary_sample) add(sample());
    ++next_;
    turn_.notify_all();
    return value_.empty() ? none_ : value_;
  }
  // Ends the wait of all parts, which throw this exception: the one that it came from will not have its turn.
  void abandon(std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    failure_ = std::move(failure);
    turn_.notify_all();
  }
  // Returns what was trained; empty if nothing was.
  [[nodiscard]] std::string trained() const { return known_ ? std::string() : value_; }

 private:
  void add(std::vector<std::string> records) {
    if (records.empty()) return;
    for (const std::string& record : records) sample_bytes_ += record.size();
    records_.insert(records_.end(), std::make_move_iterator(records.begin()), std::make_move_iterator(records.end()));
    if (sample_bytes_ < min_sample) return;
    value_ = store::train_dictionary(records_);
    if (!value_.empty()) records_.clear();
  }

  // Of a smaller sample the dictionary is too weak for all that may come; so few articles may stay as they are.
  static constexpr std::size_t min_sample = store::dictionary_sample / 2;

  const bool known_;
  std::mutex mutex_;
  std::condition_variable turn_;
  std::uint64_t next_ = 0;  // the part that may add to the sample
  std::vector<std::string> records_;
  std::size_t sample_bytes_ = 0;
  std::string value_;  // set once
  std::exception_ptr failure_;
  const std::string none_;
};

}  // namespace blotter
