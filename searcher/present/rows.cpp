#include "searcher/present/rows.hpp"

#include "common/cli/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace blotter::present {
namespace {

std::string joined(const std::vector<std::string>& values) { return fmt::format("{}", fmt::join(values, ";")); }

std::string cell(const search::Answer& answer, const search::Hit& hit, std::string_view column) {
  if (column == "qid") return answer.qid;
  if (column == "rank") return std::to_string(hit.rank);
  if (column == "score") return fmt::format("{:.6f}", hit.score);
  if (column == "id") return hit.id;
  if (column == "title") return hit.article.title;
  if (column == "url") return hit.article.url;
  if (column == "published") return hit.article.published;
  if (column == "language") return hit.article.language;
  if (column == "source") return hit.article.source;
  if (column == "path") return hit.article.path;
  if (column == "authors") return joined(hit.article.authors);
  if (column == "snippet") return hit.snippet.text;
  if (column == "query") return answer.query;
  if (column == "error") return {};
  return joined(values_of(hit.article, column));
}

// A TREC run's fields are divided by white space.
std::string without_spaces(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= ' ' || c == '\x7f')
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    else out += c;
  }
  return out;
}

}  // namespace

const std::vector<std::string>& column_names() {
  static const std::vector<std::string> names{"qid",       "query",    "rank",   "score", "id",      "title",
                                              "published", "language", "source", "url",   "path",    "authors",
                                              "country",   "focus",    "agency", "crime", "snippet", "error"};
  return names;
}

Delimited::Delimited(char delimiter, const Style& style) : delimiter_(delimiter), columns_(style.columns) {
  if (!columns_.empty()) return;
  columns_ = {"rank",   "score", "id",      "title", "published", "language",
              "source", "url",   "country", "focus", "agency",    "crime"};
  if (style.bulk) {
    columns_.insert(columns_.begin(), "qid");
    columns_.emplace_back("error");
  }
}

void Delimited::begin(std::string& out) const { row(columns_, out); }

void Delimited::row(const std::vector<std::string>& cells, std::string& out) const {
  bool first = true;
  for (const std::string& text : cells) {
    if (!first) out += delimiter_;
    first = false;
    std::string clean = cli::printable(text);
    const bool quoted = delimiter_ == ',' && clean.find_first_of(",\"") != std::string::npos;
    if (!quoted) {
      out += clean;
      continue;
    }
    out += '"';
    for (const char c : clean) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += delimiter_ == ',' ? "\r\n" : "\n";
}

void Delimited::answer(const search::Answer& answer, std::string& out) const {
  std::vector<std::string> cells(columns_.size());
  if (answer.error && std::find(columns_.begin(), columns_.end(), "error") != columns_.end()) {
    for (std::size_t i = 0; i < columns_.size(); ++i)
      cells[i] = columns_[i] == "qid"     ? answer.qid
                 : columns_[i] == "query" ? answer.query
                 : columns_[i] == "error" ? answer.error->message
                                          : "";
    row(cells, out);
  }
  for (const search::Hit& hit : answer.hits) {
    for (std::size_t i = 0; i < columns_.size(); ++i) cells[i] = cell(answer, hit, columns_[i]);
    row(cells, out);
  }
}

void Trec::answer(const search::Answer& answer, std::string& out) const {
  const std::string qid = answer.qid.empty() ? "1" : without_spaces(answer.qid);
  for (const search::Hit& hit : answer.hits)
    out += fmt::format("{} Q0 {} {} {:.6f} blotter\n", qid, without_spaces(hit.id), hit.rank, hit.score);
}

void Ids::answer(const search::Answer& answer, std::string& out) const {
  for (const search::Hit& hit : answer.hits) out += (style_.terminal ? cli::printable(hit.id) : hit.id) + '\n';
}

}  // namespace blotter::present
