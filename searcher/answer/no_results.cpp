#include "searcher/answer/no_results.hpp"

#include "common/schema.hpp"
#include "common/text/edit_distance.hpp"
#include "searcher/query/stop_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace blotter::search {
namespace {

constexpr std::size_t max_suggested = 5;  // words of one query that are looked up
constexpr std::size_t max_near = 20;      // words near one that are looked at
constexpr std::size_t max_left_out = 20;  // words of a query that are left out in turn

bool in_no_article(const query::Vocabulary& vocabulary, const query::Plan& plan) {
  if (plan.op == query::Plan::Op::term) return vocabulary.articles(plan.term) == 0;
  if (plan.op == query::Plan::Op::window) return false;
  return std::all_of(plan.children.begin(), plan.children.end(),
                     [&](const query::Plan& child) { return in_no_article(vocabulary, child); });
}

constexpr std::uint32_t few_articles = 2;      // that a slip may have, or this many in a thousand
constexpr std::uint32_t more_for_a_slip = 20;  // times as many articles has the word that a slip of them is meant for
constexpr std::size_t long_slip = 8;           // letters of one that may be two edits off
constexpr std::size_t min_slip = 6;            // letters of a slip that some articles have

std::uint32_t edits_for(std::size_t letters) { return letters < 6 ? 1 : 2; }

// Whether the word finds what was asked for: `found` articles have it in one of its forms.
struct WordCounts {
  bool in_index = false;  // as it is typed
  std::uint32_t found = 0;
};

// The nearest word that more articles have: fewest edits, then the most frequent, then the first.
std::string nearest(const query::Vocabulary& vocabulary, const std::string& form, const WordCounts& counts) {
  const std::size_t letters = text::to_characters(form).size();
  const std::uint32_t min_articles = counts.in_index ? std::max(counts.found, 1u) * more_for_a_slip : counts.found + 1;
  for (std::uint32_t edits = 1; edits <= edits_for(letters); ++edits) {
    if (counts.in_index && edits > 1 && letters < long_slip) break;
    for (const query::IndexWord& word : vocabulary.similar(form, {}, edits, max_near).words)
      if (word.form != form && word.articles >= min_articles && !query::is_stop_word(word.form)) return word.form;
  }
  return {};
}

// What is said of a word that may be a slip; nothing of one that is none.
std::optional<WordCounts> counts_of(const std::function<std::uint32_t(const query::Plan&)>& count,
                                    const query::Vocabulary& vocabulary, const query::QueryWord& word,
                                    const Request& request) {
  const std::string& form = word.forms.front();
  if (in_no_article(vocabulary, word.plan)) return WordCounts{};
  if (!request.suggest || word.stems.empty()) return std::nullopt;
  const std::uint32_t typed = vocabulary.articles(schema::word_term({}, form));
  const std::uint32_t rare = std::max(few_articles, vocabulary.article_count() / 1000);
  if (typed > 0 && (typed > rare || text::to_characters(form).size() < min_slip)) return std::nullopt;
  const std::uint32_t found = count(word.plan);
  if (typed > 0 && found > rare) return std::nullopt;
  return WordCounts{typed > 0, found};
}

}  // namespace

void suggest_spelling(const std::function<std::uint32_t(const query::Plan&)>& count,
                      const query::Vocabulary& vocabulary, const query::Planned& planned, const Request& request,
                      Answer& answer) {
  // With --match any the other words have done their work, and in a batch of requests nobody reads it.
  if (request.match_any && answer.total > 0) return;
  std::vector<std::pair<query::Span, std::string>> replacements;
  std::size_t looked_up = 0;
  for (const query::QueryWord& word : planned.words) {
    if (word.forms.size() != 1 || word.forms.front().size() < 4 || word.written.empty()) continue;
    if (request.query.substr(0, word.span.end).ends_with(':')) continue;  // a field that there is none
    const std::optional<WordCounts> counts = counts_of(count, vocabulary, word, request);
    if (!counts || ++looked_up > max_suggested) continue;
    if (counts->found == 0) answer.notes.push_back(fmt::format("'{}' is in no article", word.written));
    std::string better = nearest(vocabulary, word.forms.front(), *counts);
    if (!better.empty()) replacements.emplace_back(word.span, std::move(better));
  }
  if (replacements.empty()) return;
  answer.suggestion = request.query;
  std::sort(replacements.begin(), replacements.end(),
            [](const auto& a, const auto& b) { return a.first.start > b.first.start; });
  for (const auto& [span, better] : replacements) {
    const std::string old = answer.suggestion.substr(span.start, span.end - span.start);
    const std::size_t colon = old.find(':');
    const std::string kept = colon == std::string::npos ? std::string() : old.substr(0, colon + 1);
    answer.suggestion.replace(span.start, span.end - span.start,
                              kept + (old.find('"') != std::string::npos ? '"' + better + '"' : better));
  }
}

void explain_no_results(const std::function<std::uint32_t(const query::Plan&)>& count, const query::Planned& planned,
                        const match::CountRequest& wanted, const match::CountResult& counted,
                        std::uint32_t text_matches, Answer& answer) {
  if (text_matches > 0) {
    answer.reasons.push_back(planned.words.empty()
                                 ? fmt::format("of {} articles none passes the filters", text_matches)
                                 : fmt::format("{} articles match the words, none passes the filters", text_matches));
    for (std::size_t i = 0; i < wanted.filters.size(); ++i)
      answer.reasons.push_back(
          fmt::format("without the {} filter: {}", wanted.filters[i].facet, counted.without_filter[i]));
    if (!wanted.dates.open()) answer.reasons.push_back(fmt::format("without the dates: {}", counted.without_dates));
    return;
  }
  if (planned.words.size() < 2) {
    if (!planned.words.empty())
      answer.reasons.push_back(fmt::format("no article matches '{}'", planned.words.front().written));
    return;
  }
  std::string each;
  for (const query::QueryWord& word : planned.words)
    each += fmt::format("{}'{}' {}", each.empty() ? "" : ", ", word.written, count(word.plan));
  answer.reasons.push_back("articles with each part alone: " + each);
  // Where all parts are asked for: what leaving out one of them would give.
  const query::Plan& plan = planned.plan;
  if (plan.op != query::Plan::Op::all || plan.children.size() != planned.words.size() || planned.words.size() < 3 ||
      planned.words.size() > max_left_out)
    return;
  std::string without;
  for (std::size_t i = 0; i < plan.children.size(); ++i) {
    query::Plan rest = plan;
    rest.children.erase(rest.children.begin() + static_cast<std::ptrdiff_t>(i));
    if (const std::uint32_t n = count(rest))
      without += fmt::format("{}'{}' {}", without.empty() ? "" : ", ", planned.words[i].written, n);
  }
  answer.reasons.push_back(without.empty() ? "without any one of them: still 0" : "without one of them: " + without);
}

tl::unexpected<Error> no_article(const match::Index& index, std::string_view id, ErrorCode code) {
  if (index.missing().empty())
    return fail(code, fmt::format("no article has the id '{}'", id), "--format ids lists ids");
  return fail(ErrorCode::index,
              fmt::format("no shard that answers has an article with the id '{}'; left out: {}", id,
                          index.missing().front().error.message),
              "ask again when every server answers");
}

}  // namespace blotter::search
