// Zips made in memory, for tests of documents and archives.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace blotter::test {

// Names and contents in order; a name may occur twice, and lead anywhere.  An entry called "mimetype" is stored.
[[nodiscard]] std::string make_zip(const std::vector<std::pair<std::string, std::string>>& entries);

}  // namespace blotter::test
