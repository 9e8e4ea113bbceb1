#include "searcher/request/output_format.hpp"

#include "searcher/request/request_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace blotter::search {

Result<OutputFormat> parse_format(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, OutputFormat>, 10> names{{{"text", OutputFormat::text},
                                                                                    {"json", OutputFormat::json},
                                                                                    {"jsonl", OutputFormat::jsonl},
                                                                                    {"hits", OutputFormat::hits},
                                                                                    {"tsv", OutputFormat::tsv},
                                                                                    {"csv", OutputFormat::csv},
                                                                                    {"trec", OutputFormat::trec},
                                                                                    {"ids", OutputFormat::ids},
                                                                                    {"graphml", OutputFormat::graphml},
                                                                                    {"dot", OutputFormat::dot}}};
  std::vector<std::string> known;
  for (const auto& [one, format] : names) {
    if (one == name) return format;
    known.emplace_back(one);
  }
  return fail(ErrorCode::bad_usage, fmt::format("unknown output format '{}'", name), one_of(name, known));
}

const std::vector<std::string>& column_names() {
  static const std::vector<std::string> names{
      "qid",      "query",  "rank",    "score",   "id",      "title",   "published", "collected", "indexed",
      "language", "source", "url",     "path",    "authors", "country", "focus",     "agency",    "crime",
      "charge",   "group",  "similar", "snippet", "total",   "stories", "took_ms",   "error"};
  return names;
}

bool is_of_query(std::string_view column) {
  static constexpr std::array<std::string_view, 6> columns{"qid", "query", "total", "stories", "took_ms", "error"};
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

bool is_summary(const std::vector<std::string>& columns) {
  return !columns.empty() && std::find(columns.begin(), columns.end(), "total") != columns.end() &&
         std::all_of(columns.begin(), columns.end(), is_of_query);
}

}  // namespace blotter::search
