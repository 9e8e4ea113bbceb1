#include "searcher/answer/search.hpp"

#include "common/current_day.hpp"
#include "common/schema.hpp"
#include "common/store/database.hpp"
#include "common/taxonomy/taxonomy.hpp"
#include "searcher/answer/no_results.hpp"
#include "searcher/answer/run.hpp"
#include "searcher/answer/snippet.hpp"
#include "searcher/remote/vocabulary.hpp"

#include <fmt/format.h>

#include <chrono>
#include <exception>
#include <functional>
#include <string_view>
#include <thread>
#include <utility>

namespace blotter::search {
namespace {

constexpr int max_restarts = 100;  // a commit may overtake every one of them

}  // namespace

using match::DocRef;

struct Searcher::State {
  match::Index index;
  const query::Synonyms* synonyms;
  std::unique_ptr<query::Vocabulary> vocabulary;
  std::optional<match::Matcher> matcher;
  std::optional<match::Scorer> scorer;
  std::optional<match::ArticleHeaderCache> heads;

  Engine engine() { return {index, *vocabulary, *matcher, *scorer, *heads, synonyms}; }
  void attach() {
    if (index.is_remote()) {
      vocabulary = std::make_unique<remote::Vocabulary>(index);
    } else {
      std::vector<query::Vocabulary::Shard> shards;
      for (const match::Shard& shard : index.shards()) shards.push_back({shard.columns, shard.postings});
      vocabulary = std::make_unique<query::Vocabulary>(index.all(), std::move(shards), index.languages());
    }
    vocabulary->label_with(
        [this](std::string_view facet, std::string_view value) { return label_of(index, facet, value); });
    matcher.emplace(index);
    scorer.emplace(index, *matcher);
    heads.emplace(index);
  }
  // `always`: also when the index is the one that is open.
  Result<void> refresh(bool always) {
    Result<match::Index> fresh = index.reopen();
    if (!fresh) return tl::unexpected<Error>(fresh.error());
    if (!always && index.is_current() && fresh->revisions() == index.revisions()) return {};
    index = std::move(*fresh);
    attach();
    return {};
  }
  // A shard that was left out may answer again.
  void try_missing() {
    if (index.is_due()) (void)refresh(true);
  }
  // Does `work`, and does it again on the index as it then is when a writer overtook it or the index was replaced.
  // What fails twice at one revision is not a writer's doing.
  Result<void> with_current_index(const std::function<Result<void>()>& work) {
    std::vector<store::Revision> failed;
    for (int attempt = 0;; ++attempt) {
      try {
        return work();
      } catch (const Xapian::Error& error) {
        Error converted = index.to_error(error);
        // A server that was started again, or closed a connection that was idle, is connected to once more.
        const bool overtaken = error.get_type() == std::string_view("DatabaseModifiedError") || !index.is_current() ||
                               (index.is_remote() && attempt == 0);
        if (!overtaken || (!index.is_remote() && failed == index.revisions()) || attempt == max_restarts)
          return tl::unexpected(std::move(converted));
      }
      failed = index.revisions();
      std::this_thread::sleep_for(std::chrono::milliseconds(attempt));
      if (Result<void> fresh = refresh(true); !fresh) return fresh;
    }
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

Result<void> Searcher::refresh() { return state_->refresh(false); }

Answer Searcher::run(const Request& request) {
  const auto start = std::chrono::steady_clock::now();
  Answer answer;
  (void)store::take_damage();  // what was refused before is not this query's
  state_->try_missing();
  try {
    const Result<void> done = state_->with_current_index([&] {
      answer = {};
      answer.qid = request.qid;
      answer.query = request.query;
      return run_request(state_->engine(), request, answer);
    });
    if (!done) answer.error = done.error();
    for (const match::MissingShard& missing : state_->index.missing()) {
      answer.partial.push_back(missing.name);
      answer.notes.push_back(fmt::format("left out: {}", missing.error.message));
    }
  } catch (const std::exception& error) {
    answer.error = Error{ErrorCode::index, fmt::format("unexpected: {}", error.what()), ""};
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
  Result<Article> article;
  const Result<void> done = state_->with_current_index([&]() -> Result<void> {
    const match::Index& index = state_->index;
    const std::optional<DocRef> found = index.find(id);
    if (!found) return no_article(index, id, ErrorCode::bad_usage);
    article = match::read_article(index, *found);
    return {};
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return article;
}

Result<std::string> Searcher::file_of(std::string_view id) {
  std::string path;
  const Result<void> done = state_->with_current_index([&]() -> Result<void> {
    const match::Index& index = state_->index;
    const std::optional<DocRef> found = index.find(id);
    if (!found) return no_article(index, id, ErrorCode::bad_usage);
    const Xapian::Database& database = index.shards()[found->shard].database;
    const std::string prefix = schema::boolean_term(schema::path_prefix, "");
    auto term = database.termlist_begin(found->docid);
    term.skip_to(prefix);
    const bool known = term != database.termlist_end(found->docid) && (*term).starts_with(prefix);
    path = known ? (*term).substr(prefix.size()) : std::string();
    return {};
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return path;
}

Result<std::optional<Searcher::Matches>> Searcher::matches(const Request& request, const Article& article) {
  std::optional<Matches> found;
  const Result<void> done = state_->with_current_index([&]() -> Result<void> {
    found.reset();
    if (request.query.empty()) return {};
    const Result<query::Parsed> parsed = query::parse(request.query, request.syntax, state_->index.facet_names());
    if (!parsed) return tl::unexpected<Error>(parsed.error());
    query::PlanOptions options{request.match_any, request.exact_script, current_day(), state_->synonyms};
    const Result<query::Planned> planned =
        query::Planner(*state_->vocabulary, options).plan(parsed->root, request.query);
    if (!planned) return tl::unexpected<Error>(planned.error());
    match::Highlighter highlighter(planned->words);
    found.emplace(highlighter.whole(article.title, article.language),
                  highlighter.whole(article.body, article.language));
    return {};
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return found;
}

std::string label_of(const match::Index& index, std::string_view facet, std::string_view value) {
  if (std::string label = index.watch_label(facet, value); !label.empty()) return label;
  const std::string_view table = schema::table_of(facet);
  return table.empty() ? std::string(value) : taxonomy::label(table, value);
}

}  // namespace blotter::search
