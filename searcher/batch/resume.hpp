// Completing the output of a batch that was cut off.
#pragma once

#include "common/error.hpp"
#include "searcher/batch/batch_input.hpp"
#include "searcher/present/presenter.hpp"

#include <cstdint>
#include <string>

namespace blotter::search {

// Where a cut batch goes on.
struct ResumePoint {
  std::uint64_t keep_bytes = 0;  // of the output; what follows may be half an answer
  bool has_header = false;
  // The queries that are answered: so many (JSON: a line each) …
  std::uint64_t answered = 0;
  // … or all before the first with this identifier (rows: the last query's rows may not be all there).
  std::string from_qid;
};

// Reads the output as far as it got, of JSON up to the first query that failed because of the index or a server; an
// absent file is an empty one.  ErrorCode::bad_input when it is no output of this format.
[[nodiscard]] Result<ResumePoint> find_resume_point(const std::string& path, search::OutputFormat format);

}  // namespace blotter::search
