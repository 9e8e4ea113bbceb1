#include "common/taxonomy/compile/tsv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace blotter::taxonomy {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

struct Flag {
  std::string_view name;
  std::uint32_t conditions;
};
constexpr std::array flags{Flag{"upper", needs_upper | needs_capital},
                           Flag{"+context", needs_context},
                           Flag{"+in", needs_preposition},
                           Flag{"person", may_be_person},
                           Flag{"namesake", namesake},
                           Flag{"word", english_word},
                           Flag{"after-comma", after_comma},
                           Flag{"us-state", us_state}};

// Words that must, or must not, be beside the name: "-after=at,in".  Where not, the pseudo-word "name" means any
// person's name.
struct Neighbour {
  std::string_view name;
  std::string Alias::*words;
  std::uint32_t any_name;
};
constexpr std::array neighbours{Neighbour{"-after", &Alias::not_after, not_after_name},
                                Neighbour{"-before", &Alias::not_before, not_before_name},
                                Neighbour{"+after", &Alias::after, 0}, Neighbour{"+before", &Alias::before, 0}};

void add_neighbours(const Neighbour& rule, std::string_view words, Alias& alias) {
  std::string& kept = alias.*rule.words;
  kept.clear();
  for (const std::string_view word : split(words, ',')) {
    if (word == "name" && rule.any_name != 0) alias.conditions |= rule.any_name;
    else kept.append(kept.empty() ? "" : ",").append(word);
  }
}

Result<void> add_condition(std::string_view rule, Alias& alias) {
  const std::size_t equals = rule.find('=');
  const std::string_view name = rule.substr(0, equals);
  const auto is_called = [&](const auto& row) { return row.name == name; };
  if (const auto* row = std::find_if(neighbours.begin(), neighbours.end(), is_called); row != neighbours.end())
    add_neighbours(*row, equals == rule.npos ? std::string_view() : rule.substr(equals + 1), alias);
  else if (const auto* flag = std::find_if(flags.begin(), flags.end(), is_called); flag != flags.end())
    alias.conditions |= flag->conditions;
  else if (name.size() == 2) alias.language = name;
  else return fail(ErrorCode::bad_input, fmt::format("unknown condition \"{}\"", rule));
  return {};
}

void expand(std::string_view text, std::vector<std::string>& out) {
  const std::size_t open = text.find('(');
  const std::size_t close = open == std::string_view::npos ? open : text.find(')', open);
  if (close == std::string_view::npos) {
    out.emplace_back(text);
    return;
  }
  for (const std::string_view choice : split(text.substr(open + 1, close - open - 1), '/'))
    expand(std::string(text.substr(0, open)).append(choice).append(text.substr(close + 1)), out);
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

Result<Alias> parse_alias(std::string_view text) {
  Alias alias;
  if (const std::size_t open = text.find('['); open != std::string_view::npos) {
    const std::size_t close = text.find(']', open);
    if (close == std::string_view::npos) return fail(ErrorCode::bad_input, fmt::format("no ] in \"{}\"", text));
    for (const std::string_view rule : split(text.substr(open + 1, close - open - 1), ';'))
      if (auto done = add_condition(trim(rule), alias); !done) return tl::unexpected(done.error());
    text = text.substr(0, open);
  }
  expand(trim(text), alias.spellings);
  return alias;
}

Result<void> read_table(const std::filesystem::path& path, std::size_t columns,
                        const std::function<Result<void>(const Row&)>& row) {
  std::ifstream in(path);
  if (!in) return fail(ErrorCode::io, fmt::format("cannot open {}", path.string()));
  return read_table(in, path.string(), columns, row);
}

Result<void> read_table(std::istream& in, const std::string& name, std::size_t columns,
                        const std::function<Result<void>(const Row&)>& row) {
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (number == 1 && line.starts_with("\xef\xbb\xbf")) line.erase(0, 3);
    if (line.empty() || line.front() == '#') continue;
    const Row fields = split(line, '\t');
    if (fields.size() != columns)
      return fail(ErrorCode::bad_input, fmt::format("{}:{}: {} fields, not {}", name, number, fields.size(), columns));
    if (auto done = row(fields); !done) {
      done.error().message = fmt::format("{}:{}: {}", name, number, done.error().message);
      return done;
    }
  }
  return {};
}

}  // namespace blotter::taxonomy
