// Man page (groff man(7)), from the option table.
#include "common/cli/option_info.hpp"
#include "common/cli/options.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace blotter::cli {
namespace {

constexpr const char* man_date = "2026-11-26";

std::string roff(std::string text) {
  text = replace_all(std::move(text), "\\", "\\e");
  text = replace_all(std::move(text), "-", "\\-");
  text = replace_all(std::move(text), "\n.", "\n\\&.");
  text = replace_all(std::move(text), "\n'", "\n\\&'");
  if (text.starts_with('.') || text.starts_with('\'')) text.insert(0, "\\&");
  return text;
}

// Title, name, synopsis and description.
std::string man_head(const CLI::App& app) {
  std::string upper = app.get_name();
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const std::string description = app.get_description();
  const std::string summary = description.substr(0, description.find('\n'));
  std::string page = fmt::format(
      ".TH {} 1 \"{}\" \"Blotter {}\" \"User Commands\"\n.SH NAME\n{} \\- {}\n.SH SYNOPSIS\n.B {}\n[OPTIONS]", upper,
      man_date, BLOTTER_VERSION, roff(app.get_name()), roff(summary), roff(app.get_name()));
  for (const CLI::Option* option : app.get_options())
    if (option->get_positional()) page += fmt::format(" {}...", roff(option->get_name()));
  page += "\n.SH DESCRIPTION\n" + roff(summary) + ".\n";
  if (summary.size() < description.size()) page += ".PP\n" + roff(description.substr(summary.size() + 1)) + "\n";
  return page;
}

std::string man_option(const CLI::Option& option) {
  std::string entry = fmt::format(".TP\n\\fB{}\\fR", roff(fmt::format("{}", fmt::join(names_of(option), ", "))));
  if (takes_value(option)) entry += fmt::format(" \\fI{}\\fR", roff(type_of(option)));
  return entry + "\n" + roff(option.get_description()) + "\n";
}

std::string man_options(const CLI::App& app) {
  std::string page = ".SH OPTIONS\n";
  for (const std::string& group : app.get_groups()) {
    std::string entries;
    for (const CLI::Option* option : visible_options(app))
      if (option->get_group() == group) entries += man_option(*option);
    if (!entries.empty()) page += fmt::format(".SS {}\n", roff(group)) + entries;
  }
  return page;
}

// A line of the footer in capitals that ends in a colon starts a section.
bool starts_section(std::string_view line) {
  return line.size() > 1 && line.back() == ':' && line.front() >= 'A' && line.front() <= 'Z' &&
         std::none_of(line.begin(), line.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string man_sections(std::string_view footer) {
  std::string page;
  bool verbatim = false;
  for (std::size_t at = 0; at < footer.size();) {
    const std::size_t end = std::min(footer.find('\n', at), footer.size());
    const std::string line(footer.substr(at, end - at));
    at = end + 1;
    if (!starts_section(line)) {
      page += roff(line) + "\n";
      continue;
    }
    if (verbatim) page += ".EE\n";
    page += ".SH " + roff(line.substr(0, line.size() - 1)) + "\n.EX\n";
    verbatim = true;
  }
  return verbatim ? page + ".EE\n" : page;
}

std::string man_page(const CLI::App& app) { return man_head(app) + man_options(app) + man_sections(app.get_footer()); }

}  // namespace

std::vector<const CLI::Option*> visible_options(const CLI::App& app) {
  std::vector<const CLI::Option*> options =
      app.get_options([](const CLI::Option* o) { return !o->get_group().empty(); });
  std::erase_if(options, [](const CLI::Option* o) { return o->get_positional(); });
  return options;
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

// CLI11 puts what a validator says behind a colon.
std::string type_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  return type.substr(0, type.find(':'));
}

bool takes_value(const CLI::Option& option) {
  return option.get_items_expected_max() > 0 && option.get_type_size_max() > 0;
}

std::vector<std::string> choices_of(const CLI::Option& option) {
  std::vector<std::string> choices;
  const std::string type = type_of(option);
  // ID|N is two kinds of values, text|json are two values.
  if (type.find('|') == std::string::npos || (type.front() >= 'A' && type.front() <= 'Z')) return choices;
  for (std::size_t at = 0; at <= type.size();) {
    const std::size_t end = std::min(type.find('|', at), type.size());
    const std::string choice = type.substr(at, end - at);
    choices.push_back(choice.substr(0, choice.find(' ')));  // what follows is a value of one's own
    at = end + 1;
  }
  return choices;
}

std::vector<std::string> names_of(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  return names;
}

std::string option_docs(const CLI::App& app, const std::string& what) {
  if (what == "man") return man_page(app);
  if (what == "bash") return bash_completion(app);
  if (what == "zsh") return zsh_completion(app);
  if (what == "fish") return fish_completion(app);
  return {};
}

}  // namespace blotter::cli
