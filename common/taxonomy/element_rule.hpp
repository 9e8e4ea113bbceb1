// What elements make a crime, as data/crime_elements.tsv says it: "debt-bondage + 2:isolation|violence|deception +
// !begging" asks for the first, for two of the others, and that the last is not there.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace blotter::taxonomy {

inline constexpr std::size_t max_pattern_parts = 4;  // of one element's pattern

struct ElementRule {
  std::string_view crime, groups;
};

// At least `min_present` different ones of the elements, or none of them.
struct ElementGroup {
  std::size_t min_present = 1;
  bool none = false;
  std::vector<std::string_view> elements;
};

// Returns the groups of a rule; views into `rule`.  A group whose number is malformed has `min_present` 0.
[[nodiscard]] inline std::vector<ElementGroup> element_groups(std::string_view rule) {
  std::vector<ElementGroup> groups;
  const auto next = [](std::string_view& text, char separator) {
    const std::size_t at = text.find(separator);
    std::string_view part = text.substr(0, at);
    text = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    return part;
  };
  while (!rule.empty()) {
    std::string_view text = next(rule, '+');
    ElementGroup& group = groups.emplace_back();
    if (text.starts_with('!')) {
      group.none = true;
      text.remove_prefix(1);
    } else if (text.size() > 2 && text[1] == ':') {
      group.min_present = text[0] > '0' && text[0] <= '9' ? static_cast<std::size_t>(text[0] - '0') : 0;
      text.remove_prefix(2);
    }
    while (!text.empty()) group.elements.push_back(next(text, '|'));
  }
  return groups;
}

// Returns the rules of data/crime_elements.tsv, in its order: of several for one crime the first whose elements occur
// counts.
[[nodiscard]] std::span<const ElementRule> element_rules();

}  // namespace blotter::taxonomy
