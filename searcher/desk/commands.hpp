// What blotter-search does for its desk options.  Each function prints its result, reports its errors, and returns the
// exit status.
#pragma once

#include "searcher/answer/search.hpp"
#include "searcher/request/options.hpp"
#include "searcher/state/last_answer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace blotter::search {

// --save, before the search runs; exit_ok when it is saved.
[[nodiscard]] int save(const Options& options);
// --saved: a line for each (name, tab, arguments), or JSON lines.
[[nodiscard]] int list_saved(const Options& options);

// Returns the request as --run NAME --new asks it: without the articles that were shown, and without a limit unless one
// was given.  As it is without --new.
[[nodiscard]] Result<Request> new_request(const Options& options);
// Marks what an answer to that request shows as shown; nothing without --new.
[[nodiscard]] Result<void> mark_shown(Searcher& searcher, const Options& options, const Request& request,
                                      const Answer& answer);

// --export.
[[nodiscard]] int export_hits(Searcher& searcher, const Options& options);

// --report.
[[nodiscard]] int write_report(Searcher& searcher, const Options& options);

// --watch, until a signal ends it.
[[nodiscard]] int watch_hits(Searcher& searcher, const Options& options);

// Does what of --open, --report, --export and --watch is given; nothing when none is.
[[nodiscard]] std::optional<int> run_desk(Searcher& searcher, const Options& options);

// The indexes that are searched, folders by their absolute paths.
[[nodiscard]] std::vector<std::string> names_of_databases(const Options& options);
// Remembers the query and its hits for --show and --open N.
void remember_hits(const Options& options, const Answer& answer);
// When --show or --open has the number of a hit of the last answer and no --db is given, that answer's indexes.
void use_last_databases(Options& options);
// Returns the id that --show or --open means: `name` when an article has it, else that of the last answer's hit with
// this number.
[[nodiscard]] std::string article_named(Searcher& searcher, const LastAnswer& last, const std::string& name);
// --open.
[[nodiscard]] int open_article(Searcher& searcher, const Options& options);

}  // namespace blotter::search
