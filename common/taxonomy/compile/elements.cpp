#include "common/taxonomy/compile/elements.hpp"

#include "common/taxonomy/compile/tsv.hpp"
#include "common/taxonomy/element_rule.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

namespace blotter::taxonomy {
namespace {

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// "passport*/papers + took/kept": the parts of one pattern, each with its alternatives.
Result<void> add_pattern(std::string_view pattern, std::string_view element, std::string_view language,
                         std::uint32_t number, LexiconBuilder& builder) {
  const auto parts = split(pattern, '+');
  if (parts.size() > max_pattern_parts) return fail(ErrorCode::bad_input, fmt::format("too many parts: {}", pattern));
  Entry entry;
  entry.layer = Layer::element;
  entry.kind = EntryKind::part;
  entry.language[0] = language[0];
  entry.language[1] = language[1];
  for (std::size_t i = 0; i < parts.size(); ++i) {
    // The tagger splits the value: element, pattern, part, number of parts.
    entry.value = builder.value(fmt::format("element\t{}\t{}\t{}\t{}", element, number, i, parts.size()));
    for (const std::string_view phrase : split(parts[i], '/')) {
      if (trimmed(phrase).empty()) return fail(ErrorCode::bad_input, fmt::format("an empty phrase: {}", pattern));
      builder.add_part(trimmed(phrase), entry);
    }
  }
  return {};
}

}  // namespace

Result<std::string> compile_elements(const std::filesystem::path& folder, LexiconBuilder& builder,
                                     const std::function<bool(std::string_view)>& is_crime) {
  std::map<std::string, std::string> indicators;
  auto read = read_table(folder / "indicators.tsv", 2, [&](const Row& row) -> Result<void> {
    indicators.emplace(row[0], row[1]);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  std::set<std::string, std::less<>> elements;
  std::uint32_t patterns = 0;
  read = read_table(folder / "elements.tsv", 3, [&](const Row& row) -> Result<void> {
    if (row[1].size() != 2) return fail(ErrorCode::bad_input, fmt::format("\"{}\" is not a language", row[1]));
    elements.emplace(row[0]);
    for (const std::string_view pattern : split(row[2], '|'))
      if (auto added = add_pattern(pattern, row[0], row[1], patterns++, builder); !added) return added;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  std::string rules = "constexpr ElementRule element_rule_table[] = {\n";
  read = read_table(folder / "crime_elements.tsv", 2, [&](const Row& row) -> Result<void> {
    if (!is_crime(row[0])) return fail(ErrorCode::bad_input, fmt::format("unknown crime \"{}\"", row[0]));
    for (const ElementGroup& group : element_groups(row[1])) {
      if (group.min_present == 0 || group.min_present > group.elements.size())
        return fail(ErrorCode::bad_input, fmt::format("a malformed rule: {}", row[1]));
      for (const std::string_view one : group.elements)
        if (!elements.contains(one)) return fail(ErrorCode::bad_input, fmt::format("unknown element \"{}\"", one));
    }
    rules += fmt::format("  {{\"{}\", \"{}\"}},\n", row[0], row[1]);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  std::string values = "constexpr Value indicator_values[] = {\n";
  for (const auto& [id, label] : indicators) {
    if (!elements.contains(id)) return fail(ErrorCode::bad_input, fmt::format("indicator \"{}\" has no pattern", id));
    values += fmt::format("  {{\"{}\", \"{}\", \"\", \"\"}},\n", id, label);
  }
  return values + "};\n" + rules + "};\n";
}

}  // namespace blotter::taxonomy
