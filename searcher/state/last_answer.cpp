#include "searcher/state/last_answer.hpp"

#include "searcher/state/saved_search.hpp"
#include "searcher/state/state_folder.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <string_view>

namespace blotter::search {
namespace {

constexpr std::string_view database_option = "--db=";
constexpr std::string_view query_line = "query ";

}  // namespace

void remember_answer(const LastAnswer& answer) {
  std::vector<std::string> lines;
  lines.reserve(answer.databases.size() + answer.ids.size() + 1);
  for (const std::string& database : answer.databases) lines.push_back(std::string(database_option) + database);
  lines.push_back(std::string(query_line) + answer.query);
  for (const auto& [number, id] : answer.ids) lines.push_back(std::to_string(number) + ' ' + id);
  if (const Result<std::string> path = state_path("last"))
    (void)write_state(*path, "# The hits of the last answer\n" + write_arguments(lines));
}

Result<LastAnswer> last_answer() {
  const Result<std::string> path = state_path("last");
  if (!path) return tl::unexpected<Error>(path.error());
  const Result<std::string> text = read_state(*path);
  if (!text) return tl::unexpected<Error>(text.error());
  LastAnswer answer;
  for (const std::string& line : read_arguments(*text)) {
    const std::size_t space = line.find(' ');
    if (line.starts_with(database_option)) answer.databases.push_back(line.substr(database_option.size()));
    else if (line.starts_with(query_line)) answer.query = line.substr(query_line.size());
    else if (space == std::string::npos) continue;
    else if (const auto number = hit_number(line.substr(0, space))) answer.ids.emplace(*number, line.substr(space + 1));
  }
  return answer;
}

Error with_hit_numbers(Error error, const std::string& name, const LastAnswer& answer) {
  if (error.code != ErrorCode::bad_usage || !hit_number(name) || answer.ids.empty()) return error;
  const std::uint32_t first = answer.ids.begin()->first;
  const std::uint32_t last = answer.ids.rbegin()->first;
  error.hint = first == last ? fmt::format("the last answer has hit {} alone", first)
                             : fmt::format("the last answer has the hits {} to {}", first, last);
  return error;
}

std::optional<std::uint32_t> hit_number(const std::string& text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0) return std::nullopt;
  return number;
}

}  // namespace blotter::search
