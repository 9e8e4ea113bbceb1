#include "indexer/facets/watchlist.hpp"

#include "common/taxonomy/compile/tsv.hpp"
#include "common/taxonomy/lexicon_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace blotter::facets {
namespace {

constexpr std::size_t columns = 4;

bool is_facet_name(std::string_view name) {
  return !name.empty() && name.size() <= 32 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

Result<void> add_row(const taxonomy::Row& row, taxonomy::LexiconBuilder& builder, std::vector<WatchValue>& values) {
  const std::string_view facet = row[0], id = row[1], aliases = row[3];
  if (!is_facet_name(facet) || facet == "focus" || facet == "language" || facet == "source")
    return fail(ErrorCode::bad_input, fmt::format("\"{}\" cannot be a facet's name", facet),
                "use lower-case letters, digits and hyphens");
  if (id.empty() || id.size() > 128 ||
      std::any_of(id.begin(), id.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
    return fail(ErrorCode::bad_input, "the identifier is empty or too long",
                "the columns are facet, id, label, alias|alias");
  const std::string_view label = row[2].empty() ? id : row[2];
  taxonomy::Entry entry;
  entry.layer = taxonomy::Layer::watch;
  entry.value = builder.value(fmt::format("{}\t{}", facet, id));
  std::vector<std::string_view> names = taxonomy::split(aliases, '|');
  names.push_back(label);
  for (const std::string_view name : names) {
    if (name.empty()) continue;
    auto alias = taxonomy::parse_alias(name);
    if (!alias) return tl::unexpected(alias.error());
    taxonomy::Entry one = entry;
    one.conditions = alias->conditions & (taxonomy::needs_capital | taxonomy::needs_upper);
    one.neighbours = builder.neighbours(alias->before, alias->after, alias->not_before, alias->not_after);
    for (const std::string& spelling : alias->spellings) builder.add(spelling, one, taxonomy::Declension::word);
  }
  WatchValue value{std::string(facet), std::string(id), std::string(label)};
  const auto same = [&](const WatchValue& other) { return other.facet == value.facet && other.id == value.id; };
  if (std::none_of(values.begin(), values.end(), same)) values.push_back(std::move(value));
  return {};
}

}  // namespace

Result<WatchTables> read_watchlists(const std::vector<std::filesystem::path>& files, const std::string& kept) {
  WatchTables tables;
  if (files.empty() && kept.empty()) return tables;
  taxonomy::LexiconBuilder builder;
  std::map<std::string, std::string> rows;  // by facet
  const auto add = [&](const taxonomy::Row& row) {
    rows[std::string(row[0])] += fmt::format("{}\n", fmt::join(row, "\t"));
    return add_row(row, builder, tables.values);
  };
  for (const std::filesystem::path& file : files)
    if (auto read = taxonomy::read_table(file, columns, add); !read) return tl::unexpected(read.error());
  std::set<std::string> given;
  for (const auto& [facet, lines] : rows) given.insert(facet);
  std::istringstream lines(kept);
  const auto read = taxonomy::read_table(lines, "the index's watch list", columns, [&](const taxonomy::Row& row) {
    return given.contains(std::string(row[0])) ? Result<void>() : add(row);
  });
  if (!read) return tl::unexpected(read.error());
  // The same lists give the same tables, whichever of them the index kept.
  std::stable_sort(tables.values.begin(), tables.values.end(),
                   [](const WatchValue& a, const WatchValue& b) { return a.facet < b.facet; });
  for (const auto& [facet, text] : rows) tables.text += text;
  tables.block = builder.finish();
  return tables;
}

}  // namespace blotter::facets
