#include "common/cli/options.hpp"

#include "common/cli/arguments.hpp"
#include "common/cli/exit_status.hpp"
#include "common/cli/help.hpp"
#include "common/cli/option_info.hpp"
#include "common/cli/output.hpp"
#include "common/cli/terminal.hpp"
#include "common/store/index_files.hpp"
#include "common/text/edit_distance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <memory>
#include <sstream>
#include <utility>

namespace blotter::cli {
namespace {

namespace fs = std::filesystem;

constexpr int narrowest_help = 50;  // columns
constexpr int widest_help = 100;

// A configuration file whose every line is an option of the program.
class ConfigFile final : public CLI::ConfigBase {
 public:
  explicit ConfigFile(const CLI::App& app) : app_(app) {}

  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    std::string text{std::istreambuf_iterator<char>(input), {}};
    if (text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
    if (text.find('\0') != std::string::npos)
      throw CLI::ConfigError("the configuration file is no text in UTF-8", CLI::ExitCodes::ConfigError);
    std::istringstream clean(text);
    std::vector<CLI::ConfigItem> read = ConfigBase::from_config(clean);
    for (const CLI::ConfigItem& item : read) check(item);
    return read;
  }

 private:
  void check(const CLI::ConfigItem& item) const {
    const CLI::Option* option = item.parents.empty() ? app_.get_option_no_throw("--" + item.name) : nullptr;
    if (option && option->get_configurable()) return;
    std::string near = text::nearest_name("--" + item.name, option_names(app_));
    if (!near.empty()) near = fmt::format(" (did you mean {}?)", near.substr(2));
    throw CLI::ConfigError(fmt::format("the configuration file has an unknown option '{}'{}", item.fullname(), near),
                           CLI::ExitCodes::ConfigError);
  }

  const CLI::App& app_;
};

// $XDG_CONFIG_HOME/blotter/blotter-search.toml, or that below ~/.config; empty when there is no home.
std::string config_place(const std::string& program) {
  const char* xdg = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  fs::path folder;
  if (xdg && *xdg == '/') folder = xdg;
  else if (home && *home == '/') folder = fs::path(home) / ".config";
  else return {};
  return (folder / "blotter" / (program + ".toml")).string();
}

// The option that an error of CLI11 names, with the dashes.
std::string option_in(const std::string& error) {
  const std::size_t start = error.find("--");
  if (start == std::string::npos) return {};
  return error.substr(start, error.find_first_of(" :=,", start) - start);
}

Error to_error(const CLI::App& app, const CLI::ParseError& error) {
  std::string what = error.what();
  const CLI::Option* option = app.get_option_no_throw(option_in(what));
  std::string hint = app.get_name() + " --help";
  if (option && option->get_items_expected_max() > 0) {
    const std::vector<std::string> given = option->results();
    const std::string name = option_in(what);
    if (dynamic_cast<const CLI::ConversionError*>(&error) && !given.empty())
      what = fmt::format("'{}' is not a value for {}", given.back(), name);
    const bool number = type_of(*option) == "N" && what.find("not in range") == std::string::npos;
    hint = fmt::format("write {} {}{}", name, type_of(*option), number ? " (a whole number from 0 on)" : "");
  }
  return {ErrorCode::bad_usage, what, hint};
}

}  // namespace

void add_common_options(CLI::App& app, std::vector<Use> uses) {
  app.set_help_flag("-h,--help", "Print this and end");
  app.set_version_flag("-V,--version", app.get_name() + " " BLOTTER_VERSION, "Print the version and end");
  app.set_config("--config", config_place(app.get_name()),
                 fmt::format("Read options from a file (lines of: option = value); without it from {}.toml in the "
                             "folder blotter of $XDG_CONFIG_HOME or ~/.config, if it is there",
                             app.get_name()))
      ->type_name("FILE");
  app.config_formatter(std::make_shared<ConfigFile>(app));
  app.add_option("--generate", "Print the man page or a completion script: man, bash, zsh, fish")->group("");
  // A repeatable option takes one value each time, or `--country UZ organ` would swallow the query.
  for (CLI::Option* option : app.get_options())
    if (!option->get_positional()) option->allow_extra_args(false);
  app.formatter_fn([uses = std::move(uses)](const CLI::App* shown, const std::string&, CLI::AppFormatMode) {
    const int width = is_terminal(1) ? terminal_width(1) : widest_help;
    return help_text(*shown, uses, static_cast<std::size_t>(std::clamp(width, narrowest_help, widest_help)));
  });
}

std::string default_index() {
  const char* environment = std::getenv("BLOTTER_DB");
  if (environment && *environment) return environment;
  const char* const name = "blotter.db";
  std::error_code error;
  std::string up;
  for (fs::path folder = fs::current_path(error); !error; folder = folder.parent_path(), up += "../") {
    if (store::is_marked((folder / name).string())) return up + name;
    if (folder == folder.parent_path()) break;
  }
  return name;
}

std::optional<int> parse(CLI::App& app, int argc, const char* const* argv, std::vector<std::string>& words,
                         const std::function<bool(std::string_view)>& is_word) {
  if (argc == 3 && std::string(argv[1]) == "--generate") {
    const std::string docs = option_docs(app, argv[2]);
    (void)write_out(docs);
    return end_status(app.get_name(), docs.empty() ? exit_error : exit_ok);
  }
  Result<Arguments> parted = part_arguments(app, {argv + 1, argv + argc}, is_word);
  if (!parted) return report_error(app.get_name(), parted.error());
  words = std::move(parted->words);
  std::reverse(parted->options.begin(), parted->options.end());  // as CLI11 wants them
  try {
    app.parse(std::move(parted->options));
  } catch (const CLI::Success& wanted) {  // --help, --version
    std::ostringstream out;
    (void)app.exit(wanted, out, out);
    (void)write_out(out.str());
    return end_status(app.get_name(), exit_ok);
  } catch (const CLI::ParseError& error) {
    return report_error(app.get_name(), to_error(app, error));
  }
  return std::nullopt;
}

}  // namespace blotter::cli
