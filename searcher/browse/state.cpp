#include "searcher/browse/state.hpp"

#include "common/cli/terminal.hpp"
#include "searcher/present/text.hpp"
#include "searcher/query/dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace blotter::browse {
namespace {

using match::Unit;

constexpr std::uint32_t values_of_a_facet = 40;
// A hit has three lines or more.  Each that is asked for costs the reading of an article, whether it is seen or not.
constexpr std::size_t lines_of_a_hit = 3;
constexpr std::uint32_t max_first_hits = 30;

// As many hits as the screen can show, and a few to move on to.
std::uint32_t first_hits(const State& state) {
  const auto shown = static_cast<std::uint32_t>(layout_of(state).rows / lines_of_a_hit);
  return std::min(shown + more_hits_at, max_first_hits);
}

// As fine as the range of days can be drawn.
Unit finest_unit(const State& state) {
  const Result<query::DateRange> dates = query::parse_dates(state.question.from, state.question.to, state.today);
  if (!dates || dates->from == 0 || dates->to >= 99990000) return Unit::month;
  const std::int64_t days = query::to_days(dates->to) - query::to_days(dates->from) + 1;
  return days <= 62 ? Unit::day : days <= 210 ? Unit::week : Unit::month;
}

Unit unit_of(const State& state) {
  Unit unit = finest_unit(state);
  for (int i = 0; i < state.coarser && unit != Unit::year; ++i)
    unit = unit == Unit::day ? Unit::week : unit == Unit::week ? Unit::month : Unit::year;
  return unit;
}

search::Request request_of(const State& state) {
  search::Request request = with_question(state.base, state.question);
  request.facet_limit = std::max(request.facet_limit, values_of_a_facet);
  request.documents = request.snippets = true;
  request.evidence = false;
  request.suggest = false;  // costs more than the query, at every pause
  request.limit = state.limit;
  request.histogram = unit_of(state);
  request.histogram_slot = schema::slot_published;  // which `from` and `to` narrow
  return request;
}

// Rows of the answer's facets, those without a value left out.
std::vector<FacetRow> rows_of(const search::Answer& answer) {
  std::vector<FacetRow> rows;
  for (std::size_t facet = 0; facet < answer.facets.size(); ++facet) {
    const std::vector<search::FacetCount>& values = answer.facets[facet].values;
    if (values.empty()) continue;
    rows.push_back({facet});
    for (const present::PanelRow& row : present::facet_tree(values))
      rows.push_back({facet, static_cast<std::size_t>(row.value - values.data()), row.depth});
  }
  return rows;
}

// What the row is about, whatever the answer.
std::pair<std::string, std::string> name_of(const State& state, const FacetRow& row) {
  const search::FacetAnswer& facet = state.answer.facets[row.facet];
  return {facet.name, row.value == no_value ? std::string() : facet.values[row.value].value};
}

std::size_t lines_of_hit(const State& state, std::size_t hit, const Layout& layout) {
  const std::vector<HitLine> lines = hit_lines(state, hit, layout);
  return static_cast<std::size_t>(
      std::count_if(lines.begin(), lines.end(), [&](const HitLine& line) { return line.hit == hit; }));
}

// `top` moved as little as shows `row` in `rows` rows.
std::size_t scrolled(std::size_t top, std::size_t row, std::size_t rows) {
  if (row < top || rows == 0) return row;
  return row - top >= rows ? row - rows + 1 : top;
}

}  // namespace

State start(const search::Request& base, Size size, std::uint32_t today) {
  State state;
  state.base = base;
  state.size = size;
  state.today = today;
  state.question = question_of(base);
  state.query = LineEdit(base.query);
  state.limit = first_hits(state);
  return state;
}

std::optional<search::Request> ask(State& state) {
  const bool same = state.asked && *state.asked == state.question;
  if (same && state.asked_limit == state.limit && state.asked_coarser == state.coarser) return std::nullopt;
  if (!same) {
    Question typed = state.question;
    if (state.asked) typed.query = state.asked->query;
    const bool by_typing = state.asked && typed == *state.asked;
    if (state.asked && !(by_typing && state.typing)) state.undo.push_back(*state.asked);
    state.typing = by_typing;
    state.limit = first_hits(state);
  }
  state.asked = state.question;
  state.asked_limit = state.limit;
  state.asked_coarser = state.coarser;
  return request_of(state);
}

void take_answer(State& state, search::Answer answer) {
  if (answer.error) {
    take_message(state, answer.error->message, true);
    state.query_failed = true;
    return;
  }
  std::pair<std::string, std::string> row;
  std::string period;
  if (state.facet_row < state.facet_rows.size()) row = name_of(state, state.facet_rows[state.facet_row]);
  if (const auto periods = dated_periods(state); state.period < periods.size()) period = periods[state.period]->start;
  state.answer = std::move(answer);
  state.facet_rows = rows_of(state.answer);
  for (std::size_t i = 0; i < state.facet_rows.size(); ++i)
    if (name_of(state, state.facet_rows[i]) == row) state.facet_row = i;
  const auto periods = dated_periods(state);
  if (periods.size() > state.size.columns && unit_of(state) != Unit::year) ++state.coarser;
  for (std::size_t i = 0; i < periods.size(); ++i)
    if (periods[i]->start == period) state.period = i;
  if (state.shown != state.asked) state.hit = state.hit_top = 0;
  state.shown = state.asked;
  if (state.query_failed) take_message(state, {}, false);
  adjust(state);
}

void take_article(State& state, Article article) {
  const Layout layout = layout_of(state);
  state.preview.emplace(std::move(article), state.size.columns, layout.status - std::min(layout.status, layout.top));
}

void take_message(State& state, std::string message, bool failed) {
  state.message = std::move(message);
  state.failed = failed;
  state.query_failed = false;
}

void resize(State& state, Size size) {
  state.size = size;
  const Layout layout = layout_of(state);
  state.limit = std::max(state.limit, first_hits(state));
  if (state.preview) state.preview->resize(size.columns, layout.status - std::min(layout.status, layout.top));
  adjust(state);
}

Choice choice_of(const State& state, const FacetRow& row) {
  if (row.value == no_value) return Choice::none;
  const search::FacetAnswer& facet = state.answer.facets[row.facet];
  const search::FacetCount& value = facet.values[row.value];
  for (const search::FilterRequest& filter : state.question.filters) {
    if (filter.facet != facet.name) continue;
    // What was typed on the command line only the index can read.
    if (!filter.lists.empty())
      return value.selected ? Choice::chosen : value.excluded ? Choice::excluded : Choice::none;
    const auto in = [&](const std::vector<std::string>& values) {
      return std::find(values.begin(), values.end(), value.value) != values.end();
    };
    return in(filter.include) ? Choice::chosen : in(filter.exclude) ? Choice::excluded : Choice::none;
  }
  return Choice::none;
}

void adjust(State& state) {
  const Layout layout = layout_of(state);
  if (!state.facet_rows.empty()) state.facet_row = std::min(state.facet_row, state.facet_rows.size() - 1);
  state.facet_top = scrolled(state.facet_top, state.facet_row, layout.rows);
  // The name of the facet above its first value is shown with it.
  if (state.facet_row == 1) state.facet_top = 0;
  const std::size_t periods = dated_periods(state).size();
  state.period = periods == 0 ? 0 : std::min(state.period, periods - 1);
  const std::size_t hits = state.answer.hits.size();
  state.hit = hits == 0 ? 0 : std::min(state.hit, hits - 1);
  state.hit_top = std::min(state.hit_top, state.hit);
  if (hits == 0 || layout.hits == 0) return;
  std::size_t first = state.hit;
  for (std::size_t used = lines_of_hit(state, first, layout); first > state.hit_top; --first) {
    used += lines_of_hit(state, first - 1, layout);
    if (used > layout.rows) break;
  }
  state.hit_top = first;
}

Layout layout_of(const State& state) {
  Layout layout;
  const auto [rows, columns] = state.size;
  layout.status = rows == 0 ? 0 : rows - 1;
  layout.filters = rows >= 8;
  layout.top = layout.filters ? 2 : 1;
  layout.bars = rows >= 22 ? 2 : rows >= 12 ? 1 : 0;
  layout.time_top = layout.status - (layout.bars > 0 ? layout.bars + 1 : 0);
  layout.rows = layout.time_top - std::min(layout.time_top, layout.top);
  if (columns >= 72) {
    layout.facets = std::clamp<std::size_t>(columns * 3 / 8, 26, 44);
    layout.hits_from = layout.facets + 3;
    layout.hits = columns - layout.hits_from;
  } else {
    (state.zone == Zone::facets ? layout.facets : layout.hits) = columns;
  }
  return layout;
}

std::vector<const search::Period*> dated_periods(const State& state) {
  std::vector<const search::Period*> periods;
  for (const search::Period& period : state.answer.histogram)
    if (!period.start.empty()) periods.push_back(&period);
  return periods;
}

Bars bars_of(const State& state) {
  const std::size_t count = dated_periods(state).size();
  const std::size_t columns = state.size.columns;
  // Of more than fit those about the cursor; while it is elsewhere the latest, since one wrong date makes many empty
  // ones.
  const std::size_t about = state.zone == Zone::time ? state.period - std::min(state.period, columns / 2) : count;
  if (count > columns) return {std::min(about, count - columns), 1};
  return {0, count == 0 ? 1 : std::min<std::size_t>(columns / count, 4)};
}

}  // namespace blotter::browse
