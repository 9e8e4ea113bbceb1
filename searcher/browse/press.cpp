// What each key does.
#include "searcher/browse/state.hpp"
#include "searcher/desk/article_writer.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace blotter::browse {
namespace {

using Kind = Effect::Kind;

constexpr std::size_t wheel_rows = 3;

void move_by(std::size_t& at, std::ptrdiff_t by, std::size_t count) {
  if (count == 0) return;
  const auto last = static_cast<std::ptrdiff_t>(count - 1);
  at = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(at) + by, 0, last));
}

// How far a key moves in a list of which `page` rows are shown; nothing for other keys.
std::optional<std::ptrdiff_t> step_of(const Key& key, std::size_t page) {
  constexpr std::ptrdiff_t far = 1 << 30;
  const auto rows = static_cast<std::ptrdiff_t>(std::max<std::size_t>(page, 2) - 1);
  switch (key.name) {
    case KeyName::up: return -1;
    case KeyName::down: return 1;
    case KeyName::page_up: return -rows;
    case KeyName::page_down: return rows;
    case KeyName::home: return -far;
    case KeyName::end: return far;
    default: return std::nullopt;
  }
}

void enter_zone(State& state, Zone zone) {
  state.zone = zone;
  state.typing = false;
}

// The zones that the screen has, in the order of the tabulator.
void next_zone(State& state, int direction) {
  static constexpr std::array order{Zone::query, Zone::hits, Zone::facets, Zone::time};
  const std::size_t count = layout_of(state).bars > 0 ? order.size() : order.size() - 1;
  const auto at = static_cast<std::size_t>(std::find(order.begin(), order.end(), state.zone) - order.begin());
  enter_zone(state, order[(at + (direction > 0 ? 1 : count - 1)) % count]);
}

void go_back(State& state) {
  if (state.undo.empty()) return take_message(state, "nothing to undo", false);
  state.question = std::move(state.undo.back());
  state.undo.pop_back();
  state.query = LineEdit(state.question.query);
  state.asked.reset();  // what is gone back to is not to be undone
  state.coarser = 0;
}

void choose(State& state, const FacetRow& row, Choice choice) {
  if (row.value == no_value) return;
  const search::FacetAnswer& facet = state.answer.facets[row.facet];
  std::vector<search::FilterRequest>& filters = state.question.filters;
  auto filter = std::find_if(filters.begin(), filters.end(),
                             [&](const search::FilterRequest& one) { return one.facet == facet.name; });
  if (filter == filters.end()) filter = filters.insert(filters.end(), search::FilterRequest{facet.name, {}, {}, {}});
  if (!filter->lists.empty()) {
    *filter = {facet.name, {}, {}, {}};
    for (const search::FacetCount& value : facet.values)
      if (value.selected) filter->include.push_back(value.value);
      else if (value.excluded) filter->exclude.push_back(value.value);
  }
  const std::string& value = facet.values[row.value].value;
  std::erase(filter->include, value);
  std::erase(filter->exclude, value);
  if (choice == Choice::chosen) filter->include.push_back(value);
  if (choice == Choice::excluded) filter->exclude.push_back(value);
  if (filter->include.empty() && filter->exclude.empty()) filters.erase(filter);
}

// None, chosen, excluded, none.
void cycle(State& state) {
  if (state.facet_row >= state.facet_rows.size()) return;
  const FacetRow row = state.facet_rows[state.facet_row];
  const Choice now = choice_of(state, row);
  choose(state, row, now == Choice::none ? Choice::chosen : now == Choice::chosen ? Choice::excluded : Choice::none);
}

void press_facets(State& state, const Key& key) {
  const std::vector<FacetRow>& rows = state.facet_rows;
  if (const auto step = step_of(key, layout_of(state).rows)) return move_by(state.facet_row, *step, rows.size());
  if (key.name == KeyName::left || key.name == KeyName::right) {
    // The name of the next facet, or of the one before.
    const std::ptrdiff_t step = key.name == KeyName::left ? -1 : 1;
    do move_by(state.facet_row, step, rows.size());
    while (state.facet_row > 0 && state.facet_row + 1 < rows.size() && rows[state.facet_row].value != no_value);
  }
  if (key.name == KeyName::enter || (key.name == KeyName::character && key.character == ' ')) cycle(state);
  if (key.name == KeyName::character && (key.character == '-' || key.character == '!') && state.facet_row < rows.size())
    choose(state, rows[state.facet_row],
           choice_of(state, rows[state.facet_row]) == Choice::excluded ? Choice::none : Choice::excluded);
}

void press_time(State& state, const Key& key) {
  const auto periods = dated_periods(state);
  if (periods.empty()) return;
  if (key.name == KeyName::left || key.name == KeyName::right)
    return move_by(state.period, key.name == KeyName::left ? -1 : 1, periods.size());
  if (const auto step = step_of(key, 13)) return move_by(state.period, *step, periods.size());
  const search::Period& period = *periods[std::min(state.period, periods.size() - 1)];
  const bool narrows = key.name == KeyName::enter || (key.name == KeyName::character && key.character == ' ');
  const bool from = narrows || (key.name == KeyName::character && key.character == '[');
  const bool to = narrows || (key.name == KeyName::character && key.character == ']');
  if (from) state.question.from = period.start;
  if (to) state.question.to = period.end;
  if (from || to) state.coarser = 0;
}

Effect of_hit(const State& state, Kind kind) {
  if (state.hit >= state.answer.hits.size()) return {};
  return {kind, state.answer.hits[state.hit].id};
}

void move_hit(State& state, std::ptrdiff_t by) {
  move_by(state.hit, by, state.answer.hits.size());
  const std::size_t hits = state.answer.hits.size();
  // More are asked for before the last is reached.
  if (state.hit + more_hits_at >= hits && hits >= state.asked_limit && state.answer.total > hits)
    state.limit = state.asked_limit * 2;
}

Effect press_hits(State& state, const Key& key) {
  const std::size_t page = std::max<std::size_t>(layout_of(state).rows / 5, 1) + 1;
  if (const auto step = step_of(key, page)) move_hit(state, *step);
  if (key.name == KeyName::enter || key.name == KeyName::right) return of_hit(state, Kind::read);
  return {};
}

// Letters that mean the same wherever one does not type.
Effect press_command(State& state, char32_t letter) {
  switch (letter) {
    case '/': enter_zone(state, Zone::query); return {};
    case '?': state.help = true; return {};
    case 'q': return {Kind::quit, {}};
    case 'u': go_back(state); return {};
    case 'o': return of_hit(state, Kind::open);
    case 'p': return of_hit(state, Kind::page);
    case 'y': return of_hit(state, Kind::copy);
    case 'Y':
      if (state.hit >= state.answer.hits.size()) return {};
      return {Kind::copy,
              search::citation(state.preview ? state.preview->article() : state.answer.hits[state.hit].article)};
    case 's': state.prompt = Prompt{Prompt::Purpose::save, {}}; return {};
    case 'w': state.prompt = Prompt{Prompt::Purpose::write, {}}; return {};
    case 't': {
      using search::Sort;
      Sort& sort = state.question.sort;
      sort = sort == Sort::relevance ? Sort::newest : sort == Sort::newest ? Sort::oldest : Sort::relevance;
      return {};
    }
    case 'g': state.question.group = !state.question.group; return {};
    case 'R': state.asked.reset(); return {Kind::refresh, {}};
    default: return {};
  }
}

// Another hit is read in place of this one.
Effect turn(State& state, int direction) {
  const std::size_t before = state.hit;
  move_hit(state, direction);
  return state.hit == before ? Effect{} : of_hit(state, Kind::read);
}

Effect press_preview(State& state, const Key& key) {
  Preview& preview = *state.preview;
  const Layout layout = layout_of(state);
  const std::size_t page = layout.status - std::min(layout.status, layout.top);
  if (key.name == KeyName::home) preview.to_start();
  else if (key.name == KeyName::end) preview.to_end();
  else if (const auto step = step_of(key, page)) preview.scroll(*step);
  else if (key.name == KeyName::tab) return turn(state, 1);
  else if (key.name == KeyName::back_tab) return turn(state, -1);
  else if (key.name != KeyName::character) state.preview.reset();
  else if (key.character == ' ') preview.scroll(static_cast<std::ptrdiff_t>(page) - 1);
  else if (key.character == 'n') preview.step(1);
  else if (key.character == 'N') preview.step(-1);
  else return press_command(state, key.character);
  return {};
}

Effect press_prompt(State& state, const Key& key) {
  Prompt& prompt = *state.prompt;
  if (key.name == KeyName::enter) {
    const Effect effect{prompt.purpose == Prompt::Purpose::save ? Kind::save : Kind::write, prompt.line.text()};
    state.prompt.reset();
    return effect.text.empty() ? Effect{} : effect;
  }
  if (key.name == KeyName::escape) state.prompt.reset();
  else (void)prompt.line.press(key);
  return {};
}

void press_query(State& state, const Key& key) {
  if (state.query.press(key)) state.question.query = state.query.text();
  else if (key.name == KeyName::enter || key.name == KeyName::down || key.name == KeyName::escape)
    enter_zone(state, Zone::hits);
}

Effect click(State& state, const Key& key) {
  const Layout layout = layout_of(state);
  if (key.row == 0) {
    enter_zone(state, Zone::query);
  } else if (layout.bars > 0 && key.row >= layout.time_top && key.row < layout.status) {
    const Bars bars = bars_of(state);  // as they are on the screen
    enter_zone(state, Zone::time);
    state.period = bars.first + key.column / bars.width;
  } else if (key.row >= layout.top && key.row < layout.top + layout.rows) {
    const std::size_t row = key.row - layout.top;
    if (layout.facets > key.column) {
      const bool again = state.zone == Zone::facets && state.facet_row == state.facet_top + row;
      enter_zone(state, Zone::facets);
      if (state.facet_top + row < state.facet_rows.size()) state.facet_row = state.facet_top + row;
      if (again) cycle(state);
    } else if (layout.hits > 0) {
      const std::vector<HitLine> lines = hit_lines(state, state.hit_top, layout);
      if (row >= lines.size()) return {};
      const bool again = state.zone == Zone::hits && state.hit == lines[row].hit;
      enter_zone(state, Zone::hits);
      state.hit = lines[row].hit;
      if (again) return of_hit(state, Kind::read);
    }
  }
  return {};
}

Effect press_list(State& state, const Key& key) {
  if (key.name == KeyName::click) return click(state, key);
  if (key.name == KeyName::tab || key.name == KeyName::back_tab)
    return next_zone(state, key.name == KeyName::tab ? 1 : -1), Effect{};
  if (state.zone == Zone::query) return press_query(state, key), Effect{};
  if (key.name == KeyName::escape) return enter_zone(state, Zone::query), Effect{};
  const bool command =
      key.name == KeyName::character && std::u32string_view(U" -![]").find(key.character) == std::u32string_view::npos;
  if (command) return press_command(state, key.character);
  if (state.zone == Zone::hits) return press_hits(state, key);
  if (state.zone == Zone::facets) press_facets(state, key);
  else press_time(state, key);
  return {};
}

}  // namespace

Effect press(State& state, const Key& key) {
  if (key.name == KeyName::quit) return {Kind::quit, {}};
  if (key.name == KeyName::redraw) return {Kind::redraw, {}};
  if (key.name == KeyName::wheel_up || key.name == KeyName::wheel_down) {
    const KeyName step = key.name == KeyName::wheel_up ? KeyName::up : KeyName::down;
    Effect effect;
    if (state.zone == Zone::query) enter_zone(state, Zone::hits);
    for (std::size_t i = 0; i < wheel_rows; ++i) effect = press(state, {step, 0, 0, 0});
    return effect;
  }
  take_message(state, {}, false);
  Effect effect;
  if (state.help) state.help = false;
  else if (state.prompt) effect = press_prompt(state, key);
  else if (state.preview) effect = press_preview(state, key);
  else effect = press_list(state, key);
  adjust(state);
  return effect;
}

}  // namespace blotter::browse
