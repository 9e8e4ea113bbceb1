// A shard: one of several indexes that are searched together through Xapian's own servers, which run no code of ours.
// Here is which articles belong to a shard, and which value slots it has for Xapian's stock match spies and sort
// orders. Only an index made with --shard, --merge or --split has these slots.
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

// Shard `number` (from 1) of `count`.
struct ShardNumber {
  std::uint32_t number = 1;
  std::uint32_t count = 1;

  // Parses "I/N", 1 <= I <= N <= max_shards; fails with ErrorCode::bad_usage on anything else.
  [[nodiscard]] static Result<ShardNumber> parse(std::string_view text);
  // Returns "I/N".
  [[nodiscard]] std::string text() const;
  // Returns whether an article belongs to this shard: XXH3 (64 bits) of shard_key(), modulo N, is I - 1.
  [[nodiscard]] bool takes(std::string_view id, std::string_view source) const;
  friend bool operator==(const ShardNumber&, const ShardNumber&) = default;
};

// Returns what decides the shard of an article: its own id, without the "<source>:" or the "~" and hash that an index
// adds if another article has the same id.
[[nodiscard]] std::string_view shard_key(std::string_view id, std::string_view source);

// Metadata key: ShardNumber::text().  An index with it has the slots below in every document, and positions for its
// titles' words.
inline constexpr const char* key_shard = "blotter:shard";

// Returns a date ("2025-11-13") as value slots have it ("20251113"); empty for anything but a whole day.
[[nodiscard]] std::string compact_date(std::string_view published);
// Returns a date in a value slot as "2025-11-13"; anything else as it is.
[[nodiscard]] std::string dashed_date(const std::string& digits);
// Returns such a value as a number, YYYYMMDD; 0 for anything else.
[[nodiscard]] std::uint32_t read_compact_date(std::string_view digits);

// Slot whose values sort by falling date, then by id: each digit of the date subtracted from 9 (all '~' when unknown),
// then the id.
inline constexpr schema::Slot slot_order = 16;
inline constexpr std::size_t order_date_size = 8;
[[nodiscard]] std::string order_key(std::string_view date, std::string_view id);
struct OrderKey {
  std::uint32_t date = 0;  // YYYYMMDD, 0 when unknown
  std::string_view id;
};
[[nodiscard]] OrderKey read_order_key(std::string_view key);

// Slots of facets: each has an article's values of one facet, packed into one string.  Watch lists share a slot, whose
// values are pairs of facet and value.
inline constexpr schema::Slot slot_watch_values = 17;
[[nodiscard]] schema::Slot facet_slot(std::string_view facet);
// Appends a value to a packed string.  The caller packs in ascending order, so that equal sets are equal strings.
void pack_value(std::string& packed, std::string_view value);
// Returns the values of a packed string; if it is damaged, those before the damage.  They point into `packed`.
[[nodiscard]] std::vector<std::string_view> unpack_values(std::string_view packed);

// Calls `visit(facet, prefix, value)` for every facet value of an article that becomes a term.  A facet that is neither
// a field of the schema nor in `watch_facets` is left out.
template <class Visit>
void each_facet_value(const Article& article, const std::vector<std::string>& watch_facets, Visit visit) {
  for (const Facet& facet : article.facets) {
    const schema::Field* field = schema::find_field(facet.name);
    const bool watched = std::find(watch_facets.begin(), watch_facets.end(), facet.name) != watch_facets.end();
    std::string prefix;
    if (field && field->kind == schema::FieldKind::facet) prefix = field->prefix;
    else if (watched) prefix = std::string(schema::watch_prefix) + facet.name;
    else continue;  // from the input, and no watch list declares it: stays in the record only
    const schema::Field* main = schema::main_field(facet.name);
    for (const FacetValue& value : facet.values) {
      visit(std::string_view(facet.name), std::string_view(prefix), std::string_view(value.value));
      if (value.focus && main) visit(main->name, main->prefix, std::string_view(value.value));
    }
  }
  for (const auto& [name, value] : {std::pair{"language", &article.language}, std::pair{"source", &article.source}})
    visit(std::string_view(name), schema::find_field(name)->prefix, std::string_view(*value));
}

// Returns the values of these slots for an article.
[[nodiscard]] std::vector<std::pair<schema::Slot, std::string>> shard_values(
    const Article& article, const std::vector<std::string>& watch_facets);

}  // namespace blotter::store
