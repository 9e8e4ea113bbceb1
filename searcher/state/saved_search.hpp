// Searches that are saved under a name: their arguments as on the command line, and which articles they have shown.
#pragma once

#include "common/error.hpp"

#include <set>
#include <string>
#include <vector>

namespace blotter::search {

struct SavedSearch {
  std::string name;
  std::vector<std::string> arguments;  // options as --name or --name=value, and words of the query
};

// Returns the text of the file that keeps it: an argument a line; lines that begin with # are remarks.  A line break or
// backslash of an argument, and a # that begins one, are written with a backslash.
[[nodiscard]] std::string write_arguments(const std::vector<std::string>& arguments);
[[nodiscard]] std::vector<std::string> read_arguments(const std::string& text);

// Replaces a search of that name.  ErrorCode::bad_usage for what cannot be a name (empty, with a slash or control
// characters, beginning with a full stop or dash, over 100 bytes), ErrorCode::io when it cannot be written.
[[nodiscard]] Result<void> save_search(const SavedSearch& search);
// ErrorCode::bad_usage when there is none of that name, or its file is no text.
[[nodiscard]] Result<SavedSearch> load_search(const std::string& name);
// Returns all of them by name; `damaged` gets why others cannot be read.
[[nodiscard]] Result<std::vector<SavedSearch>> saved_searches(std::vector<Error>& damaged);

// Identifiers, percent-encoded as `--format ids` has them, of the articles that `--run NAME --new` has shown.
[[nodiscard]] Result<std::set<std::string>> seen_articles(const std::string& name);
[[nodiscard]] Result<void> add_seen_articles(const std::string& name, const std::vector<std::string>& ids);

}  // namespace blotter::search
