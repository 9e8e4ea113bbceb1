#include "indexer/source/ignore_list.hpp"

#include "indexer/reader/strings.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>

namespace blotter::source {

Result<void> IgnoreList::load(const std::filesystem::path& file, std::string_view folder) {
  std::error_code error;
  // A pipe would be waited for, and /dev/zero read for ever.
  if (!std::filesystem::is_regular_file(file, error) && !error) return fail(ErrorCode::io, "not a regular file");
  std::ifstream in(file);
  if (!in) return fail(ErrorCode::io, std::generic_category().message(errno));
  for (std::string line; std::getline(in, line);)
    if (const std::string_view pattern = reader::trim(line); !pattern.empty() && pattern[0] != '#')
      add(pattern, folder);
  return {};
}

void IgnoreList::add(std::string_view pattern, std::string_view folder) {
  if (pattern.starts_with("./")) pattern.remove_prefix(2);
  while (pattern.size() > 1 && pattern.ends_with('/')) pattern.remove_suffix(1);
  if (pattern.find('/') == pattern.npos) return names_.emplace_back(pattern), void();
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  std::string& path = paths_.emplace_back(folder);
  if (!path.empty()) path += '/';
  path += pattern;
}

bool IgnoreList::matches(std::string_view name, std::string_view path) const {
  const auto fits = [](std::string_view text) {
    return [text](const std::string& pattern) { return matches_pattern(pattern, text); };
  };
  return std::any_of(names_.begin(), names_.end(), fits(name)) || std::any_of(paths_.begin(), paths_.end(), fits(path));
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
