#include "common/cli/help.hpp"

#include "common/cli/option_info.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace blotter::cli {
namespace {

constexpr std::size_t names_width = 26;  // columns of the options' names, with what is before and behind
constexpr std::size_t uses_width = 50;
constexpr std::size_t min_room = 24;  // for a description beside a name

// Characters; all that the help is made of take one column each.
std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

// A name and what it means, in two columns; the meaning begins below a name that is too long.
std::string row(const std::string& name, const std::string& meaning, std::size_t column, std::size_t width) {
  std::string out = name;
  const std::size_t taken = columns_of(name);
  if (taken + 2 > column) out += '\n' + std::string(column, ' ');
  else out += std::string(column - taken, ' ');
  return out + wrapped(meaning, width, column, column) + '\n';
}

std::string option_row(const CLI::Option& option, std::size_t width) {
  std::string names = option.get_snames().empty() ? "      " : "  ";
  const std::vector<std::string> all = names_of(option);
  names += fmt::format("{}", fmt::join(all, ", "));
  const std::vector<std::string> choices = choices_of(option);
  std::string description = option.get_description();
  if (takes_value(option)) names += ' ' + (choices.empty() ? type_of(option) : std::string("WORD"));
  if (!choices.empty()) description += fmt::format(": {}", fmt::join(choices, ", "));
  return row(names, description, names_width, width);
}

// Where the last column of a line of the footer begins: behind its last run of two spaces, else its indentation.
std::size_t hanging(const std::string& line) {
  const std::size_t text = line.find_first_not_of(' ');
  if (text == std::string::npos) return 0;
  for (std::size_t at = line.size(); at > text + 2; --at)
    if (line[at - 1] != ' ' && line[at - 2] == ' ' && line[at - 3] == ' ') return columns_of(line.substr(0, at - 1));
  return text;
}

std::string footer(const CLI::App& app, std::size_t width) {
  std::string out;
  std::istringstream lines(app.get_footer());
  for (std::string line; std::getline(lines, line);) {
    const std::size_t indent = hanging(line);
    const bool example = line.starts_with("  " + app.get_name() + ' ');
    if (example || columns_of(line) <= width || indent + min_room > width) {
      out += line + '\n';
      continue;
    }
    std::size_t bytes = 0;
    for (std::size_t column = 0; column < indent; ++bytes)
      if ((static_cast<unsigned char>(line[bytes + 1]) & 0xc0) != 0x80) ++column;
    out += line.substr(0, bytes) + wrapped(line.substr(bytes), width, indent, indent) + '\n';
  }
  return out;
}

}  // namespace

std::string wrapped(const std::string& text, std::size_t width, std::size_t first, std::size_t indent) {
  std::string out;
  std::size_t column = first;
  std::istringstream words(text);
  bool begun = false;
  for (std::string word; words >> word; begun = true) {
    const std::size_t size = columns_of(word);
    if (begun && column + 1 + size > width) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (begun) {
      out += ' ';
      ++column;
    }
    out += word;
    column += size;
  }
  return out;
}

std::string help_text(const CLI::App& app, const std::vector<Use>& uses, std::size_t width) {
  std::string out;
  std::istringstream paragraphs(app.get_description());
  std::string paragraph;
  if (std::getline(paragraphs, paragraph)) out += wrapped(paragraph, width, 0, 0) + "\n\n";
  for (const auto& [command, meaning] : uses)
    out += row("  " + command, meaning, std::min(uses_width, width / 2), width);
  out += '\n';
  while (std::getline(paragraphs, paragraph)) out += wrapped(paragraph, width, 0, 0) + '\n';
  for (const std::string& group : app.get_groups()) {
    std::string rows;
    for (const CLI::Option* option : visible_options(app))
      if (option->get_group() == group) rows += option_row(*option, width);
    if (!rows.empty()) out += '\n' + wrapped(group + ':', width, 0, 2) + '\n' + rows;
  }
  return out + footer(app, width);
}

}  // namespace blotter::cli
