// One of several indexes that are searched through Xapian's own servers, which run no code of ours: which articles
// belong to it, and value slots that Xapian's stock MatchSpies and sort orders understand.  An index that was not made
// with
// --shard, --merge or --split has none of them.
#pragma once

#include "common/article.hpp"
#include "common/error.hpp"
#include "common/schema.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::store {

inline constexpr std::uint32_t max_shards = 1024;

// Part `number` (from 1) of `count`.
struct ShardNumber {
  std::uint32_t number = 1;
  std::uint32_t count = 1;

  // From "I/N", 1 <= I <= N <= max_shards; ErrorCode::bad_usage for anything else.
  [[nodiscard]] static Result<ShardNumber> parse(std::string_view text);
  [[nodiscard]] std::string text() const;
  // Returns whether an article belongs to this part: XXH3 (64 bits) of shard_key(), modulo N, is I - 1.
  [[nodiscard]] bool takes(std::string_view id, std::string_view source) const;
  friend bool operator==(const ShardNumber&, const ShardNumber&) = default;
};

// The part of an article depends on its own id alone, without the "<source>:" and the "~" with a hash that an index
// adds to an id that another article has.
[[nodiscard]] std::string_view shard_key(std::string_view id, std::string_view source);

// Metadata key: ShardNumber::text().  An index with it has the slots below in every document, and positions for its
// titles' words.
inline constexpr const char* key_shard = "blotter:shard";

// "2025-11-13" as "20251113", the form of dates in value slots; empty for anything but a whole day.
[[nodiscard]] std::string compact_date(std::string_view published);
// Returns the number that such a value is; 0 for what is none.
[[nodiscard]] std::uint32_t read_compact_date(std::string_view digits);

// Sorts by falling date, then by id: the date's digits from 9, or '~' when unknown, then the id.
inline constexpr schema::Slot slot_order = 16;
inline constexpr std::size_t order_date_size = 8;
[[nodiscard]] std::string order_key(std::string_view date, std::string_view id);
struct OrderKey {
  std::uint32_t date = 0;  // YYYYMMDD, 0 when unknown
  std::string_view id;
};
[[nodiscard]] OrderKey read_order_key(std::string_view key);

// The slot that has an article's values of a facet, packed; watch lists share one, whose values are pairs of facet and
// value.
inline constexpr schema::Slot slot_watch_values = 17;
[[nodiscard]] schema::Slot facet_slot(std::string_view facet);
// Appends a value; values are packed in ascending order, so that equal sets are equal strings.
void pack_value(std::string& packed, std::string_view value);
// Returns the values; those of a damaged string as far as it can be read.
[[nodiscard]] std::vector<std::string_view> unpack_values(std::string_view packed);

// The values of an article's facets, as they become terms: calls `visit(facet, prefix, value)`.  A facet that is
// neither a field nor in `watch_facets` is left out.
template <class Visit>
void each_facet_value(const Article& article, const std::vector<std::string>& watch_facets, Visit visit) {
  for (const Facet& facet : article.facets) {
    const schema::Field* field = schema::find_field(facet.name);
    const bool watched = std::find(watch_facets.begin(), watch_facets.end(), facet.name) != watch_facets.end();
    std::string prefix;
    if (field && field->kind == schema::FieldKind::facet) prefix = field->prefix;
    else if (watched) prefix = std::string(schema::watch_prefix) + facet.name;
    else continue;  // given by the input, and no watch list declares it: kept in the record
    const schema::Field* main = schema::main_field(facet.name);
    for (const FacetValue& value : facet.values) {
      visit(std::string_view(facet.name), std::string_view(prefix), std::string_view(value.value));
      if (value.focus && main) visit(main->name, main->prefix, std::string_view(value.value));
    }
  }
  for (const auto& [name, value] : {std::pair{"language", &article.language}, std::pair{"source", &article.source}})
    visit(std::string_view(name), schema::find_field(name)->prefix, std::string_view(*value));
}

// Returns all slots of a shard's article.
[[nodiscard]] std::vector<std::pair<schema::Slot, std::string>> shard_values(
    const Article& article, const std::vector<std::string>& watch_facets);

}  // namespace blotter::store
