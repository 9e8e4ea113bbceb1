#include "searcher/desk/report.hpp"

#include "common/article_json.hpp"
#include "common/current_day.hpp"
#include "searcher/answer/facet_answer.hpp"
#include "searcher/desk/article_writer.hpp"
#include "searcher/desk/digest.hpp"
#include "searcher/desk/html_data.hpp"
#include "searcher/desk/passages.hpp"
#include "searcher/desk/templates.hpp"
#include "searcher/desk/world_map.hpp"
#include "searcher/present/presenter.hpp"
#include "searcher/present/text.hpp"
#include "searcher/query/dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace blotter::search {
namespace {

using mustache::data;

constexpr std::uint32_t facet_values = 15;
constexpr std::uint32_t words = 20;
constexpr std::size_t matrix_rows = 15;
constexpr std::size_t matrix_columns = 12;
constexpr std::size_t max_months = 240;
constexpr const char* map_facet = "country";

data list() { return data(data::type::list); }

// A share as whole percent, at least 1 where there is something.
std::string percent(std::uint64_t count, std::uint64_t max_count) {
  return std::to_string(count == 0 || max_count == 0 ? 0 : std::max<std::uint64_t>(1, count * 100 / max_count));
}

std::string question_of(const Request& request) {
  if (!request.query.empty()) return page_text(request.query);
  if (!request.like.empty()) return page_text("like " + request.like);
  return "All articles";
}

data filters_of(const Request& request) {
  data filters = list();
  for (const FilterRequest& filter : request.filters) {
    std::vector<std::string> values = filter.include;
    for (const std::string& value : filter.exclude) values.push_back("not " + value);
    filters.push_back(data(page_text(fmt::format("{}: {}", filter.facet, fmt::join(values, ", ")))));
  }
  if (!request.from.empty()) filters.push_back(data(page_text("from " + request.from)));
  if (!request.to.empty()) filters.push_back(data(page_text("to " + request.to)));
  for (const auto& [name, bounds] : request.dates) {
    if (!bounds.from.empty()) filters.push_back(data(page_text(fmt::format("{} from {}", name, bounds.from))));
    if (!bounds.to.empty()) filters.push_back(data(page_text(fmt::format("{} to {}", name, bounds.to))));
  }
  return filters;
}

void set_time_line(const Answer& answer, data& page) {
  data periods = list();
  std::uint32_t max_count = 0;
  std::uint32_t undated = 0;
  std::string first;
  std::string last;
  for (const Period& period : answer.histogram)
    max_count = std::max(max_count, period.start.empty() ? 0 : period.count);
  for (const Period& period : answer.histogram) {
    if (period.start.empty()) {
      undated = period.count;
      continue;
    }
    if (first.empty()) first = period.start;
    last = period.end;
    data one;
    one["name"] = period.start == period.end ? period.start : period.start + " to " + period.end;
    one["count"] = std::to_string(period.count);
    one["share"] = percent(period.count, max_count);
    periods.push_back(one);
  }
  page["has_periods"] = !first.empty();
  page["unit"] = present::histogram_axis(answer);
  page["periods"] = std::move(periods);
  page["first"] = first;
  page["last"] = last;
  if (undated > 0) page["undated"] = std::to_string(undated);
  else page["undated"] = false;
}

void set_words(const Answer& answer, data& page) {
  data all = list();
  for (const CharacteristicWord& word : answer.words) {
    data one;
    one["word"] = page_text(word.word);
    one["count"] = std::to_string(word.count);
    one["all"] = std::to_string(word.all);
    one["is_last"] = &word == &answer.words.back();
    all.push_back(one);
  }
  page["has_words"] = !answer.words.empty();
  page["words"] = std::move(all);
}

data matrix_of(const Cross& cross) {
  const std::size_t rows = std::min(matrix_rows, cross.row_values.size());
  const std::size_t columns = std::min(matrix_columns, cross.column_values.size());
  std::uint32_t max_count = 0;
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j) max_count = std::max(max_count, cross.counts[i][j]);
  data matrix;
  matrix["caption"] = page_text(fmt::format("Articles by {} and {}", cross.rows, cross.columns));
  matrix["axis"] = page_text(cross.rows);
  data names = list();
  for (std::size_t j = 0; j < columns; ++j) names.push_back(data(page_text(cross.column_values[j])));
  matrix["columns"] = std::move(names);
  data lines = list();
  for (std::size_t i = 0; i < rows; ++i) {
    data line;
    line["name"] = page_text(cross.row_values[i]);
    data cells = list();
    for (std::size_t j = 0; j < columns; ++j) {
      data cell;
      const std::uint32_t count = cross.counts[i][j];
      cell["count"] = count == 0 ? "" : std::to_string(count);
      cell["share"] = percent(std::uint64_t{count} * 3, std::uint64_t{max_count} * 4);  // dark enough, and readable
      cells.push_back(cell);
    }
    line["cells"] = std::move(cells);
    lines.push_back(line);
  }
  matrix["rows"] = std::move(lines);
  return matrix;
}

std::string key_of(std::string_view facet, std::string_view value) { return fmt::format("{}={}", facet, value); }

data facet_of(const FacetAnswer& facet) {
  std::uint32_t max_count = 0;
  for (const FacetCount& one : facet.values) max_count = std::max(max_count, one.count);
  data values = list();
  for (const FacetCount& one : facet.values) {
    data value;
    value["facet"] = page_text(facet.name);
    value["key"] = page_text(key_of(facet.name, one.value));
    value["label"] = page_text(one.label.empty() ? one.value : one.label);
    value["count"] = std::to_string(one.count);
    value["share"] = percent(one.count, max_count);
    values.push_back(value);
  }
  data all;
  all["name"] = page_text(facet.name);
  all["values"] = std::move(values);
  return all;
}

// The hit's values of the facets that the page counts, as a JSON list of keys.
std::string values_of(const Hit& hit, const Answer& answer) {
  std::string out = "[";
  for (const FacetAnswer& facet : answer.facets) {
    std::vector<std::string> values = present::values_of(hit.article, facet.name);
    if (facet.name == "source" && !hit.article.source.empty()) values = {hit.article.source};
    if (facet.name == "language" && !hit.article.language.empty()) values = {hit.article.language};
    for (const std::string& value : values) {
      if (out.size() > 1) out += ',';
      append_json_string(page_text(key_of(facet.name, value)), out);
    }
  }
  return out + ']';
}

std::string hit_facts(const Hit& hit) {
  std::vector<std::string> facts = facts_of(hit.article);
  for (const char* facet : {"country", "crime"})
    if (const auto values = present::values_of(hit.article, facet); !values.empty())
      facts.push_back(fmt::format("{}", fmt::join(values, " ")));
  return page_text(fmt::format("{}", fmt::join(facts, " \u00b7 ")));
}

data hit_of(const Hit& hit, const Answer& answer) {
  data one;
  Snippet title = hit.title;
  if (title.text.empty()) title.text = hit.article.title.empty() ? hit.id : hit.article.title;
  one["rank"] = std::to_string(hit.rank);
  one["values"] = values_of(hit, answer);
  one["title"] = marked_parts(title);
  one["facts"] = hit_facts(hit);
  if (is_web_link(hit.article.url)) one["link"] = page_text(hit.article.url);
  else one["link"] = false;
  one["snippet"] = marked_parts(hit.snippet);
  data passages = list();
  for (const Snippet& passage : evidence_passages(hit.article)) {
    data parts;
    parts["parts"] = marked_parts(passage);
    passages.push_back(parts);
  }
  one["passages"] = std::move(passages);
  one["id"] = page_text(hit.id);
  return one;
}

}  // namespace

Request report_request(Request request, bool limited, bool remote) {
  const Request plain;
  if (!limited) request.limit = report_hits;
  if (request.facets == plain.facets) request.facets = {"country", "focus", "agency", "crime", "source", "language"};
  if (request.facet_limit == plain.facet_limit) request.facet_limit = facet_values;
  if (request.histogram == match::Unit::none) request.histogram = match::Unit::month;
  if (request.crosses.empty()) request.crosses = {{"country", "crime"}};
  if (request.terms == 0 && remote)
    request.notes.emplace_back("the page has no characteristic words, which servers cannot count");
  else if (request.terms == 0) request.terms = words;
  request.documents = request.snippets = request.evidence = true;
  request.explain = false;
  return request;
}

Report run_report(Searcher& searcher, const Request& request) {
  Report report{searcher.run(request), {}};
  Answer& answer = report.answer;
  const bool by_year = request.histogram == match::Unit::month && answer.histogram.size() > max_months;
  const bool map = std::find(request.facets.begin(), request.facets.end(), map_facet) != request.facets.end();
  if (answer.error || (!by_year && !map)) return report;
  Request counts = request;
  counts.limit = 0;
  counts.facets.clear();
  counts.crosses.clear();
  counts.terms = 0;
  counts.histogram = by_year ? match::Unit::year : match::Unit::none;
  if (map) counts.facets.emplace_back(map_facet);
  counts.facet_limit = no_limit;
  counts.drill_down = true;  // the countries of the articles listed, beside those that a filter names
  Answer counted = searcher.run(counts);
  if (by_year) {
    answer.histogram_unit = std::move(counted.histogram_unit);
    answer.histogram = std::move(counted.histogram);
  }
  if (!counted.facets.empty()) report.countries = std::move(counted.facets.front().values);
  answer.error = std::move(counted.error);
  return report;
}

std::string report_page(const Request& request, const Report& report) {
  const Answer& answer = report.answer;
  data page;
  page["question"] = question_of(request);
  page["filters"] = filters_of(request);
  page["total"] = std::to_string(answer.total);
  page["made"] = iso_date(current_day());
  set_time_line(answer, page);
  set_words(answer, page);
  if (report.countries.empty()) page["map"] = false;
  else page["map"] = world_map(report.countries);
  data matrices = list();
  for (const Cross& cross : answer.crosses)
    if (!cross.row_values.empty()) matrices.push_back(matrix_of(cross));
  page["matrix"] = std::move(matrices);
  data facets = list();
  for (const FacetAnswer& facet : answer.facets)
    if (!facet.values.empty()) facets.push_back(facet_of(facet));
  page["facets"] = std::move(facets);
  page["listed"] = std::to_string(answer.hits.size());
  page["cut"] = answer.hits.size() < answer.total;
  data hits = list();
  for (const Hit& hit : answer.hits) hits.push_back(hit_of(hit, answer));
  page["hits"] = std::move(hits);
  page["script"] = report_script;
  Sha256 hash;
  hash.add(report_script);
  page["script_hash"] = hash.base64();
  return mustache::mustache(report_template).render(page);
}

}  // namespace blotter::search
