#include "indexer/source/file_list.hpp"

#include "indexer/reader/bytes.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/source/file_stream.hpp"

#include <climits>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <system_error>

namespace blotter::source {
namespace {

constexpr std::size_t max_looked_at = 20;  // names

}  // namespace

std::vector<std::string> names_in(std::string_view text) {
  const bool zeros = text.find('\0') != text.npos;
  std::vector<std::string> names;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(zeros ? '\0' : '\n'), text.size());
    std::string_view name = text.substr(0, end);
    if (!zeros && name.ends_with('\r')) name.remove_suffix(1);
    if (!name.empty()) names.emplace_back(name);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return names;
}

Result<std::vector<std::string>> listed_names(const std::string& file) {
  FileStream in;
  if (const Result<void> opened = in.open(file); !opened)
    return fail(ErrorCode::io, "cannot read the list '" + file + "': " + opened.error().message);
  const Result<std::string> text = reader::read_all(in, std::numeric_limits<std::size_t>::max());
  if (!text) return tl::unexpected(text.error());
  return names_in(*text);
}

bool is_file_list(std::string_view head) {
  std::vector<std::string> names = names_in(head.substr(0, PATH_MAX * max_looked_at));
  if (names.size() > max_looked_at) names.resize(max_looked_at);
  const bool possible =
      std::all_of(names.begin(), names.end(), [](const std::string& n) { return n.size() < PATH_MAX; });
  if (names.empty() || !possible) return false;
  const auto plain = [](char c) {
    return reader::is_ascii_alnum(c) || static_cast<unsigned char>(c) >= 0x80 ||
           std::string_view("._/+@~-").find(c) != std::string::npos;
  };
  // With a folder or an extension, and without blanks.
  const auto is_path = [&](const std::string& name) {
    const std::size_t dot = name.rfind('.');
    const bool extension = dot != name.npos && dot > 0 && dot + 1 < name.size() && name.size() - dot <= 6;
    return (extension || name.find('/') != name.npos) && std::all_of(name.begin(), name.end(), plain);
  };
  if (std::all_of(names.begin(), names.end(), is_path)) return true;
  const auto there = std::count_if(names.begin(), names.end(), [](const std::string& name) {
    std::error_code error;
    return std::filesystem::exists(name, error);
  });
  return static_cast<std::size_t>(there) * 2 > names.size();
}

}  // namespace blotter::source
