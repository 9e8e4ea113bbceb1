#include "common/store/shard.hpp"

#include "common/hash.hpp"

#include <fmt/format.h>

#include <charconv>
#include <iterator>
#include <map>
#include <set>

namespace blotter::store {
namespace {

constexpr std::size_t hash_digits = 16;  // of an id that an index made distinct
constexpr schema::Slot first_facet_slot = 18;
constexpr std::string_view no_date = "~~~~~~~~";

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

Result<ShardNumber> ShardNumber::parse(std::string_view text) {
  ShardNumber shard{0, 0};
  const std::size_t slash = text.find('/');
  const auto number = [](std::string_view digits, std::uint32_t& into) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), into);
    return error == std::errc() && end == digits.data() + digits.size();
  };
  const bool read = slash != std::string_view::npos && number(text.substr(0, slash), shard.number) &&
                    number(text.substr(slash + 1), shard.count);
  if (read && shard.number >= 1 && shard.number <= shard.count && shard.count <= max_shards) return shard;
  return fail(ErrorCode::bad_usage, fmt::format("'{}' is not a shard", text), "write I/N: 1/4, 2/4, 3/4, 4/4");
}

std::string ShardNumber::text() const { return fmt::format("{}/{}", number, count); }

std::string_view shard_key(std::string_view id, std::string_view source) {
  if (id.size() > source.size() + 1 && !source.empty() && id.starts_with(source) && id[source.size()] == ':')
    id.remove_prefix(source.size() + 1);
  if (id.size() > hash_digits + 1 && id[id.size() - hash_digits - 1] == '~' &&
      is_hex(id.substr(id.size() - hash_digits)))
    id.remove_suffix(hash_digits + 1);
  return id;
}

bool ShardNumber::takes(std::string_view id, std::string_view source) const {
  const std::string_view key = shard_key(id, source);
  return hash_of(key) % count == number - 1;
}

std::string compact_date(std::string_view published) {
  std::string digits;
  std::copy_if(published.begin(), published.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  return digits.size() == order_date_size ? digits : std::string();
}

std::string dashed_date(const std::string& digits) {
  if (digits.size() != order_date_size) return digits;
  return digits.substr(0, 4) + '-' + digits.substr(4, 2) + '-' + digits.substr(6);
}

std::uint32_t read_compact_date(std::string_view digits) {
  std::uint32_t date = 0;
  if (digits.size() != order_date_size) return 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return 0;
    date = date * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return date;
}

std::string order_key(std::string_view date, std::string_view id) {
  std::string key = compact_date(date);
  for (char& digit : key) digit = static_cast<char>('9' - (digit - '0'));
  if (key.empty()) key = no_date;
  return key.append(id);
}

OrderKey read_order_key(std::string_view key) {
  OrderKey read;
  if (key.size() < order_date_size) return read;
  read.id = key.substr(order_date_size);
  for (const char digit : key.substr(0, order_date_size)) {
    if (digit < '0' || digit > '9') return {0, read.id};
    read.date = read.date * 10 + static_cast<std::uint32_t>('9' - digit);
  }
  return read;
}

schema::Slot facet_slot(std::string_view facet) {
  schema::Slot slot = first_facet_slot;
  for (const schema::Field& field : schema::fields) {
    if (field.kind != schema::FieldKind::facet) continue;
    if (field.name == facet) return slot;
    ++slot;
  }
  return slot_watch_values;
}

void pack_value(std::string& packed, std::string_view value) {
  std::size_t size = value.size();
  for (; size >= 0x80; size >>= 7U) packed += static_cast<char>(0x80U | (size & 0x7FU));
  packed += static_cast<char>(size);
  packed += value;
}

std::vector<std::string_view> unpack_values(std::string_view packed) {
  std::vector<std::string_view> values;
  while (!packed.empty()) {
    std::size_t size = 0;
    unsigned shift = 0;
    std::size_t at = 0;
    for (; at < packed.size() && shift < 32; shift += 7) {
      const auto byte = static_cast<unsigned char>(packed[at++]);
      size |= std::size_t{byte & 0x7FU} << shift;
      if (byte < 0x80) break;
    }
    packed.remove_prefix(at);
    if (size > packed.size()) break;
    values.push_back(packed.substr(0, size));
    packed.remove_prefix(size);
  }
  return values;
}

std::vector<std::pair<schema::Slot, std::string>> shard_values(const Article& article,
                                                               const std::vector<std::string>& watch_facets) {
  std::map<schema::Slot, std::set<std::pair<std::string_view, std::string_view>>> sets;
  each_facet_value(article, watch_facets, [&](std::string_view facet, std::string_view, std::string_view value) {
    const schema::Slot slot = facet_slot(facet);
    // Where the facet is named, views of the article's own strings outlive the visit.
    if (!value.empty()) sets[slot].emplace(slot == slot_watch_values ? facet : std::string_view(), value);
  });
  std::vector<std::pair<schema::Slot, std::string>> values{{slot_order, order_key(article.published, article.id)}};
  for (const auto& [slot, set] : sets) {
    std::string packed;
    for (const auto& [facet, value] : set) {
      if (slot == slot_watch_values) pack_value(packed, facet);
      pack_value(packed, value);
    }
    values.emplace_back(slot, std::move(packed));
  }
  return values;
}

}  // namespace blotter::store
