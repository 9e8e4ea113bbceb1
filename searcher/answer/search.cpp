#include "searcher/answer/search.hpp"

#include "common/store/database.hpp"
#include "common/taxonomy/taxonomy.hpp"
#include "searcher/answer/run.hpp"

#include <fmt/format.h>

#include <chrono>
#include <exception>
#include <thread>

namespace blotter::search {
namespace {

constexpr int most_restarts = 100;  // a commit may overtake every one of them

}  // namespace

using match::DocRef;

struct Searcher::State {
  match::Index index;
  const query::Synonyms* synonyms;
  std::optional<query::Vocabulary> vocabulary;
  std::optional<match::Matcher> matcher;
  std::optional<match::Scorer> scorer;
  std::optional<match::ArticleHeaderCache> heads;

  Engine engine() { return {index, *vocabulary, *matcher, *scorer, *heads, synonyms}; }
  void attach() {
    std::vector<std::shared_ptr<const store::Columns>> columns;
    for (const match::Shard& shard : index.shards()) columns.push_back(shard.columns);
    vocabulary.emplace(index.all(), std::move(columns), index.languages());
    matcher.emplace(index);
    scorer.emplace(index, *matcher);
    heads.emplace(index);
  }
  // `attempt`: how often the search was overtaken; it waits a little longer each time.
  Result<void> reopen(int attempt) {
    std::this_thread::sleep_for(std::chrono::milliseconds(attempt));
    Result<match::Index> fresh = index.again();
    if (!fresh) return tl::unexpected<Error>(fresh.error());
    index = std::move(*fresh);
    attach();
    return {};
  }
};

Searcher::Searcher(match::Index index, const query::Synonyms* synonyms)
    : state_(new State{std::move(index), synonyms, {}, {}, {}, {}}) {
  state_->attach();
}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

const match::Index& Searcher::index() const { return state_->index; }

Answer Searcher::run(const Request& request) {
  const auto start = std::chrono::steady_clock::now();
  Answer answer;
  (void)store::take_damage();  // what was refused before is not this query's
  for (int attempt = 0; attempt < most_restarts; ++attempt) {
    answer = {};
    answer.qid = request.qid;
    answer.query = request.query;
    try {
      if (const Result<void> done = run_request(state_->engine(), request, answer); !done) answer.error = done.error();
      break;
    } catch (const Xapian::DatabaseModifiedError& error) {
      answer.error = store::to_error(error);
      if (const Result<void> reopened = state_->reopen(attempt); !reopened) answer.error = reopened.error();
    } catch (const Xapian::Error& error) {
      answer.error = store::to_error(error);
      break;
    } catch (const std::exception& error) {
      answer.error = Error{ErrorCode::index, fmt::format("unexpected: {}", error.what()), ""};
      break;
    }
  }
  if (answer.error) {
    answer.hits.clear();
    answer.facets.clear();
    answer.total = 0;
  }
  answer.took_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  return answer;
}

Result<Article> Searcher::article(std::string_view id) {
  for (int attempt = 0;; ++attempt) {
    try {
      const match::Index& index = state_->index;
      const std::optional<DocRef> found = index.find(id);
      if (!found)
        return fail(ErrorCode::bad_usage, fmt::format("no article has the id '{}'", id), "--format ids lists ids");
      return match::read_article(index, *found);
    } catch (const Xapian::DatabaseModifiedError& error) {
      if (attempt == most_restarts) return tl::unexpected<Error>(store::to_error(error));
      if (const Result<void> reopened = state_->reopen(attempt); !reopened)
        return tl::unexpected<Error>(reopened.error());
    } catch (const Xapian::Error& error) {
      return tl::unexpected<Error>(store::to_error(error));
    }
  }
}

std::string label_of(const match::Index& index, std::string_view facet, std::string_view value) {
  if (std::string label = index.watch_label(facet, value); !label.empty()) return label;
  const std::string_view table = facet == "focus" ? std::string_view("country") : facet;
  if (table == "country" || table == "agency" || table == "crime" || table == "indicator")
    return taxonomy::label(table, value);
  return std::string(value);
}

}  // namespace blotter::search
