#include "searcher/request/options_desk.hpp"

#include "common/cli/option_info.hpp"
#include "common/schema.hpp"
#include "searcher/request/option_table.hpp"
#include "searcher/request/request_fields.hpp"
#include "searcher/state/saved_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

namespace blotter::search {
namespace {

constexpr std::string_view files_form = "files";
constexpr std::array<std::string_view, 5> export_forms{"md", "jsonl", "html", "csl-json", files_form};

// An argument as name and value: "--limit=3" has both, "--limit" and "organ" no value.
struct Argument {
  std::string_view name;
  std::string_view value;
  bool has_value = false;
};

Argument parts_of(std::string_view word) {
  const std::size_t equals = word.starts_with("--") ? word.find('=') : std::string_view::npos;
  if (equals == std::string_view::npos) return {word, {}, false};
  return {word.substr(0, equals), word.substr(equals + 1), true};
}

bool takes_value(const CLI::App& app, std::string_view name) {
  const CLI::Option* option = name.starts_with("--") ? app.get_option_no_throw(std::string(name)) : nullptr;
  return option && cli::takes_value(*option);
}

// What `--save` says of itself is not a part of the search.
bool is_of_saving(std::string_view name) {
  return name == "--save" || name == "--run" || name == "--new" || name == "--saved";
}

// A path from every folder; addresses of servers and names of lists stay as they are.
std::string absolute_path(std::string_view path) {
  if (path.empty() || path.find("://") != std::string_view::npos || path.starts_with('@')) return std::string(path);
  std::error_code error;
  const std::filesystem::path absolute = std::filesystem::absolute(path, error);
  return error ? std::string(path) : absolute.lexically_normal().string();
}

// The same for paths that one of these signs divides; a comma of a path is written \,.
std::string absolute_paths(std::string_view paths, std::string_view dividers) {
  std::string out;
  while (true) {
    const std::size_t start = std::min(paths.find_first_not_of(' '), paths.size());
    std::size_t end = paths.find_first_of(dividers);
    while (end != std::string_view::npos && end > 0 && paths.substr(end - 1, 2) == "\\,")
      end = paths.find_first_of(dividers, end + 1);
    end = std::min(end, paths.size());
    out += absolute_path(paths.substr(start, end - start));
    if (end == paths.size()) return out;
    out += paths[end];
    paths.remove_prefix(end + 1);
  }
}

// A saved search finds its files from every folder.
std::string absolute(std::string_view option, std::string_view value) {
  if (option == "--db") return absolute_paths(value, "|");  // copies
  if (option == "--synonyms" || option == "--config") return absolute_path(value);
  const std::size_t equals = option == "--shards" ? value.find('=') : std::string_view::npos;
  if (equals == std::string_view::npos) return std::string(value);
  return std::string(value.substr(0, equals + 1)) + absolute_paths(value.substr(equals + 1), ",|");
}

// The words without those about saving, an option and its value as one argument each.
std::vector<std::string> arguments_to_save(const CLI::App& app, const std::vector<std::string>& words) {
  std::vector<std::string> arguments;
  bool only_words = false;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const Argument one = parts_of(words[i]);
    only_words = only_words || words[i] == "--";
    std::string value(one.value);
    const bool separate = !only_words && !one.has_value && takes_value(app, one.name) && i + 1 < words.size();
    if (separate) value = words[++i];
    if (!only_words && is_of_saving(one.name)) continue;
    if (!only_words && (separate || one.has_value))
      arguments.push_back(fmt::format("{}={}", one.name, absolute(one.name, value)));
    else arguments.emplace_back(one.name);
  }
  return arguments;
}

// The options that were given, from wherever, as --name=value, without those that a screen of --browse changes or that
// are of what comes before and after it.
std::vector<std::string> kept_options(const CLI::App& app) {
  static constexpr std::array<std::string_view, 15> others{
      "--config", "--browse", "--save", "--run",    "--from",   "--to",    "--sort",    "--group",
      "--filter", "--limit",  "--all",  "--offset", "--format", "--color", "--no-pager"};
  std::vector<std::string> arguments;
  for (const CLI::Option* option : cli::visible_options(app)) {
    const std::string name = cli::names_of(*option).back();
    const schema::Field* field =
        schema::find_field(std::string_view(name).substr(std::min<std::size_t>(2, name.size())));
    const bool filter = field && field->kind == schema::FieldKind::facet;
    if (option->count() == 0 || filter || std::find(others.begin(), others.end(), name) != others.end()) continue;
    if (!cli::takes_value(*option)) arguments.push_back(name);
    else
      for (const std::string& value : option->results())
        arguments.push_back(fmt::format("{}={}", name, absolute(name, value)));
  }
  return arguments;
}

}  // namespace

void add_desk_options(CLI::App& app, Desk& desk, Request& request) {
  app.add_option("--terms", request.terms,
                 "The characteristic words of all matches, with counts (tsv and csv: in place of the hits)")
      ->type_name("N")
      ->group(facet_group);
  app.add_flag("--share", request.share,
               "With --histogram and --cross: the share of all articles of the period, or of the row's value")
      ->group(facet_group);
  const char* away = "Take away (all matches unless --limit is given)";
  app.add_option("--export", desk.export_form,
                 "Whole articles with facets, evidence and citation; files: their originals into a new folder")
      ->type_name("md|jsonl|html|csl-json|files DIR")
      ->group(away);
  app.add_option(
         "--report", desk.report,
         "Write one HTML page with the question, counts, a matrix and the hits (500 without --limit), and filters; "
         "-: to standard output")
      ->type_name("FILE")
      ->group(away);
  app.add_flag("--browse", desk.browse,
               "Search on the screen: results while one types, facets and a time line to narrow them, articles to read "
               "(? lists the keys)")
      ->group(output_group);
  const char* saved = "Saved searches";
  app.add_option("--save", desk.save, "Save this search under a name, and run it")->type_name("NAME")->group(saved);
  app.add_flag("--saved", desk.list_saved, "List the saved searches")->group(saved);
  app.add_option("--run", desk.run, "Run a saved search; what else is given is added to it")
      ->type_name("NAME")
      ->group(saved);
  app.add_flag("--new", desk.only_new, "With --run: only articles that it has not shown with --new before")
      ->group(saved);
  app.add_flag("--watch", desk.watch,
               "Wait for articles to come into the index and print those that match, until Ctrl-C; with --run NAME "
               "--new also those that it has not shown yet")
      ->group(saved);
  app.add_option("--open", desk.open, "Open an article's URL, else its file, by $BROWSER: an id, or a hit's number")
      ->type_name("ID|N")
      ->group(output_group);
}

Result<std::vector<std::string>> desk_arguments(int argc, const char* const* argv) {
  std::vector<std::string> words;
  std::vector<std::string> only_saved_words;  // what a saved search has behind "--": options may still follow
  bool only_words = false;
  for (int i = 0; i < argc; ++i) {
    const std::string word = argv[i];
    const Argument one = parts_of(word);
    only_words = only_words || word == "--";
    words.push_back(word);
    if (only_words) continue;
    const bool separate = !one.has_value && i + 1 < argc;
    const std::string value = separate ? argv[i + 1] : std::string(one.value);
    if (one.name == "--export" && value == files_form) {
      i += separate;
      words.back() = fmt::format("--export={}={}", files_form, i + 1 < argc ? argv[i + 1] : "");
      ++i;
    } else if (one.name == "--run" && (separate || one.has_value)) {
      if (separate) words.emplace_back(argv[++i]);
      Result<SavedSearch> search = load_search(value);
      if (!search) return tl::unexpected<Error>(search.error());
      const auto dashes = std::find(search->arguments.begin(), search->arguments.end(), "--");
      for (auto argument = search->arguments.begin(); argument != dashes; ++argument)
        if (const std::string_view name = parts_of(*argument).name; name == "--run" || name == "--save")
          return fail(ErrorCode::bad_usage, fmt::format("the saved search '{}' has {} in it", value, name),
                      "a saved search neither runs nor saves another: take the line out of its file");
      words.insert(words.end(), search->arguments.begin(), dashes);
      if (dashes != search->arguments.end())
        only_saved_words.insert(only_saved_words.end(), dashes + 1, search->arguments.end());
    }
  }
  if (!only_saved_words.empty() && !only_words) words.emplace_back("--");
  words.insert(words.end(), only_saved_words.begin(), only_saved_words.end());
  return words;
}

void let_later_options_win(CLI::App& app) {
  for (CLI::Option* option : app.get_options())
    if (option->get_items_expected_max() <= 1) option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

Result<void> set_desk(const CLI::App& app, const std::vector<std::string>& words, Desk& desk) {
  for (const auto& [name, value] : {std::pair<const char*, const std::string&>{"--export", desk.export_form},
                                    {"--report", desk.report},
                                    {"--save", desk.save},
                                    {"--open", desk.open}})
    if (app.count(name) > 0 && value.empty())
      return fail(ErrorCode::bad_usage, fmt::format("{} needs a value, which is empty here", name),
                  "is a variable of the script not set?");
  desk.limit_given = app.count("--limit") > 0;
  desk.database_given = app.count("--db") > 0;
  if (const std::size_t equals = desk.export_form.find('='); equals != std::string::npos) {
    desk.export_folder = desk.export_form.substr(equals + 1);
    desk.export_form.resize(equals);
  }
  const bool files = desk.export_form == files_form;
  if (!desk.export_form.empty() &&
      std::find(export_forms.begin(), export_forms.end(), desk.export_form) == export_forms.end())
    return fail(ErrorCode::bad_usage, fmt::format("'{}' is not a form of --export", desk.export_form),
                one_of(desk.export_form, {export_forms.begin(), export_forms.end()}));
  if (files != !desk.export_folder.empty())
    return fail(ErrorCode::bad_usage, "--export files needs a folder, and the other forms go to standard output",
                "write --export files DIR, or --export md > FILE");
  const bool away = !desk.export_form.empty() || !desk.report.empty();
  if ((away || !desk.save.empty() || desk.only_new || desk.watch) && app.count("--bulk") > 0)
    return fail(ErrorCode::bad_usage, "--export, --report, --save, --new and --watch are of one search, not of a batch",
                "leave --bulk out");
  const bool other_output = app.count("--show") > 0 || app.count("--list") > 0 || !desk.open.empty() || away;
  if (desk.browse && (other_output || desk.watch || desk.only_new || app.count("--bulk") > 0))
    return fail(ErrorCode::bad_usage, "--browse is a way to search of its own",
                "leave --bulk, --show, --list, --open, --new, --watch, --export and --report out");
  if (desk.watch && other_output)
    return fail(ErrorCode::bad_usage, "--watch prints hits", "leave --show, --list, --open, --export and --report out");
  if (desk.only_new && desk.run.empty())
    return fail(ErrorCode::bad_usage, "--new is of a saved search", "save it with --save NAME, then --run NAME --new");
  if (desk.browse) desk.arguments = kept_options(app);
  else if (!desk.save.empty()) desk.arguments = arguments_to_save(app, words);
  return {};
}

}  // namespace blotter::search
