#include "indexer/write/roots.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace blotter {
namespace {

std::vector<std::string> parse(const std::string& value) {
  std::vector<std::string> roots;
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t end = std::min(value.find('\0', at), value.size());
    roots.push_back(value.substr(at, end - at));
    at = end + 1;
  }
  return roots;
}

}  // namespace

std::vector<std::string> roots_of(const Xapian::Database& database) { return parse(database.get_metadata(key_roots)); }

std::string with_roots(const std::string& known, const std::vector<std::string>& paths) {
  std::string value = known;
  std::vector<std::string> roots = parse(known);
  for (const std::string& path : paths) {
    std::error_code error;
    const std::filesystem::path folder = std::filesystem::canonical(path, error);
    if (error || !std::filesystem::is_directory(folder, error)) continue;
    if (std::find(roots.begin(), roots.end(), folder.string()) != roots.end()) continue;
    roots.push_back(folder.string());
    value.append(folder.string()).push_back('\0');
  }
  return value;
}

}  // namespace blotter
