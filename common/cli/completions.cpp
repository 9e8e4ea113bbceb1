// Completions for bash, zsh and fish, from the option table.
#include "common/cli/option_info.hpp"

#include <fmt/format.h>

namespace blotter::cli {
namespace {

// Where an option's values come from.
enum class Values { none, choices, files, facets, facet_values };

Values values_of(const CLI::Option& option) {
  const std::string type = type_of(option);
  if (!takes_value(option)) return Values::none;
  if (!choices_of(option).empty()) return Values::choices;
  if (type == "VALUE") return Values::facet_values;
  if (type == "FACET" || type == "NAMES" || type == "FACET,FACET") return Values::facets;
  return type == "FILE" || type == "DIR" || type == "GLOB" || type == "PATH" ? Values::files : Values::none;
}

// What lists the facets, or the values of the option's facet.
std::string listed(const CLI::Option& option) {
  return values_of(option) == Values::facets ? "facets" : option.get_lnames().front();
}

bool words_are_files(const CLI::App& app) { return app.get_option_no_throw("PATH") != nullptr; }

std::string quoted(std::string text) { return replace_all(std::move(text), "'", "'\\''"); }

// 0 the program, 1 the function, 2 its cases, 3 the options, 4 what completes a word that is not an option.
constexpr const char* bash_script = R"(# bash completion for {0}
{1}_values() {{
  local -a index=()
  local i value
  for ((i = 1; i < COMP_CWORD - 1; i++)); do
    [[ ${{COMP_WORDS[i]}} == --db ]] && index=(--db "${{COMP_WORDS[i+1]}}")
  done
  blotter-search "${{index[@]}}" --list "$1" --format ids 2>/dev/null | while IFS= read -r value; do
    [[ $value == "$2"* ]] && printf '%s\n' "$value"
  done
}}
{1}() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" option="${{COMP_WORDS[COMP_CWORD-1]}}" given=""
  if [[ $word == "=" ]]; then
    word=""
  elif [[ $option == "=" ]]; then
    option="${{COMP_WORDS[COMP_CWORD-2]}}"
  elif [[ $word == --*=* ]]; then
    option="${{word%%=*}}" given="${{word%%=*}}=" word="${{word#*=}}"
  fi
  case "$option" in
{2}  esac
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "{3}" -- "$word")
  else
    {4}
  fi
}}
complete -o filenames -F {1} {0}
)";

}  // namespace

std::string bash_completion(const CLI::App& app) {
  const std::string function = "_" + replace_all(app.get_name(), "-", "_");
  std::string flags;
  std::string cases;
  for (const CLI::Option* option : visible_options(app)) {
    const std::vector<std::string> names = names_of(*option);
    for (const std::string& name : names) flags += (flags.empty() ? "" : " ") + name;
    std::string words;
    switch (values_of(*option)) {
      case Values::choices:
        words = fmt::format("compgen -P \"$given\" -W \"{}\" -- \"$word\"", fmt::join(choices_of(*option), " "));
        break;
      case Values::files: words = "compgen -P \"$given\" -f -- \"$word\""; break;
      case Values::facets:
      case Values::facet_values: words = fmt::format("{}_values {} \"$word\"", function, listed(*option)); break;
      case Values::none: words = takes_value(*option) ? ":" : ""; break;
    }
    if (!words.empty())
      cases += fmt::format("    {}) mapfile -t COMPREPLY < <({}); return ;;\n", fmt::join(names, "|"), words);
  }
  return fmt::format(bash_script, app.get_name(), function, cases, flags,
                     words_are_files(app) ? "mapfile -t COMPREPLY < <(compgen -f -- \"$word\")" : "COMPREPLY=()");
}

std::string zsh_completion(const CLI::App& app) {
  const std::string function = "_" + replace_all(app.get_name(), "-", "_");
  std::string out = fmt::format(
      "#compdef {}\n{}_values() {{\n  local -a values\n"
      "  values=(${{(f)\"$(blotter-search --list $1 --format ids 2>/dev/null)\"}})\n  compadd -a values\n}}\n"
      "_arguments -s \\\n",
      app.get_name(), function);
  for (const CLI::Option* option : visible_options(app)) {
    std::string help = replace_all(replace_all(option->get_description(), "[", "("), "]", ")");
    help = replace_all(replace_all(std::move(help), "\n", " "), ":", "\\:");
    std::string value;
    switch (values_of(*option)) {
      case Values::choices: value = fmt::format(":value:({})", fmt::join(choices_of(*option), " ")); break;
      case Values::files: value = ":file:_files"; break;
      case Values::facets:
      case Values::facet_values: value = fmt::format(":value:{{{}_values {}}}", function, listed(*option)); break;
      case Values::none: value = takes_value(*option) ? ":value: " : ""; break;
    }
    for (const std::string& name : names_of(*option))
      out += fmt::format("  '*{}[{}]{}' \\\n", name, quoted(help), value);
  }
  return out + (words_are_files(app) ? "  '*:path:_files'\n" : "  '*:query: '\n");
}

std::string fish_completion(const CLI::App& app) {
  std::string out = fmt::format("# fish completion for {}\n", app.get_name());
  if (!words_are_files(app)) out += fmt::format("complete -c {} -f\n", app.get_name());
  for (const CLI::Option* option : visible_options(app)) {
    out += fmt::format("complete -c {}", app.get_name());
    for (const std::string& name : option->get_snames()) out += " -s " + name;
    for (const std::string& name : option->get_lnames()) out += " -l " + name;
    switch (values_of(*option)) {
      case Values::choices: out += fmt::format(" -x -a '{}'", fmt::join(choices_of(*option), " ")); break;
      case Values::files: out += " -r -F"; break;
      case Values::facets:
      case Values::facet_values:
        out += fmt::format(" -x -a '(blotter-search --list {} --format ids 2>/dev/null)'", listed(*option));
        break;
      case Values::none: out += takes_value(*option) ? " -x" : ""; break;
    }
    out += fmt::format(" -d '{}'\n", quoted(replace_all(option->get_description(), "\n", " ")));
  }
  return out;
}

}  // namespace blotter::cli
