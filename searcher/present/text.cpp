#include "searcher/present/text.hpp"

#include "common/cli/progress.hpp"
#include "common/cli/terminal.hpp"
#include "searcher/present/layout.hpp"
#include "searcher/query/dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace blotter::present {
namespace {

constexpr std::size_t narrowest_with_panel = 110;  // columns; below, the panel is under the hits

// More than a third of the screen, as far as labels need it.
std::size_t panel_width(std::size_t width) { return std::clamp<std::size_t>(width * 3 / 8, 36, 56); }

std::uint32_t digits_of(std::string_view iso) {
  std::uint32_t day = 0;
  for (const char c : iso)
    if (c >= '0' && c <= '9') day = day * 10 + static_cast<std::uint32_t>(c - '0');
  return iso.size() == 10 ? day : 0;
}

std::string link(std::string_view url, std::string text, bool links) {
  const bool web = url.starts_with("http://") || url.starts_with("https://");
  const bool plain = std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c < '\x7f'; });
  if (!links || !web || !plain) return text;
  return fmt::format("\x1b]8;;{}\x1b\\{}\x1b]8;;\x1b\\", url, text);
}

}  // namespace

std::string relative_date(std::uint32_t day, std::uint32_t today) {
  if (day == 0 || today == 0) return {};
  const std::int64_t age = query::to_days(today) - query::to_days(day);
  if (age == 0) return "today";
  if (age == 1) return "yesterday";
  if (age == -1) return "tomorrow";
  const std::int64_t size = std::abs(age);
  std::string span = size < 14    ? fmt::format("{} days", size)
                     : size < 61  ? fmt::format("{} weeks", size / 7)
                     : size < 730 ? fmt::format("{} months", size * 12 / 365)
                                  : fmt::format("{} years", size / 365);
  return age > 0 ? span + " ago" : "in " + span;
}

std::string hit_facts(const search::Hit& hit, const Style& style) {
  std::vector<std::string> parts;
  const Article& article = hit.article;
  if (!article.published.empty()) {
    const std::string ago = style.terminal ? relative_date(digits_of(article.published), style.today) : "";
    parts.push_back(ago.empty() ? article.published : fmt::format("{} ({})", article.published, ago));
  }
  if (!article.source.empty()) parts.push_back(article.source);
  if (!article.language.empty()) parts.push_back(article.language);
  const std::vector<std::string> focus = values_of(article, "focus");
  std::string countries;
  for (const std::string& country : values_of(article, "country")) {
    if (!countries.empty()) countries += ' ';
    countries += country;
    if (std::find(focus.begin(), focus.end(), country) != focus.end()) countries += '*';
  }
  if (!countries.empty()) parts.push_back(countries);
  // Before what may be truncated.
  if (hit.similar > 0) parts.push_back(fmt::format("+{} similar", hit.similar));
  for (const char* facet : {"crime", "agency"})
    if (const auto values = values_of(article, facet); !values.empty())
      parts.push_back(fmt::format("{}", fmt::join(values, " ")));
  return fmt::format("{}", fmt::join(parts, style.terminal ? " \u00b7 " : " | "));
}

std::vector<std::string> Text::hit_lines(const search::Hit& hit, std::size_t width) const {
  std::vector<std::string> lines;
  const std::string number = fmt::format("{:>2}. ", hit.rank);
  search::Snippet title = hit.title;
  if (title.text.empty()) title.text = hit.article.title.empty() ? hit.id : hit.article.title;
  const std::size_t room = width > 12 ? width - 4 : 8;
  std::vector<std::string> title_lines = wrap(title, room, 2, TextStyle::bold, style_.color);
  if (title_lines.empty()) title_lines.emplace_back("(no title)");
  for (std::size_t i = 0; i < title_lines.size(); ++i)
    lines.push_back((i == 0 ? styled(number, TextStyle::dim, style_.color) : "    ") +
                    link(hit.article.url, title_lines[i], style_.links));
  if (const std::string all = hit_facts(hit, style_); !all.empty())
    lines.push_back("    " + styled(fit(cli::printable(all), room), TextStyle::dim, style_.color));
  if (style_.snippets)
    for (const std::string& line : wrap(hit.snippet, room, 3, TextStyle::plain, style_.color))
      lines.push_back("    " + line);
  std::string place = hit.id;
  if (!hit.article.url.empty() && hit.article.url != hit.id) place += "  " + hit.article.url;
  lines.push_back("    " + styled(fit(cli::printable(place), room), TextStyle::dim, style_.color));
  for (const search::TermWeight& one : hit.weights)
    lines.push_back(fmt::format("      {:>9.4f}  {}", one.weight, cli::printable(one.term)));
  return lines;
}

// What the signs of the hits mean, when they have any.
std::string Text::legend(const search::Answer& answer) const {
  const bool focus = std::any_of(answer.hits.begin(), answer.hits.end(),
                                 [](const search::Hit& hit) { return !values_of(hit.article, "focus").empty(); });
  const bool similar =
      std::any_of(answer.hits.begin(), answer.hits.end(), [](const search::Hit& hit) { return hit.similar > 0; });
  std::vector<std::string> signs;
  if (focus) signs.emplace_back("* the story is about this country");
  if (similar) signs.emplace_back("+N similar: near-duplicates (--group)");
  if (signs.empty()) return {};
  return styled(fmt::format("? {}", fmt::join(signs, style_.terminal ? " \u00b7 " : " | ")), TextStyle::dim,
                style_.color);
}

void Text::body(const search::Answer& answer, std::string& out) const {
  const auto width = static_cast<std::size_t>(std::max(style_.width, 20));
  const bool beside = style_.terminal && width >= narrowest_with_panel && !answer.facets.empty();
  const std::size_t right = panel_width(width);
  const std::size_t left = beside ? width - right - 3 : width;
  std::vector<std::string> lines;
  for (const search::Hit& hit : answer.hits) {
    const std::vector<std::string> more = hit_lines(hit, left);
    lines.insert(lines.end(), more.begin(), more.end());
    lines.emplace_back();
  }
  if (const std::string signs = legend(answer); !signs.empty() && !style_.bulk) {
    lines.push_back(signs);
    lines.emplace_back();
  }
  const std::vector<std::string> panel = facet_panel(answer, style_, beside ? right : width);
  if (!beside) {
    lines.insert(lines.end(), panel.begin(), panel.end());
    for (const std::string& line : lines) out += line + '\n';
    return;
  }
  const std::string rule = styled(" \u2502 ", TextStyle::dim, style_.color);
  for (std::size_t i = 0; i < std::max(lines.size(), panel.size()); ++i) {
    std::string line = pad(i < lines.size() ? lines[i] : "", left) + rule + (i < panel.size() ? panel[i] : "");
    out += line + '\n';
  }
}

void Text::answer(const search::Answer& answer, std::string& out) const {
  if (style_.bulk)
    out += styled(fmt::format("# {}{}", answer.qid.empty() ? "" : cli::printable(answer.qid) + ": ",
                              cli::printable(answer.query)),
                  TextStyle::bold, style_.color) +
           '\n';
  if (answer.error) {
    out += styled("error: " + cli::printable(answer.error->message), TextStyle::bad, style_.color) + "\n\n";
    return;
  }
  if (style_.bulk) {  // alone they go to standard error
    for (const std::string& note : answer.notes) out += "note: " + cli::printable(note) + '\n';
    for (const std::string& reason : answer.reasons) out += cli::printable(reason) + '\n';
    if (!answer.suggestion.empty()) out += "did you mean: " + cli::printable(answer.suggestion) + '\n';
  }
  for (const std::string& line : explanation_lines(answer)) out += line + '\n';
  const std::string range =
      answer.hits.empty() ? "" : fmt::format(", {} to {} shown", answer.hits.front().rank, answer.hits.back().rank);
  const std::string stories = answer.total_stories
                                  ? fmt::format("{} stor{}, ", cli::format_count(*answer.total_stories),
                                                *answer.total_stories == 1 ? "y" : "ies")
                                  : std::string();
  out += styled(
      fmt::format("{}{} article{}{}", stories, cli::format_count(answer.total), answer.total == 1 ? "" : "s", range),
      TextStyle::dim, style_.color);
  out += style_.terminal ? styled(fmt::format(" ({:.1f} ms)", answer.took_ms), TextStyle::dim, style_.color) + "\n\n"
                         : "\n\n";
  body(answer, out);
  for (const std::string& line : word_lines(answer, style_)) out += line + '\n';
  for (const std::string& line : histogram_lines(answer, style_)) out += line + '\n';
  for (const search::Cross& cross : answer.crosses)
    for (const std::string& line : cross_lines(cross, style_)) out += line + '\n';
}

}  // namespace blotter::present
