// Names that a folder's .blotterignore leaves out, there and below: one a line, with * and ? as wildcards;
// lines that begin with '#' are comments.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::source {

class IgnoreList {
 public:
  // Adds the patterns of a file; one that cannot be read adds none.
  void load(const std::filesystem::path& file);
  [[nodiscard]] bool matches(std::string_view name) const;

 private:
  std::vector<std::string> patterns_;
};

// True when `name` fits `pattern` whole (* any run, ? any one byte).
[[nodiscard]] bool matches_pattern(std::string_view pattern, std::string_view name);

}  // namespace blotter::source
