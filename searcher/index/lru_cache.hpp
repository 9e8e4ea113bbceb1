// LRU cache of values by name, limited in bytes.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

namespace blotter::match {

// `Value::bytes()` is the memory of a value.  Not safe to share between threads.
template <class Value>
class LruCache {
 public:
  explicit LruCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  // Returns the cached value of `name`; on a miss calls `make` and caches the result.  The pointer stays valid after
  // eviction.
  template <class Make>
  [[nodiscard]] std::shared_ptr<const Value> get(const std::string& name, Make make) {
    if (const auto known = by_name_.find(name); known != by_name_.end()) {
      entries_.splice(entries_.begin(), entries_, known->second);
      return known->second->value;
    }
    std::shared_ptr<const Value> value = std::make_shared<const Value>(make());
    entries_.push_front({name, value, value->bytes() + name.size() + overhead});
    by_name_[name] = entries_.begin();
    bytes_ += entries_.front().bytes;
    while (bytes_ > max_bytes_ && entries_.size() > 1) {
      bytes_ -= entries_.back().bytes;
      by_name_.erase(entries_.back().name);
      entries_.pop_back();
    }
    return value;
  }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  struct Entry {
    std::string name;
    std::shared_ptr<const Value> value;
    std::size_t bytes;
  };
  static constexpr std::size_t overhead = 192;  // of the list's and the map's nodes

  std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  std::list<Entry> entries_;  // the latest first
  std::unordered_map<std::string, typename std::list<Entry>::iterator> by_name_;
};

}  // namespace blotter::match
