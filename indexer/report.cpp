#include "indexer/report.hpp"

#include "common/article_json.hpp"
#include "common/cli/progress.hpp"
#include "common/cli/terminal.hpp"
#include "indexer/options.hpp"
#include "indexer/source/interrupt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter {
namespace {

// ", 1,204 skipped: 1,100 images, 80 scripts, 24 fonts"; nothing when nothing was.
std::string skipped_counts(const Summary& summary) {
  std::vector<std::pair<std::string_view, std::uint64_t>> kinds(summary.skipped.begin(), summary.skipped.end());
  std::stable_sort(kinds.begin(), kinds.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::uint64_t total = 0;
  std::string list;
  for (const auto& [kind, count] : kinds) {
    total += count;
    list += fmt::format("{}{} {}{}", list.empty() ? "" : ", ", cli::format_count(count), kind, count == 1 ? "" : "s");
  }
  return total == 0 ? std::string() : fmt::format("; {} skipped: {}", cli::format_count(total), list);
}

// Duplicates, moved articles and known failures come last and only where there are some, so that what reads the other
// counts still finds them.
std::string closing_line(const Summary& summary, double seconds, bool verbose) {
  std::string duplicates;
  if (summary.duplicates > 0)
    duplicates = fmt::format(", {} {}", cli::format_count(summary.duplicates),
                             summary.duplicates == 1 ? "duplicate" : "duplicates");
  if (summary.forgotten > 0) duplicates += fmt::format(", {} forgotten", cli::format_count(summary.forgotten));
  if (summary.moved > 0) duplicates += fmt::format(", {} moved", cli::format_count(summary.moved));
  if (summary.known_failures > 0)
    duplicates += fmt::format(
        ", {} known failure{}{}", cli::format_count(summary.known_failures), summary.known_failures == 1 ? "" : "s",
        verbose ? "" : fmt::format(" (--verbose names {})", summary.known_failures == 1 ? "it" : "them"));
  return fmt::format("{}: {} new, {} updated, {} unchanged, {} failed{} in {}{}\n", program_name,
                     cli::format_count(summary.added), cli::format_count(summary.updated),
                     cli::format_count(summary.unchanged), cli::format_count(summary.failed), duplicates,
                     cli::format_duration(seconds),
                     skipped_counts(summary) + (source::interrupted() ? ", interrupted" : ""));
}

// Says that ids were those of other articles; empty when none did.
std::string renamed_line(const Summary& summary, bool verbose) {
  if (summary.renamed == 0) return {};
  return fmt::format("{}: {} {} an id that another article has, and {} kept under an id of {} own{}\n", program_name,
                     cli::format_count(summary.renamed), summary.renamed == 1 ? "article has" : "articles have",
                     summary.renamed == 1 ? "is" : "are", summary.renamed == 1 ? "its" : "their",
                     verbose ? "" : " (--verbose names them)");
}

// Says that dates are unknown for want of an order; empty when none is.
std::string open_dates_line(const Summary& summary) {
  if (summary.open_dates == 0) return {};
  return fmt::format("{}: {} left unknown, like 06/12/2025: nothing says what comes first (--date-order day|month)\n",
                     program_name,
                     summary.open_dates == 1 ? "1 date is" : cli::format_count(summary.open_dates) + " dates are");
}

// Says what new watch lists have changed; empty when there were none.
std::string retagged_line(const Summary& summary) {
  if (summary.retagged.articles == 0) return {};
  return fmt::format("{}: other watch lists: {} of {} articles have other facets now, in {}\n", program_name,
                     cli::format_count(summary.retagged.changed), cli::format_count(summary.retagged.articles),
                     cli::format_duration(summary.retagged.seconds));
}

}  // namespace

std::string labels_line(const std::vector<facets::GivenLabels::Unknown>& unknown) {
  if (unknown.empty()) return {};
  constexpr std::size_t max_named = 10;
  std::string list;
  for (std::size_t i = 0; i < std::min(unknown.size(), max_named); ++i)
    list += fmt::format("{}{} '{}' ({})", i == 0 ? "" : ", ", unknown[i].facet, unknown[i].value, unknown[i].articles);
  if (unknown.size() > max_named) list += fmt::format(", and {} more", unknown.size() - max_named);
  return fmt::format("{}: kept as stated, since no table has {}: {}\n", program_name,
                     unknown.size() == 1 ? "it" : "them", cli::printable(list));
}

std::string closing_lines(const Summary& summary, double seconds, bool verbose) {
  return retagged_line(summary) + renamed_line(summary, verbose) + open_dates_line(summary) +
         closing_line(summary, seconds, verbose);
}

std::string summary_json(const Summary& summary, double seconds) {
  std::string skipped;
  for (const auto& [kind, count] : summary.skipped)
    skipped += fmt::format("{}\"{}\":{}", skipped.empty() ? "" : ",", kind, count);
  return fmt::format(
      "{{\"schema\":\"blotter.summary/1\",\"new\":{},\"updated\":{},\"unchanged\":{},\"failed\":{},"
      "\"duplicates\":{},\"seconds\":{:.3f},\"skipped\":{{{}}},\"moved\":{},\"renamed\":{},\"forgotten\":{},\"open_"
      "dates\":{},\"known_failures\":{},\"retagged\":{},"
      "\"interrupted\":{}}}\n",
      summary.added, summary.updated, summary.unchanged, summary.failed, summary.duplicates, seconds, skipped,
      summary.moved, summary.renamed, summary.forgotten, summary.open_dates, summary.known_failures,
      summary.retagged.changed, source::interrupted());
}

std::string change_json(const Change& change) {
  std::string line = R"({"schema":"blotter.change/1","change":)";
  append_json_string(change.what, line);
  const std::pair<std::string_view, const std::string&> members[] = {
      {"id", change.id}, {"title", change.title}, {"path", change.path}, {"of", change.of}, {"why", change.why}};
  for (const auto& [name, value] : members) {
    if (value.empty()) continue;
    line += fmt::format(",\"{}\":", name);
    append_json_string(value, line);
  }
  if (change.is_known) line += ",\"known\":true";
  return line + "}\n";
}

}  // namespace blotter
