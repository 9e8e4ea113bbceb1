// What a folder's .blotterignore leaves out, there and below: one pattern a line, with * and ? as wildcards; lines that
// begin with '#' are comments.  A pattern without '/' fits names, one with '/' paths below the folder of the list.
#pragma once

#include "common/error.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::source {

class IgnoreList {
 public:
  // Adds the patterns of a file.  `folder` is where the file is, below the root.  Fails with ErrorCode::io when it is
  // no regular file or cannot be read; it adds none then.
  [[nodiscard]] Result<void> load(const std::filesystem::path& file, std::string_view folder);
  void add(std::string_view pattern, std::string_view folder);
  // `path` is below the root, with '/' between its parts.
  [[nodiscard]] bool matches(std::string_view name, std::string_view path) const;
  [[nodiscard]] bool empty() const { return names_.empty() && paths_.empty(); }

 private:
  std::vector<std::string> names_;
  std::vector<std::string> paths_;
};

// True when `name` fits `pattern` whole (* any run, ? any one byte).
[[nodiscard]] bool matches_pattern(std::string_view pattern, std::string_view name);

}  // namespace blotter::source
