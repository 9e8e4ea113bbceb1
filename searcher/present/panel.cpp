// Facets, histogram and cross tables as lines of text.
#include "common/cli/progress.hpp"
#include "common/cli/terminal.hpp"
#include "common/schema.hpp"
#include "searcher/present/layout.hpp"
#include "searcher/present/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>

namespace blotter::present {
namespace {

using search::FacetCount;

constexpr std::size_t bar_width = 8;

std::string panel_line(const PanelRow& row, std::uint32_t max_count, const Style& style, std::size_t width) {
  const FacetCount& one = *row.value;
  const std::string count = fmt::format("{:>{}}", cli::format_count(one.count), cli::format_count(max_count).size());
  const std::string sign = one.excluded ? "- " : one.selected ? "+ " : "  ";
  const std::size_t bars = style.terminal ? bar_width + 1 : 0;
  const std::size_t room = width > count.size() + bars + 8 ? width - count.size() - bars - 4 : 8;
  const std::string label = std::string(2 * row.depth, ' ') + value_name(one, room - std::min(room - 1, 2 * row.depth));
  const TextStyle text_style = one.excluded ? TextStyle::bad : one.selected ? TextStyle::good : TextStyle::plain;
  std::string line = sign + styled(pad(fit(label, room), room), text_style, style.color) + ' ' + count;
  if (style.terminal) {
    const double share = max_count == 0 ? 0 : static_cast<double>(one.count) / max_count;
    line = sign + styled(pad(fit(label, room), room), text_style, style.color) + ' ' +
           styled(pad(bar(share, bar_width), bar_width), TextStyle::bar, style.color) + ' ' + count;
  }
  return line;
}

// "3.2 % of 1,024".
std::string share_of(std::uint32_t count, std::uint32_t all) {
  if (all == 0) return {};
  return fmt::format("{:.1f} % of {}", 100.0 * count / all, cli::format_count(all));
}

}  // namespace

std::vector<PanelRow> facet_tree(const std::vector<FacetCount>& values) {
  std::set<std::string_view> listed;
  for (const FacetCount& one : values) listed.insert(one.value);
  std::vector<PanelRow> rows;
  const std::function<void(std::string_view, std::size_t)> children = [&](std::string_view parent, std::size_t depth) {
    for (const FacetCount& one : values) {
      const bool root = one.parent.empty() || !listed.contains(one.parent);
      if (depth > 8 || (depth == 0 ? !root : root || one.parent != parent)) continue;
      rows.push_back({&one, depth});
      children(one.value, depth + 1);
    }
  };
  children({}, 0);
  return rows;
}

std::string value_name(const FacetCount& one, std::size_t room) {
  constexpr std::size_t min_label = 6;
  std::string value = cli::printable(one.value);
  if (one.label == one.value || one.label.empty()) return value;
  const std::string id = fmt::format(" ({})", value);
  if (display_width(id) + min_label > room) return value;
  return fit(cli::printable(one.label), room - display_width(id)) + id;
}

std::vector<std::string> facet_panel(const search::Answer& answer, const Style& style, std::size_t width) {
  std::vector<std::string> lines;
  width = std::min<std::size_t>(width, 72);
  for (const search::FacetAnswer& facet : answer.facets) {
    if (facet.values.empty()) continue;
    std::uint32_t max_count = 0;
    for (const FacetCount& one : facet.values) max_count = std::max(max_count, one.count);
    const std::string shown =
        facet.distinct > facet.values.size() ? fmt::format(" ({} of {})", facet.values.size(), facet.distinct) : "";
    lines.push_back(styled(cli::printable(facet.name), TextStyle::bold, style.color) +
                    styled(shown, TextStyle::dim, style.color));
    for (const PanelRow& row : facet_tree(facet.values)) lines.push_back(panel_line(row, max_count, style, width));
    lines.emplace_back();
  }
  return lines;
}

std::string histogram_axis(const search::Answer& answer) {
  if (answer.histogram_date == schema::find_date(schema::slot_published)->name) return answer.histogram_unit;
  return fmt::format("{} ({})", answer.histogram_unit, answer.histogram_date);
}

std::vector<std::string> histogram_lines(const search::Answer& answer, const Style& style) {
  std::vector<std::string> lines;
  if (answer.histogram.empty()) return lines;
  lines.push_back(styled("by " + histogram_axis(answer), TextStyle::bold, style.color));
  std::uint32_t max_count = 1;
  for (const search::Period& period : answer.histogram) max_count = std::max(max_count, period.count);
  if (style.terminal) {
    static constexpr std::array<std::string_view, 9> levels{" ",      "\u2581", "\u2582", "\u2583", "\u2584",
                                                            "\u2585", "\u2586", "\u2587", "\u2588"};
    std::string spark;
    std::size_t drawn = 0;
    for (const search::Period& period : answer.histogram)
      if (!period.start.empty() && drawn++ < static_cast<std::size_t>(style.width - 4))
        spark += levels[period.count == 0 ? 0 : 1 + static_cast<std::size_t>(period.count) * 7 / max_count];
    lines.push_back("  " + styled(spark, TextStyle::bar, style.color));
  }
  const std::size_t room =
      style.width > 40 ? std::min<std::size_t>(static_cast<std::size_t>(style.width) - 30, 50) : 10;
  for (const search::Period& period : answer.histogram) {
    std::string name = period.start.empty() ? "no date" : period.start;
    if (answer.histogram_unit == "year") name = name.substr(0, period.start.empty() ? 7 : 4);
    if (answer.histogram_unit == "month") name = name.substr(0, 7);
    std::string line = fmt::format("  {:<10} {:>9}", name, cli::format_count(period.count));
    if (style.terminal)
      line += ' ' + styled(bar(static_cast<double>(period.count) / max_count, room), TextStyle::bar, style.color);
    if (answer.shares) line += ' ' + share_of(period.count, period.all);
    lines.push_back(std::move(line));
  }
  lines.emplace_back();
  return lines;
}

// A count, or with `total` its share of that, right-aligned in `width` columns; shaded by its share of `max_count`.
std::string cross_cell(std::uint32_t count, std::uint32_t total, std::uint32_t max_count, std::size_t width,
                       const Style& style) {
  std::string number = count == 0 ? "." : cli::format_count(count);
  if (count > 0 && total > 0) number = fmt::format("{:.1f} %", 100.0 * count / total);
  if (!style.terminal) return fmt::format("{:>{}}", number, width);
  static constexpr std::array<std::string_view, 5> shades{" ", "\u2591", "\u2592", "\u2593", "\u2588"};
  const std::size_t shade = count == 0 ? 0 : 1 + static_cast<std::size_t>(count) * 3 / max_count;
  return styled(shades[shade], TextStyle::bar, style.color) + ' ' + fmt::format("{:>{}}", number, width - 2);
}

std::vector<std::string> cross_lines(const search::Cross& cross, const Style& style) {
  std::vector<std::string> lines;
  lines.push_back(
      styled(cli::printable(fmt::format("{} by {}", cross.rows, cross.columns)), TextStyle::bold, style.color));
  std::size_t head = 4;
  for (const std::string& row : cross.row_values) head = std::max(head, std::min<std::size_t>(display_width(row), 28));
  const std::size_t cell = style.terminal ? 9 : 14;
  const auto width = static_cast<std::size_t>(std::max(style.width, 40));
  const std::size_t columns = style.terminal ? std::min(cross.column_values.size(), (width - head - 4) / (cell + 1))
                                             : cross.column_values.size();
  std::string titles = "  " + pad("", head);
  for (std::size_t j = 0; j < columns; ++j)
    titles += ' ' + pad(fit(cli::printable(cross.column_values[j]), cell), cell);
  lines.push_back(styled(titles, TextStyle::dim, style.color));
  std::uint32_t max_count = 1;
  for (const auto& row : cross.counts)
    for (const std::uint32_t n : row) max_count = std::max(max_count, n);
  for (std::size_t i = 0; i < cross.row_values.size(); ++i) {
    std::string line = "  " + pad(fit(cli::printable(cross.row_values[i]), head), head);
    for (std::size_t j = 0; j < columns; ++j)
      line += ' ' + cross_cell(cross.counts[i][j], cross.row_totals.empty() ? 0 : cross.row_totals[i], max_count, cell,
                               style);
    lines.push_back(std::move(line));
  }
  const std::size_t missing = cross.distinct_columns - columns;
  if (missing > 0 || cross.distinct_rows > cross.row_values.size())
    lines.push_back(
        styled(fit(fmt::format("  {} of {} rows, {} of {} columns; --format csv has all", cross.row_values.size(),
                               cross.distinct_rows, columns, cross.distinct_columns),
                   style.terminal ? width : 1000),
               TextStyle::dim, style.color));
  lines.emplace_back();
  return lines;
}

std::vector<std::string> word_lines(const search::Answer& answer, const Style& style) {
  if (answer.words.empty()) return {};
  std::vector<std::string> lines{styled("characteristic words", TextStyle::bold, style.color)};
  for (const search::CharacteristicWord& one : answer.words)
    lines.push_back(fmt::format("  {} {:>9} of {}", pad(fit(cli::printable(one.word), 28), 28),
                                cli::format_count(one.count), cli::format_count(one.all)));
  lines.emplace_back();
  return lines;
}

std::vector<std::string> explanation_lines(const search::Answer& answer) {
  if (!answer.explanation) return {};
  return {"query   " + cli::printable(answer.query), "tree    " + cli::printable(answer.explanation->tree),
          "plan    " + cli::printable(answer.explanation->plan),
          "xapian  " + cli::printable(answer.explanation->xapian), ""};
}

}  // namespace blotter::present
