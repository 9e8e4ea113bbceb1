#include "searcher/batch/resume.hpp"

#include <fmt/format.h>

#include <fstream>
#include <string_view>
#include <utility>

namespace blotter::search {
namespace {

// The first cell of a row without its quotes.
std::string first_cell(std::string_view line, char delimiter) {
  if (delimiter != ',' || !line.starts_with('"')) return std::string(line.substr(0, line.find(delimiter)));
  std::string cell;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '"' && line.substr(i + 1, 1) != "\"") break;
    cell += line[i];
    i += line[i] == '"' ? 1 : 0;
  }
  return cell;
}

// Whether the answer is an error that another try may not meet: a server was away, the index damaged or being replaced.
bool failed_by_index(std::string_view line) {
  return line.find(R"("error":{"code":"index")") != std::string_view::npos;
}

}  // namespace

Result<ResumePoint> find_resume_point(const std::string& path, search::OutputFormat format) {
  ResumePoint point;
  std::ifstream file(path, std::ios::binary);
  if (!file) return point;
  const char delimiter = format == search::OutputFormat::csv ? ',' : format == search::OutputFormat::tsv ? '\t' : ' ';
  const bool header = format == search::OutputFormat::csv || format == search::OutputFormat::tsv;
  std::string line;
  std::uint64_t at = 0;
  while (std::getline(file, line)) {
    if (file.eof()) break;  // no line break at its end: truncated
    const std::uint64_t next = at + line.size() + 1;
    if (search::is_json(format)) {
      if (!line.starts_with("{\"schema\":\"blotter.result/"))
        return fail(ErrorCode::bad_input,
                    fmt::format("cannot resume '{}': it does not hold JSON answers of --bulk", path),
                    "give the --format of the first run");
      if (failed_by_index(line)) break;
      ++point.answered;
      point.keep_bytes = next;
    } else if (header && at == 0) {
      if (first_cell(line, delimiter) != "qid")
        return fail(ErrorCode::bad_input, fmt::format("'{}' has no column qid in front", path));
      point.has_header = true;
      point.keep_bytes = next;
    } else if (std::string qid = first_cell(line, delimiter); qid != point.from_qid || at == 0) {
      point.from_qid = std::move(qid);
      point.keep_bytes = at;
    }
    at = next;
  }
  return point;
}

}  // namespace blotter::search
