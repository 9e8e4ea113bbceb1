#include "searcher/present/rows.hpp"

#include "common/cli/terminal.hpp"
#include "common/text/steering.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string_view>

namespace blotter::present {
namespace {

std::string joined(const std::vector<std::string>& values) { return fmt::format("{}", fmt::join(values, ";")); }

// What is the same for all hits of a query.
std::string query_cell(const search::Answer& answer, std::string_view column) {
  if (column == "qid") return answer.qid;
  if (column == "query") return answer.query;
  if (column == "error") return answer.error ? answer.error->message : "";
  if (answer.error) return {};
  if (column == "took_ms") return fmt::format("{:.3f}", answer.took_ms);
  return std::to_string(column == "stories" ? answer.total_stories.value_or(answer.total) : answer.total);
}

std::string cell(const search::Answer& answer, const search::Hit& hit, std::string_view column) {
  if (search::is_of_query(column)) return query_cell(answer, column);
  if (column == "rank") return std::to_string(hit.rank);
  if (column == "score") return fmt::format("{:.6f}", hit.score);
  if (column == "id") return hit.id;
  if (column == "title") return hit.article.title;
  if (column == "url") return hit.article.url;
  if (column == "published") return hit.article.published;
  if (column == "collected") return hit.article.collected;
  if (column == "indexed") return hit.article.indexed;
  if (column == "language") return hit.article.language;
  if (column == "source") return hit.article.source;
  if (column == "path") return hit.article.path;
  if (column == "authors") return joined(hit.article.authors);
  if (column == "group") return hit.group;
  if (column == "similar") return std::to_string(hit.similar);
  if (column == "snippet") return hit.snippet.text;
  return joined(values_of(hit.article, column));
}

// The numbers of a table are ours; "-3" is not a formula.
bool is_number(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

// What Excel, LibreOffice and Google Sheets run, or come to run after they have trimmed the cell.
bool runs_as_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos &&
         !is_number(text);
}

// A TREC run's fields are divided by white space; what looks like an escape is escaped, so that two ids never meet.
std::string written_id(std::string_view id) {
  std::string out;
  const auto is_hex = [&](std::size_t at) {
    return at < id.size() && std::isxdigit(static_cast<unsigned char>(id[at])) != 0;
  };
  for (std::size_t i = 0; i < id.size(); ++i)
    if (id[i] == '%' && is_hex(i + 1) && is_hex(i + 2)) out += "%25";
    else out += id[i];
  std::string spaceless;
  for (const char c : text::percent_encode_steering(out))
    if (c == ' ') spaceless += "%20";
    else spaceless += c;
  return spaceless;
}

}  // namespace

std::string cell_text(std::string_view text, RowForm form) {
  return (!form.raw_cells && runs_as_formula(text) ? "'" : "") + cli::printable(text);
}

Delimited::Delimited(RowForm form, const Style& style) : form_(form), columns_(style.columns) {
  if (!columns_.empty()) return;
  columns_ = {"rank",   "score", "id",      "title", "published", "language",
              "source", "url",   "country", "focus", "agency",    "crime"};
  if (style.bulk) {
    columns_.insert(columns_.begin(), "qid");
    columns_.emplace_back("error");
  }
}

void Delimited::begin(std::string& out) const { append_row(columns_, form_, out); }

void append_row(const std::vector<std::string>& cells, RowForm form, std::string& out) {
  bool first = true;
  for (const std::string& text : cells) {
    if (!first) out += form.delimiter;
    first = false;
    const std::string clean = cell_text(text, form);
    const bool quoted = form.delimiter == ',' && clean.find_first_of(",\"") != std::string::npos;
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
  out += form.delimiter == ',' ? "\r\n" : "\n";
}

void Delimited::answer(const search::Answer& answer, std::string& out) const {
  std::vector<std::string> cells(columns_.size());
  const bool has_error = std::find(columns_.begin(), columns_.end(), "error") != columns_.end();
  if (search::is_summary(columns_) || (answer.error && has_error)) {
    for (std::size_t i = 0; i < columns_.size(); ++i)
      cells[i] = search::is_of_query(columns_[i]) ? query_cell(answer, columns_[i]) : std::string();
    append_row(cells, form_, out);
    return;
  }
  for (const search::Hit& hit : answer.hits) {
    for (std::size_t i = 0; i < columns_.size(); ++i) cells[i] = cell(answer, hit, columns_[i]);
    append_row(cells, form_, out);
  }
}

void Tabular::row(const std::string& qid, std::vector<std::string> cells, std::string& out,
                  const std::string& error) const {
  if (style_.bulk) {
    cells.insert(cells.begin(), qid);
    cells.push_back(error);
  }
  append_row(cells, form_, out);
}

std::vector<std::string> Tabular::header() const {
  if (style_.table == search::Table::terms) return {"word", "count", "all", "weight"};
  if (style_.table == search::Table::facets) return {"facet", "value", "label", "parent", "count"};
  std::vector<std::string> names{"from", "to", "count"};
  if (style_.table == search::Table::cross) names = {style_.crossed.first, style_.crossed.second, "count"};
  if (style_.shares) names.insert(names.end(), {"all", "share"});
  return names;
}

// A count and, where shares are asked for, the total and the share of it.
std::vector<std::string> Tabular::counted(std::string first, std::string second, std::uint32_t count,
                                          std::uint32_t all) const {
  std::vector<std::string> cells{std::move(first), std::move(second), std::to_string(count)};
  if (style_.shares)
    cells.insert(cells.end(), {std::to_string(all), all == 0 ? "" : fmt::format("{:.6g}", double{1} * count / all)});
  return cells;
}

void Tabular::begin(std::string& out) const { row("qid", header(), out, "error"); }

void Tabular::answer(const search::Answer& answer, std::string& out) const {
  if (answer.error && style_.bulk)
    row(answer.qid, std::vector<std::string>(header().size()), out, answer.error->message);
  switch (style_.table) {
    case search::Table::terms:
      for (const search::CharacteristicWord& one : answer.words)
        row(answer.qid,
            {one.word, std::to_string(one.count), std::to_string(one.all), fmt::format("{:.6g}", one.weight)}, out, "");
      break;
    case search::Table::facets:
      for (const search::FacetAnswer& facet : answer.facets)
        for (const search::FacetCount& one : facet.values)
          row(answer.qid, {facet.name, one.value, one.label, one.parent, std::to_string(one.count)}, out, "");
      break;
    case search::Table::histogram:
      for (const search::Period& period : answer.histogram)
        row(answer.qid, counted(period.start, period.end, period.count, period.all), out, "");
      break;
    case search::Table::cross:
      if (!answer.crosses.empty()) cross(answer.qid, answer.crosses.front(), out);
      break;
    case search::Table::hits: break;
  }
}

void Tabular::cross(const std::string& qid, const search::Cross& table, std::string& out) const {
  for (std::size_t i = 0; i < table.counts.size(); ++i)
    for (std::size_t j = 0; j < table.counts[i].size(); ++j)
      if (table.counts[i][j] > 0)
        row(qid,
            counted(table.row_values[i], table.column_values[j], table.counts[i][j],
                    style_.shares ? table.row_totals[i] : 0),
            out, "");
}

std::string facet_rows(const search::FacetAnswer& facet, RowForm form) {
  std::string out;
  append_row({"value", "label", "parent", "count"}, form, out);
  for (const search::FacetCount& one : facet.values)
    append_row({one.value, one.label, one.parent, std::to_string(one.count)}, form, out);
  return out;
}

void Trec::answer(const search::Answer& answer, std::string& out) const {
  const std::string qid = answer.qid.empty() ? "1" : written_qid(answer.qid);
  for (const search::Hit& hit : answer.hits)
    out += fmt::format("{} Q0 {} {} {:.6f} blotter\n", qid, written_id(hit.id), hit.rank, hit.score);
}

std::string Trec::written_qid(const std::string& qid) const { return written_id(qid); }

void Ids::answer(const search::Answer& answer, std::string& out) const {
  for (const search::Hit& hit : answer.hits)
    if (ends_with_zero_) out.append(hit.id).append(1, '\0');
    else out += text::percent_encode_steering(hit.id) + '\n';
}

}  // namespace blotter::present
