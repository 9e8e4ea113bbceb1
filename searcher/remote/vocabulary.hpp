// The words and values of shards behind servers: their term lists, each fetched once.
#pragma once

#include "searcher/index/index.hpp"
#include "searcher/index/lru_cache.hpp"
#include "searcher/query/vocabulary.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace blotter::remote {

// One connection, as of when it was opened.  One thread.
class Vocabulary final : public query::Vocabulary {
 public:
  // `index` outlives the object.
  explicit Vocabulary(const match::Index& index);

  [[nodiscard]] std::uint32_t articles(const std::string& term) const override;
  // In one exchange with each server.
  [[nodiscard]] std::vector<std::uint32_t> articles_of_each(const std::vector<std::string>& terms) const override;
  // By its terms; of a value that was too long for one (200 bytes) its beginning and a hash.
  [[nodiscard]] std::vector<std::string> values_named(std::string_view facet, std::string_view name) const override;
  void each_value(std::string_view facet, const std::function<void(std::string_view)>& visit) const override;
  [[nodiscard]] bool has_facet(std::string_view facet) const override;
  [[nodiscard]] bool has_value(std::string_view facet, std::string_view value) const override;

 private:
  struct Terms {
    std::string text;                                           // one after the other
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;  // in `text`, and articles that have the term
    [[nodiscard]] std::size_t bytes() const { return sizeof *this + text.size() + ends.size() * sizeof ends[0]; }
  };
  static constexpr std::size_t max_list_bytes = 64U << 20;
  static constexpr std::size_t max_frequencies = 100'000;

  [[nodiscard]] std::uint32_t occurrences(const std::string& term) const override;
  void each_term(const std::string& prefix, const Visit& visit) const override;
  void each_word(const std::string& prefix, const std::string& start, const Visit& visit) const override;

  const match::Index& index_;
  mutable match::LruCache<Terms> lists_{max_list_bytes};
  mutable std::unordered_map<std::string, std::uint32_t> articles_;
  mutable std::unordered_map<std::string, std::uint32_t> occurrences_;
};

}  // namespace blotter::remote
