// Finds where the interrupted output of a batch ends, so that it can be completed.
#pragma once

#include "common/error.hpp"
#include "searcher/batch/batch_input.hpp"
#include "searcher/present/presenter.hpp"

#include <cstdint>
#include <string>

namespace blotter::search {

// Where an interrupted batch continues.
struct ResumePoint {
  std::uint64_t keep_bytes = 0;  // size of the complete answers; an incomplete one may follow them
  bool has_header = false;
  std::uint64_t answered = 0;  // JSON: number of answered queries, one per line
  std::string from_qid;        // rows: identifier of the first query to repeat, whose rows may be incomplete
};

// Reads the output in the file.  JSON is read up to the first query that failed because of the index or a server.  An
// absent file counts as empty.  ErrorCode::bad_input if the file does not hold a batch's output in this format.
[[nodiscard]] Result<ResumePoint> find_resume_point(const std::string& path, search::OutputFormat format);

}  // namespace blotter::search
