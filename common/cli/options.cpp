#include "common/cli/options.hpp"

#include "common/cli/exit_status.hpp"
#include "common/cli/output.hpp"
#include "common/cli/terminal.hpp"

#include <cstdlib>
#include <sstream>

namespace blotter::cli {

void add_common_options(CLI::App& app) {
  app.set_version_flag("--version", app.get_name() + " " BLOTTER_VERSION, "Print the version and end");
  app.set_config("--config", "", "Read options from a file (TOML: option = value)");
  app.add_option("--generate", "Print the man page or a completion script: man, bash, zsh, fish")->group("");
  // A repeatable option takes one value each time, or `--country UZ organ` would swallow the query.
  for (CLI::Option* option : app.get_options())
    if (!option->get_positional()) option->allow_extra_args(false);
  app.get_formatter()->column_width(34);
  app.failure_message(
      [](const CLI::App* failed, const CLI::Error& error) { return failure_text(*failed, error.what()); });
}

std::string failure_text(const CLI::App& app, std::string_view what) {
  return app.get_name() + ": " + printable(what) + "\n  hint: " + app.get_name() + " --help\n";
}

std::string default_index() {
  const char* environment = std::getenv("BLOTTER_DB");
  return environment && *environment ? environment : "blotter.db";
}

std::optional<int> parse(CLI::App& app, int argc, const char* const* argv) {
  if (argc == 3 && std::string(argv[1]) == "--generate") {
    const std::string docs = option_docs(app, argv[2]);
    (void)write_out(docs);
    return end_status(app.get_name(), docs.empty() ? exit_error : exit_ok);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream trouble;
    const int status = app.exit(error, out, trouble);
    (void)write_out(out.str());
    say(trouble.str());
    return end_status(app.get_name(), status == 0 ? exit_ok : exit_error);
  }
  return std::nullopt;
}

}  // namespace blotter::cli
