#include "searcher/browse/help.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace blotter::browse {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> keys{{
    {"Tab", "to the next part: query, hits, facets, time"},
    {"/  Esc", "to the query; Enter leaves it"},
    {"arrows", "move; left and right: the next facet"},
    {"Space", "facets: choose, exclude, neither; -: exclude"},
    {"Space [ ]", "time: only this period; from it on; up to it"},
    {"u", "undo the last narrowing"},
    {"t  g", "order by relevance or date; one hit a story"},
    {"Enter", "read the hit; Tab: the next one; Esc: back"},
    {"n  N", "the next evidence in the text, the one before"},
    {"o  p", "open its page or file; its text in the pager"},
    {"y  Y", "copy its identifier; its citation"},
    {"s", "save the search under a name (--run NAME)"},
    {"w", "write all hits: .csv .tsv .jsonl .md .html"},
    {"R", "look into the index again"},
    {"Ctrl-L", "draw the screen again"},
    {"q", "leave; the command line that asks the same is printed"},
}};

}  // namespace

std::vector<present::StyledLine> help_lines(std::size_t width) {
  std::vector<present::StyledLine> lines;
  lines.reserve(keys.size());
  const std::size_t room = width - std::min<std::size_t>(width, 13);
  for (const auto& [name, meaning] : keys)
    lines.push_back({{fmt::format("  {:<11}", name), present::TextStyle::bold}, {present::fit(meaning, room)}});
  return lines;
}

std::string_view key_hint(Zone zone) {
  switch (zone) {
    case Zone::query: return "Enter: hits \u00b7 Tab: next part \u00b7 Ctrl-C: leave";
    case Zone::facets: return "Space: choose or exclude \u00b7 u: undo \u00b7 Tab: next part \u00b7 ?: keys";
    case Zone::hits: return "Enter: read \u00b7 o: open \u00b7 /: query \u00b7 ?: keys \u00b7 q: leave";
    case Zone::time: return "Space: this period \u00b7 [ from \u00b7 ] to \u00b7 u: undo \u00b7 ?: keys";
  }
  return {};
}

}  // namespace blotter::browse
