// The dictionary that all workers of a build pack their articles with: the index's own, or one learnt from the first
// part.
#pragma once

#include "common/store/dictionary.hpp"

#include <chrono>
#include <cstdint>
#include <future>
#include <string>

namespace blotter {

class SharedDictionary {
 public:
  // Of the index that is there; empty if it has none.
  explicit SharedDictionary(std::string known) : known_(!known.empty()) {
    if (known_) made_.set_value(std::move(known));
  }

  // For the part of that number; empty when there is nothing to pack with.  The worker of part 0 learns from the
  // records that `sample` gives, if need be, and the others wait for it: part 0 is always begun before them.
  template <class Sample>
  [[nodiscard]] const std::string& of_part(std::uint64_t number, Sample sample) {
    if (!known_ && number == 0) made_.set_value(store::train_dictionary(sample()));
    return value_.get();
  }
  // What was learnt, once part 0 is through; empty if nothing was.
  [[nodiscard]] std::string learnt() const {
    const bool ready = value_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    return known_ || !ready ? std::string() : value_.get();
  }

 private:
  bool known_;
  std::promise<std::string> made_;
  std::shared_future<std::string> value_{made_.get_future()};
};

}  // namespace blotter
