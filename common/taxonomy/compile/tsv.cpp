#include "common/taxonomy/compile/tsv.hpp"

#include <fmt/format.h>

#include <fstream>

namespace blotter::taxonomy {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

Result<void> add_condition(std::string_view rule, Alias& alias) {
  const std::size_t equals = rule.find('=');
  const std::string_view name = rule.substr(0, equals);
  const std::string_view words = equals == std::string_view::npos ? std::string_view{} : rule.substr(equals + 1);
  if (name == "-after" || name == "-before" || name == "+after" || name == "+before") {
    // The pseudo-word "name" stands for any person's name.
    std::string kept;
    for (const std::string_view word : split(words, ',')) {
      if (word == "name" && name == "-after") alias.conditions |= not_after_name;
      else if (word == "name" && name == "-before") alias.conditions |= not_before_name;
      else kept.append(kept.empty() ? "" : ",").append(word);
    }
    (name == "-after"    ? alias.not_after
     : name == "-before" ? alias.not_before
     : name == "+after"  ? alias.after
                         : alias.before) = kept;
    return {};
  }
  if (name == "upper") alias.conditions |= needs_upper | needs_capital;
  else if (name == "+context") alias.conditions |= needs_context;
  else if (name == "+in") alias.conditions |= needs_preposition;
  else if (name == "person") alias.conditions |= may_be_person;
  else if (name == "namesake") alias.conditions |= namesake;
  else if (name == "word") alias.conditions |= english_word;
  else if (name == "after-comma") alias.conditions |= after_comma;
  else if (name == "us-state") alias.conditions |= us_state;
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
