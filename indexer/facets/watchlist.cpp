#include "indexer/facets/watchlist.hpp"

#include "common/schema.hpp"
#include "common/taxonomy/compile/tsv.hpp"
#include "common/taxonomy/lexicon_builder.hpp"
#include "common/text/characters.hpp"
#include "common/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

namespace blotter::facets {
namespace {

constexpr std::size_t columns = 4;
constexpr std::string_view plain_facet = "watch";  // of lists that are only names

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

// A name as an identifier: "Айбек Токтогулов" is "айбек-токтогулов".
std::string id_of(std::string_view name) {
  const std::string folded = schema::fold_name(name);
  std::string id;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t start = at;
    if (text::is_letter_or_digit(text::next_code_point(folded, at))) id.append(folded, start, at - start);
    else if (!id.empty() && id.back() != '-') id += '-';
  }
  while (id.ends_with('-')) id.pop_back();
  return id;
}

// A line without the signs that have a meaning in tables, and without blanks that say nothing.
std::string plain_line(std::string_view line) {
  std::string plain;
  for (const char c : line) {
    const bool blank = std::string_view("()[]/\r ").find(c) != std::string_view::npos;
    if (!blank) plain += c;
    else if (!plain.empty() && plain.back() != ' ') plain += ' ';
  }
  if (plain.ends_with(' ')) plain.pop_back();
  return plain;
}

// A list without tabs: names, each on its line with other spellings behind a '|'.  Gives rows of the facet `watch`;
// signs that have a meaning in tables have none here.
std::string table_of_names(std::string_view names) {
  std::string table;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find('\n'), names.size());
    std::string line = plain_line(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
    if (line.empty() || line.front() == '#') {
      table += '\n';  // so that a refusal names the line
      continue;
    }
    std::string_view label = std::string_view(line).substr(0, line.find('|'));
    label = label.substr(0, label.find_last_not_of(' ') + 1);
    table += fmt::format("{}\t{}\t{}\t{}\n", plain_facet, id_of(label), label, line);
  }
  return table;
}

Result<std::string> content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(in), {}};
  if (!in.is_open() || std::filesystem::is_directory(file))
    return fail(ErrorCode::io, fmt::format("cannot read '{}'", file.string()));
  if (content.starts_with("\xEF\xBB\xBF")) content.erase(0, 3);
  return content.find('\t') == content.npos ? table_of_names(content) : content;
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
  for (const std::filesystem::path& file : files) {
    const Result<std::string> content = content_of(file);
    if (!content) return tl::unexpected(content.error());
    std::istringstream rows_of_file(*content);
    if (auto read = taxonomy::read_table(rows_of_file, file.string(), columns, add); !read)
      return tl::unexpected(read.error());
  }
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
