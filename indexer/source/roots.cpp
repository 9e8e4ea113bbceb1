#include "indexer/source/roots.hpp"

#include <algorithm>
#include <system_error>

namespace blotter::source {
namespace {

namespace fs = std::filesystem;

// Kinds of an entry, its first character.
constexpr char base_entry = 'b';
constexpr char given_entry = 'd';
constexpr char file_entry = 'f';

void append(std::string& value, char kind, std::string_view path, std::string_view name) {
  value += kind;
  value.append(path).push_back('\0');
  value.append(name).push_back('\0');
}

// Up to the next zero byte, which goes as well.
std::string_view next_field(std::string_view& value) {
  const std::size_t end = std::min(value.find('\0'), value.size());
  const std::string_view field = value.substr(0, end);
  value.remove_prefix(std::min(end + 1, value.size()));
  return field;
}

// "dir/" and "dir" name the same folder, and "." none.
fs::path without_slash(const fs::path& given) {
  const fs::path normal = given.lexically_normal();
  const fs::path name = normal.has_filename() ? normal : normal.parent_path();
  return name == "." ? fs::path() : name;
}

}  // namespace

Roots Roots::parse(std::string_view value) {
  Roots roots;
  while (!value.empty()) {
    const std::string_view path = next_field(value);
    const std::string_view name = next_field(value);
    if (path.empty()) continue;
    if (path.front() == base_entry) roots.base_ = path.substr(1);
    else roots.roots_[std::string(path.substr(1))] = {path.front() == given_entry, fs::path(name)};
  }
  return roots;
}

std::string Roots::value() const {
  std::string value;
  if (!base_.empty()) append(value, base_entry, base_, {});
  for (const auto& [path, root] : roots_)
    append(value, root.given ? given_entry : file_entry, path, root.name.string());
  return value;
}

void Roots::add(const std::vector<std::string>& arguments) {
  for (const std::string& argument : arguments) {
    std::error_code error;
    if (argument == "-") continue;
    const fs::path given = without_slash(argument);
    const bool is_folder = fs::is_directory(argument, error);
    const fs::path outer = is_folder ? given : given.parent_path();
    const fs::path folder = fs::canonical(outer.empty() ? fs::path(".") : outer, error);
    if (!error) add_folder(folder, outer, is_folder);
  }
}

void Roots::add_folder(const fs::path& folder, const fs::path& given, bool is_given) {
  if (const auto there = roots_.find(folder.string()); there != roots_.end()) {
    there->second.given |= is_given;
    return;
  }
  std::optional<fs::path> derived = name(folder);
  if (derived && !is_given) return;
  fs::path chosen = derived ? *derived : new_name(folder, given);
  roots_[folder.string()] = {is_given, std::move(chosen)};
}

bool Roots::is_taken(const fs::path& name) const {
  return std::any_of(roots_.begin(), roots_.end(), [&](const auto& root) { return root.second.name == name; });
}

fs::path Roots::new_name(const fs::path& folder, const fs::path& given) {
  if (given.is_absolute()) return is_taken(given) ? folder : given;
  std::error_code error;
  const std::string here = fs::current_path(error).string();
  if (base_.empty()) base_ = here;
  if (here == base_ && !is_taken(given)) return given;
  fs::path relative = folder.lexically_relative(base_);
  if (relative == ".") relative.clear();
  return is_taken(relative) ? folder : relative;
}

std::optional<fs::path> Roots::name(const fs::path& folder) const {
  fs::path below;
  for (fs::path at = folder;; at = at.parent_path()) {
    if (const auto root = roots_.find(at.string()); root != roots_.end())
      return below.empty() ? root->second.name : root->second.name / below;
    if (!at.has_relative_path()) return std::nullopt;
    below = below.empty() ? at.filename() : at.filename() / below;
  }
}

std::optional<fs::path> Roots::root_name(const fs::path& folder) const {
  const auto root = roots_.find(folder.string());
  return root == roots_.end() ? std::nullopt : std::optional(root->second.name);
}

std::vector<std::string> Roots::folders() const {
  std::vector<std::string> folders;
  for (const auto& [path, root] : roots_)
    if (root.given) folders.push_back(path);
  return folders;
}

}  // namespace blotter::source
