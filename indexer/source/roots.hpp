// The folders that an index was made from, and how their files are named.
//
// A file's path is the name of its folder and what lies below, whatever the folder was called in a later run: `news`,
// `./news`, `$PWD/news` and a link to it are one folder.  A folder keeps the name that it got first: as it was given,
// if that was from the folder in which the index was made, else relative to that folder; absolute, if it was given so.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::source {

class Roots {
 public:
  Roots() = default;
  // From what value() returned.
  [[nodiscard]] static Roots parse(std::string_view value);
  // For the index's metadata; empty when there are none.
  [[nodiscard]] std::string value() const;

  // Adds the folders among the arguments, and those in which the files among them are; what does not exist is left out.
  void add(const std::vector<std::string>& arguments);

  // Returns the name of a folder, by its canonical path: from the nearest root; nothing when it is below none.
  [[nodiscard]] std::optional<std::filesystem::path> name(const std::filesystem::path& folder) const;
  // Returns the same, only for a folder that is a root.
  [[nodiscard]] std::optional<std::filesystem::path> root_name(const std::filesystem::path& folder) const;
  // Canonical paths of the folders that were given as such.
  [[nodiscard]] std::vector<std::string> folders() const;

 private:
  struct Root {
    bool given = false;  // as a folder, not as the folder of a file
    std::filesystem::path name;
  };
  void add_folder(const std::filesystem::path& folder, const std::filesystem::path& given, bool is_given);
  [[nodiscard]] std::filesystem::path new_name(const std::filesystem::path& folder, const std::filesystem::path& given);
  [[nodiscard]] bool is_taken(const std::filesystem::path& name) const;

  std::string base_;                   // the working directory when the first relative name was given
  std::map<std::string, Root> roots_;  // by canonical path
};

}  // namespace blotter::source
