// What a folder holds, for tests that nothing in it changes.
#pragma once

#include <map>
#include <string>

namespace blotter::test {

// Content of every file below a folder by its path in it; folders end in '/', and have none.
[[nodiscard]] std::map<std::string, std::string> folder_state(const std::string& folder);

}  // namespace blotter::test
