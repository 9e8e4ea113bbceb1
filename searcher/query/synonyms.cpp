#include "searcher/query/synonyms.hpp"

#include "common/schema.hpp"
#include "common/text/utf8.hpp"

#include <fmt/format.h>

#include <fstream>

namespace blotter::query {
namespace {

constexpr std::size_t max_file = 16u << 20;  // bytes
constexpr std::size_t max_group = 64;

std::vector<std::string> members_of(std::string_view line) {
  std::vector<std::string> members;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(','), line.size());
    std::string member = text::clean_line(line.substr(0, end));
    if (!member.empty()) members.push_back(std::move(member));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return members;
}

}  // namespace

Result<Synonyms> Synonyms::read(const std::string& path) {
  std::ifstream file(path);
  if (!file) return fail(ErrorCode::io, fmt::format("cannot open the synonyms '{}'", path));
  Synonyms synonyms;
  std::string line;
  std::size_t bytes = 0;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if ((bytes += line.size()) > max_file)
      return fail(ErrorCode::limit, fmt::format("'{}' is larger than 16 MiB", path));
    if (line.starts_with('#')) continue;
    const std::vector<std::string> members = members_of(line);
    if (members.size() == 1)
      return fail(ErrorCode::bad_input, fmt::format("{}:{}: a group of one word", path, number),
                  "write: organ, kidney, liver");
    if (members.size() > max_group)
      return fail(ErrorCode::limit, fmt::format("{}:{}: more than {} words in a group", path, number, max_group));
    for (const std::string& member : members) {
      std::vector<std::string>& others = synonyms.others_[schema::fold_name(member)];
      for (const std::string& other : members)
        if (&other != &member) others.push_back(other);
    }
  }
  return synonyms;
}

const std::vector<std::string>& Synonyms::of(std::string_view form) const {
  static const std::vector<std::string> none;
  const auto at = others_.find(form);
  return at == others_.end() ? none : at->second;
}

}  // namespace blotter::query
