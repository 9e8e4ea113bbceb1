#include "searcher/desk/show.hpp"

#include "searcher/desk/commands.hpp"

#include <algorithm>
#include <iostream>
#include <iterator>
#include <sstream>

namespace blotter::search {
namespace {

// A line each, or divided by zero bytes when there is one or `zero` says so.
std::vector<std::string> ids_on(std::istream& in, bool zero) {
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  zero = zero || text.find('\0') != std::string::npos;
  std::vector<std::string> ids;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line, zero ? '\0' : '\n');) {
    if (!zero && line.ends_with('\r')) line.pop_back();
    if (!line.empty()) ids.push_back(std::move(line));
  }
  return ids;
}

}  // namespace

Showing::Showing(Searcher& searcher, const Options& options) : searcher_(searcher), options_(options) {
  if (Result<LastAnswer> last = last_answer()) last_ = std::move(*last);
  std::vector<std::string> names;
  for (const std::string& given : options.show) {
    if (given != "-") names.push_back(given);
    else
      for (std::string& id : ids_on(std::cin, options.ends_with_zero)) names.push_back(std::move(id));
  }
  has_query_ = !std::all_of(options.words.begin(), options.words.end(),
                            [&](const std::string& word) { return is_article(word); });
  if (!has_query_) names.insert(names.end(), options.words.begin(), options.words.end());
  for (const std::string& name : names) ids_.push_back(article_named(searcher, last_, name));
}

bool Showing::is_article(const std::string& name) const {
  return searcher_.article(article_named(searcher_, last_, name)).has_value();
}

Result<Article> Showing::article(const std::string& id) const {
  return searcher_.article(id).map_error([&](Error error) { return with_hit_numbers(std::move(error), id, last_); });
}

Result<std::optional<Searcher::Matches>> Showing::marks(const Article& article) const {
  using Marks = std::optional<Searcher::Matches>;
  if (options_.request.evidence) return Marks();
  if (has_query_) return searcher_.matches(options_.request, article);
  const bool was_hit =
      last_.databases == names_of_databases(options_) &&
      std::any_of(last_.ids.begin(), last_.ids.end(), [&](const auto& hit) { return hit.second == article.id; });
  if (!was_hit || last_.query.empty()) return Marks();
  Request request = options_.request;
  request.query = last_.query;
  request.syntax = query::Syntax::tolerant;  // it was answered, perhaps as a sentence
  const Result<Marks> found = searcher_.matches(request, article);
  const bool any = found && *found && !((*found)->first.marks.empty() && (*found)->second.marks.empty());
  return any ? *found : Marks();
}

}  // namespace blotter::search
