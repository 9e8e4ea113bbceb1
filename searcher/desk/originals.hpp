// --export files: the files that the hits were read from, copied into a folder of their own.
#pragma once

#include "common/error.hpp"
#include "searcher/answer/search.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace blotter::search {

struct CopiedOriginals {
  std::uint32_t files = 0;
  std::vector<std::string> failed;  // "id: why", for each hit whose file could not be copied
};

// Copies each file once, however many hits it holds (an archive as a whole), under names of our own: 0001-page.html.
// manifest.tsv has a row for each hit (id, path, file, bytes, sha256), and SHA256SUMS is for `sha256sum --check`.
// ErrorCode::bad_usage when the folder is there and not empty, ErrorCode::io when it cannot be written.
[[nodiscard]] Result<CopiedOriginals> copy_originals(Searcher& searcher, const Answer& answer,
                                                     const std::string& folder);

}  // namespace blotter::search
