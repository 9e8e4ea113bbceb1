#include "indexer/source/ignore_list.hpp"

#include "indexer/reader/strings.hpp"

#include <algorithm>
#include <fstream>

namespace blotter::source {

void IgnoreList::load(const std::filesystem::path& file) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::string_view pattern = reader::trim(line);
    if (pattern.ends_with('/')) pattern.remove_suffix(1);
    if (!pattern.empty() && pattern[0] != '#') patterns_.emplace_back(pattern);
  }
}

bool IgnoreList::matches(std::string_view name) const {
  return std::any_of(patterns_.begin(), patterns_.end(), [name](const auto& p) { return matches_pattern(p, name); });
}

bool matches_pattern(std::string_view pattern, std::string_view name) {
  // Linear matching with one point to go back to: the last star.
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t star = pattern.npos;
  std::size_t mark = 0;
  while (n < name.size()) {
    if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n]) && pattern[p] != '*') {
      ++p;
      ++n;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = n;
    } else if (star != pattern.npos) {
      p = star + 1;
      n = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace blotter::source
