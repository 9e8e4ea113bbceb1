#include "tests/support/folder_state.hpp"

#include "tests/support/process.hpp"

#include <filesystem>

namespace blotter::test {

namespace fs = std::filesystem;

std::map<std::string, std::string> folder_state(const std::string& folder) {
  std::map<std::string, std::string> state;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const std::string path = fs::relative(entry.path(), folder).string();
    if (entry.is_symlink()) state[path] = "-> " + fs::read_symlink(entry.path()).string();
    else if (entry.is_directory()) state[path + "/"];
    else if (entry.is_regular_file()) state[path] = read_file(entry.path());
    else state[path] = "neither a file nor a folder";
  }
  return state;
}

}  // namespace blotter::test
