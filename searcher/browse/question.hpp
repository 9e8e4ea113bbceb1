// What is asked on the screen, and the arguments that ask the same.
#pragma once

#include "searcher/request/request.hpp"

#include <string>
#include <vector>

namespace blotter::browse {

// The parts of a request that change while one browses.
struct Question {
  std::string query;
  std::vector<search::FilterRequest> filters;
  std::string from;  // dates as typed; empty is open
  std::string to;
  search::Sort sort = search::Sort::relevance;
  bool group = false;
  friend bool operator==(const Question&, const Question&) = default;
};

[[nodiscard]] Question question_of(const search::Request& request);
// Returns the request with those parts in place of its own.
[[nodiscard]] search::Request with_question(search::Request request, const Question& question);

// Returns the question as arguments of blotter-search: options as --name=value, then the query's words as one argument.
[[nodiscard]] std::vector<std::string> arguments_of(const Question& question);

// "country KG, not RU · from 2025-06-01", or empty.
[[nodiscard]] std::string describe_filters(const Question& question);

}  // namespace blotter::browse
