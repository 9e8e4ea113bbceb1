#include "searcher/browse/screen.hpp"

#include "common/cli/progress.hpp"
#include "common/cli/terminal.hpp"
#include "common/text/characters.hpp"
#include "common/text/utf8.hpp"
#include "searcher/browse/help.hpp"
#include "searcher/present/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace blotter::browse {
namespace {

using present::Span;
using present::StyledLine;
using present::TextStyle;

constexpr std::size_t max_marks = 4;

// The line truncated or padded to exactly that many columns.
StyledLine sized(StyledLine line, std::size_t width) {
  std::size_t used = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::size_t columns = present::display_width(line[i].text);
    if (used + columns > width) {
      line[i].text = present::fit(line[i].text, width - used);
      used += present::display_width(line[i].text);
      line.resize(i + 1);
      break;
    }
    used += columns;
  }
  if (used < width) line.push_back({std::string(width - used, ' ')});
  return line;
}

// How many were found and, if there is room, in what time; of another question than that in the line only how many.
std::string found_text(const State& state, bool with_time) {
  if (!state.shown) return {};
  const std::string found =
      fmt::format("{} article{}", cli::format_count(state.answer.total), state.answer.total == 1 ? "" : "s");
  if (state.shown != state.question) return found + "\u2026";
  return with_time ? fmt::format("{} in {:.1f} ms", found, state.answer.took_ms) : found;
}

StyledLine query_line(const State& state, Screen& screen) {
  constexpr std::size_t count_columns = 20;
  constexpr std::size_t count_and_time_columns = 32;
  const std::size_t columns = state.size.columns;
  const bool with_time = columns >= 2 * count_and_time_columns;
  const std::size_t found_columns = with_time                      ? count_and_time_columns
                                    : columns >= 2 * count_columns ? count_columns
                                                                   : 0;
  const std::size_t room = columns - std::min<std::size_t>(columns, 2 + found_columns);
  std::size_t cursor = 0;
  const std::string shown = state.query.shown(std::max<std::size_t>(room, 1), cursor);
  const bool typing = state.zone == Zone::query && !state.preview && !state.prompt && !state.help;
  if (typing) screen.cursor = {0, std::min(2 + cursor, columns - 1)};
  StyledLine line = sized({{"> ", typing ? TextStyle::good : TextStyle::dim}, {shown, TextStyle::bold}}, room + 2);
  if (found_columns > 0) line.push_back({" " + found_text(state, with_time), TextStyle::dim});
  return line;
}

StyledLine facet_line(const State& state, std::size_t index, std::size_t width) {
  const FacetRow& row = state.facet_rows[index];
  const search::FacetAnswer& facet = state.answer.facets[row.facet];
  const bool here = state.zone == Zone::facets && index == state.facet_row;
  if (row.value == no_value) {
    const std::string of =
        facet.distinct > facet.values.size() ? fmt::format(" ({} of {})", facet.values.size(), facet.distinct) : "";
    return sized({{cli::printable(facet.name), TextStyle::bold, here}, {of, TextStyle::dim}}, width);
  }
  const search::FacetCount& value = facet.values[row.value];
  const Choice choice = choice_of(state, row);
  const std::string count = cli::format_count(value.count);
  const std::size_t room = width - std::min(width, count.size() + 3);
  const std::size_t indent = std::min(2 * row.depth, room / 2);
  const std::string name =
      std::string(indent, ' ') + present::value_name(value, std::max<std::size_t>(room - indent, 1));
  const char* sign = choice == Choice::chosen ? "+ " : choice == Choice::excluded ? "- " : "  ";
  const TextStyle style = choice == Choice::chosen     ? TextStyle::good
                          : choice == Choice::excluded ? TextStyle::bad
                                                       : TextStyle::plain;
  return sized({{sign, style}, {present::pad(present::fit(name, room), room), style, here}, {" " + count}}, width);
}

// Why there is no hit.
StyledLine nothing_line(const State& state, std::size_t row) {
  if (!state.shown) return row == 0 ? StyledLine{{"searching\u2026", TextStyle::dim}} : StyledLine{};
  std::vector<std::string> lines{"nothing is found"};
  for (const std::string& reason : state.answer.reasons) lines.push_back(reason);
  if (!state.answer.suggestion.empty()) lines.push_back("did you mean: " + state.answer.suggestion);
  return row < lines.size() ? StyledLine{{cli::printable(lines[row]), TextStyle::dim}} : StyledLine{};
}

void draw_lists(const State& state, const Layout& layout, Screen& screen) {
  const std::vector<HitLine> hits = layout.hits > 0 ? hit_lines(state, state.hit_top, layout) : std::vector<HitLine>{};
  for (std::size_t row = 0; row < layout.rows; ++row) {
    StyledLine line;
    if (layout.facets > 0) {
      const std::size_t index = state.facet_top + row;
      line = index < state.facet_rows.size() ? facet_line(state, index, layout.facets) : sized({}, layout.facets);
    }
    if (layout.hits_from > 0) line.push_back({" \u2502 ", TextStyle::dim});
    if (layout.hits > 0) {
      StyledLine hit = row < hits.size() ? hits[row].line : hits.empty() ? nothing_line(state, row) : StyledLine{};
      hit = sized(std::move(hit), layout.hits);
      std::move(hit.begin(), hit.end(), std::back_inserter(line));
    }
    screen.lines.push_back(std::move(line));
  }
}

// The time line: bars of `rows` rows, and the period under its cursor.
void draw_time(const State& state, const Layout& layout, Screen& screen) {
  static constexpr std::array<std::string_view, 9> eighths{" ",      "\u2581", "\u2582", "\u2583", "\u2584",
                                                           "\u2585", "\u2586", "\u2587", "\u2588"};
  const auto periods = dated_periods(state);
  const Bars bars = bars_of(state);
  const std::size_t end = std::min(periods.size(), bars.first + state.size.columns / bars.width);
  std::uint32_t max_count = 1;
  for (const search::Period* period : periods) max_count = std::max(max_count, period->count);
  for (std::size_t row = layout.bars; row-- > 0;) {
    StyledLine line;
    for (std::size_t i = bars.first; i < end; ++i) {
      const std::uint64_t scaled = std::uint64_t{periods[i]->count} * layout.bars * 8 / max_count;
      const std::uint64_t height = periods[i]->count > 0 ? std::max<std::uint64_t>(scaled, 1) : 0;
      const std::uint64_t here = std::min<std::uint64_t>(height - std::min<std::uint64_t>(height, row * 8), 8);
      std::string bar;
      for (std::size_t column = 0; column < bars.width; ++column)
        bar += bars.width > 1 && column + 1 == bars.width ? " " : eighths[here];
      const bool chosen = state.zone == Zone::time && i == state.period;
      line.push_back({std::move(bar), TextStyle::bar, chosen && row == 0});
    }
    screen.lines.push_back(std::move(line));
  }
  StyledLine legend;
  if (!periods.empty()) {
    std::string text =
        fmt::format("{} to {} by {}", periods.front()->start, periods.back()->end, state.answer.histogram_unit);
    if (state.zone == Zone::time) {
      const search::Period& period = *periods[std::min(state.period, periods.size() - 1)];
      const std::string days = period.start == period.end ? period.start : period.start + " to " + period.end;
      legend.push_back({fmt::format("{}: {}", days, cli::format_count(period.count)), TextStyle::bold});
      text = "  of " + text;
    }
    legend.push_back({std::move(text), TextStyle::dim});
  }
  screen.lines.push_back(sized(std::move(legend), state.size.columns));
}

StyledLine status_line(const State& state, const Layout& layout, Screen& screen) {
  if (state.prompt) {
    const std::string label = state.prompt->purpose == Prompt::Purpose::save
                                  ? "save this search as: "
                                  : "write the hits to (.csv .jsonl .md .html): ";
    const std::size_t columns = state.size.columns;
    const std::string shown_label = present::fit(label, columns / 2);
    const std::size_t from = present::display_width(shown_label);
    std::size_t cursor = 0;
    const std::string shown = state.prompt->line.shown(std::max<std::size_t>(columns - from, 1), cursor);
    screen.cursor = {layout.status, std::min(from + cursor, columns - 1)};
    return {{shown_label, TextStyle::bold}, {shown}};
  }
  if (!state.message.empty()) return {{cli::printable(state.message), state.failed ? TextStyle::bad : TextStyle::good}};
  if (state.preview) return {{cli::printable(state.preview->position()), TextStyle::dim}};
  return {{std::string(key_hint(state.zone)), TextStyle::dim}};
}

}  // namespace

std::string few_marks(std::string_view text) {
  std::string out;
  std::size_t marks = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    marks = text::columns_of(text::next_code_point(text, at)) > 0 ? 0 : marks + 1;
    if (marks <= max_marks) out.append(text.substr(from, at - from));
  }
  return out;
}

// Title, facts and passage of a hit, as many lines of each as the screen has room for.
static std::vector<StyledLine> lines_of(const search::Hit& hit, bool selected, const Layout& layout) {
  const std::size_t width = layout.hits - std::min<std::size_t>(layout.hits, 5);
  const std::size_t text_lines = layout.rows >= 10 ? 2 : layout.rows >= 4 ? 1 : 0;
  present::Style style;
  style.terminal = true;
  search::Snippet title = hit.title;
  if (title.text.empty()) title.text = hit.article.title.empty() ? hit.id : hit.article.title;
  std::vector<StyledLine> lines = present::wrap_spans(title, width, layout.rows >= 6 ? 2 : 1, TextStyle::bold);
  if (lines.empty()) lines.push_back({{"(no title)", TextStyle::dim}});
  for (StyledLine& line : lines)
    for (Span& span : line) span.reversed = selected;
  lines.push_back({{present::fit(cli::printable(present::hit_facts(hit, style)), width), TextStyle::dim}});
  if (text_lines > 0)
    for (StyledLine& line : present::wrap_spans(hit.snippet, width, text_lines, TextStyle::plain))
      lines.push_back(std::move(line));
  if (layout.rows >= 14) lines.emplace_back();
  return lines;
}

std::vector<HitLine> hit_lines(const State& state, std::size_t first, const Layout& layout) {
  std::vector<HitLine> lines;
  for (std::size_t i = first; i < state.answer.hits.size() && lines.size() < layout.rows; ++i) {
    const search::Hit& hit = state.answer.hits[i];
    std::vector<StyledLine> text = lines_of(hit, i == state.hit && state.zone == Zone::hits, layout);
    for (std::size_t row = 0; row < text.size() && lines.size() < layout.rows; ++row) {
      StyledLine line{{row == 0 ? fmt::format("{:>3}. ", hit.rank) : "     ", TextStyle::dim}};
      std::move(text[row].begin(), text[row].end(), std::back_inserter(line));
      lines.push_back({i, std::move(line)});
    }
  }
  return lines;
}

Screen draw(const State& state) {
  Screen screen;
  const Layout layout = layout_of(state);
  screen.lines.push_back(query_line(state, screen));
  if (layout.filters) {
    const std::string filters = describe_filters(state.question);
    screen.lines.push_back({{filters.empty() ? "" : "  " + cli::printable(filters), TextStyle::good}});
  }
  if (state.help || state.preview) {
    std::vector<StyledLine> lines = state.help ? help_lines(state.size.columns) : state.preview->lines();
    lines.resize(layout.status - std::min(layout.status, layout.top));
    std::move(lines.begin(), lines.end(), std::back_inserter(screen.lines));
  } else {
    draw_lists(state, layout, screen);
    if (layout.bars > 0) draw_time(state, layout, screen);
  }
  screen.lines.push_back(status_line(state, layout, screen));
  screen.lines.resize(std::min(screen.lines.size(), state.size.rows));
  for (StyledLine& line : screen.lines) {
    line = sized(std::move(line), state.size.columns);
    for (Span& span : line) span.text = few_marks(span.text);
  }
  return screen;
}

}  // namespace blotter::browse
