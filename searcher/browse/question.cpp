#include "searcher/browse/question.hpp"

#include "common/cli/terminal.hpp"
#include "common/schema.hpp"
#include "searcher/request/request_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace blotter::browse {
namespace {

using search::FilterRequest;
using search::Sort;

// A value as a filter's list has it: its commas and a first ! are not signs of the list.
std::string escaped(std::string_view value) {
  std::string text;
  if (value.starts_with('!')) text += '\\';
  for (const char c : value) {
    if (c == ',') text += '\\';
    text += c;
  }
  return text;
}

std::string list_of(const FilterRequest& filter) {
  std::vector<std::string> parts = filter.lists;
  for (const std::string& value : filter.include) parts.push_back(escaped(value));
  for (const std::string& value : filter.exclude) parts.push_back('!' + escaped(value));
  return fmt::format("{}", fmt::join(parts, ","));
}

}  // namespace

Question question_of(const search::Request& request) {
  return {request.query, request.filters, request.from, request.to, request.sort, request.group};
}

search::Request with_question(search::Request request, const Question& question) {
  request.query = question.query;
  request.filters = question.filters;
  request.from = question.from;
  request.to = question.to;
  request.sort = question.sort;
  request.group = question.group;
  return request;
}

std::vector<std::string> arguments_of(const Question& question) {
  std::vector<std::string> arguments;
  for (const FilterRequest& filter : question.filters) {
    const schema::Field* field = schema::find_field(filter.facet);
    const bool option = field && field->kind == schema::FieldKind::facet;
    arguments.push_back(option ? fmt::format("--{}={}", filter.facet, list_of(filter))
                               : fmt::format("--filter={}={}", filter.facet, list_of(filter)));
  }
  if (!question.from.empty()) arguments.push_back("--from=" + question.from);
  if (!question.to.empty()) arguments.push_back("--to=" + question.to);
  if (question.sort != Sort::relevance) arguments.push_back(fmt::format("--sort={}", search::name_of(question.sort)));
  if (question.group) arguments.emplace_back("--group");
  // A blank makes a word of what begins like an option.
  if (!question.query.empty()) arguments.push_back((question.query.front() == '-' ? " " : "") + question.query);
  return arguments;
}

std::string describe_filters(const Question& question) {
  std::vector<std::string> parts;
  for (const FilterRequest& filter : question.filters) {
    std::vector<std::string> values = filter.lists;
    values.insert(values.end(), filter.include.begin(), filter.include.end());
    for (const std::string& value : filter.exclude) values.push_back("not " + value);
    parts.push_back(fmt::format("{} {}", filter.facet, fmt::join(values, ", ")));
  }
  if (!question.from.empty()) parts.push_back("from " + question.from);
  if (!question.to.empty()) parts.push_back("to " + question.to);
  if (question.sort != Sort::relevance) parts.emplace_back(search::name_of(question.sort));
  if (question.group) parts.emplace_back("one hit a story");
  return fmt::format("{}", fmt::join(parts, " \u00b7 "));
}

}  // namespace blotter::browse
