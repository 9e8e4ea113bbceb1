#include "searcher/state/saved_search.hpp"

#include "common/text/steering.hpp"
#include "searcher/state/command_line.hpp"
#include "searcher/state/state_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace blotter::search {
namespace {

constexpr std::size_t max_name_bytes = 100;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  // Editors of other systems put a mark before the text and a carriage return behind a line.
  if (text.starts_with("\ufeff")) text.remove_prefix(std::string_view("\ufeff").size());
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    if (lines.back().ends_with('\r')) lines.back().remove_suffix(1);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Result<std::string> path_of(const std::string& folder, const std::string& name) {
  const bool steers = text::percent_encode_steering(name) != name;
  if (name.empty() || name.size() > max_name_bytes || steers || name.front() == '.' || name.front() == '-' ||
      name.find('/') != std::string::npos)
    return fail(ErrorCode::bad_usage, fmt::format("'{}' cannot name a saved search", name),
                "use letters, digits, dashes and full stops, up to 100 bytes");
  return state_path(folder + "/" + name);
}

}  // namespace

std::string write_arguments(const std::vector<std::string>& arguments) {
  std::string text;
  for (const std::string& argument : arguments) {
    if (argument.empty() || argument.front() == '#' || argument.front() == ' ') text += '\\';
    for (const char c : argument)
      if (c == '\n') text += "\\n";
      else if (c == '\\') text += "\\\\";
      else text += c;
    text += '\n';
  }
  return text;
}

std::vector<std::string> read_arguments(const std::string& text) {
  std::vector<std::string> arguments;
  for (std::string_view line : lines_of(text)) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (line.empty() || line.front() == '#') continue;
    std::string& argument = arguments.emplace_back();
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] != '\\') argument += line[i];
      else if (++i < line.size()) argument += line[i] == 'n' ? '\n' : line[i];
    }
  }
  return arguments;
}

Result<void> save_search(const SavedSearch& search) {
  const Result<std::string> path = path_of("searches", search.name);
  if (!path) return tl::unexpected<Error>(path.error());
  return write_state(*path, "# A saved search: " + run_command(search.name) + '\n' + write_arguments(search.arguments));
}

Result<SavedSearch> load_search(const std::string& name) {
  const Result<std::string> path = path_of("searches", name);
  if (!path) return tl::unexpected<Error>(path.error());
  std::error_code error;
  if (!std::filesystem::is_regular_file(*path, error))
    return fail(ErrorCode::bad_usage, fmt::format("no search is saved as '{}'", name), "--saved lists them");
  const Result<std::string> text = read_state(*path);
  if (!text) return tl::unexpected<Error>(text.error());
  if (text->find('\0') != std::string::npos)
    return fail(ErrorCode::bad_usage, fmt::format("the saved search '{}' is no text", name),
                fmt::format("mend or remove '{}'", *path));
  return SavedSearch{name, read_arguments(*text)};
}

Result<std::vector<SavedSearch>> saved_searches(std::vector<Error>& damaged) {
  const Result<std::string> folder = state_path("searches");
  if (!folder) return tl::unexpected<Error>(folder.error());
  std::vector<SavedSearch> all;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(*folder, error)) {
    const std::string name = entry.path().filename().string();
    if (!path_of("searches", name) || !entry.is_regular_file(error)) continue;
    Result<SavedSearch> search = load_search(name);
    if (search) all.push_back(std::move(*search));
    else damaged.push_back(search.error());
  }
  std::sort(all.begin(), all.end(), [](const SavedSearch& a, const SavedSearch& b) { return a.name < b.name; });
  return all;
}

Result<std::set<std::string>> seen_articles(const std::string& name) {
  const Result<std::string> path = path_of("seen", name);
  if (!path) return tl::unexpected<Error>(path.error());
  return read_state(*path).map([](const std::string& text) {
    std::set<std::string> ids;
    for (const std::string_view line : lines_of(text)) ids.emplace(line);
    return ids;
  });
}

Result<void> add_seen_articles(const std::string& name, const std::vector<std::string>& ids) {
  const Result<std::string> path = path_of("seen", name);
  if (!path) return tl::unexpected<Error>(path.error());
  if (ids.empty()) return {};
  std::string text;
  for (const std::string& id : ids) text += text::percent_encode_steering(id) + '\n';
  return append_state(*path, text);
}

}  // namespace blotter::search
