#include "tests/shards/shards_fixture.hpp"

#include <fmt/format.h>

#include <cmath>

namespace blotter::test {
namespace {

std::string hit_text(const search::Hit& hit) {
  return fmt::format("{} {} {} {}", hit.rank, hit.id, hit.article.title, hit.snippet.text);
}

std::string counts_text(const search::Answer& answer) {
  std::string text = fmt::format("total {}\n", answer.total);
  for (const search::FacetAnswer& facet : answer.facets) {
    text += fmt::format("{} {}:", facet.name, facet.distinct);
    for (const search::FacetCount& one : facet.values)
      text += fmt::format(" {}={}{}{}", one.value, one.count, one.selected ? "+" : "", one.excluded ? "-" : "");
    text += '\n';
  }
  for (const search::Period& period : answer.histogram) text += fmt::format("{} {}\n", period.start, period.count);
  for (const search::Cross& cross : answer.crosses)
    for (std::size_t row = 0; row < cross.counts.size(); ++row)
      text += fmt::format("{}: {} {}\n", cross.row_values[row], fmt::join(cross.column_values, ","),
                          fmt::join(cross.counts[row], ","));
  for (const std::string& reason : answer.reasons) text += reason + '\n';
  for (const std::string& note : answer.notes) text += note + '\n';
  return text + answer.suggestion;
}

}  // namespace

std::string difference(const search::Answer& one, const search::Answer& other) {
  if (one.error || other.error) {
    const std::string first = one.error ? one.error->message : "no error";
    const std::string second = other.error ? other.error->message : "no error";
    return first == second ? "" : first + " | " + second;
  }
  if (counts_text(one) != counts_text(other)) return counts_text(one) + "| " + counts_text(other);
  if (one.hits.size() != other.hits.size()) return fmt::format("{} hits | {}", one.hits.size(), other.hits.size());
  for (std::size_t i = 0; i < one.hits.size(); ++i) {
    if (hit_text(one.hits[i]) != hit_text(other.hits[i]))
      return hit_text(one.hits[i]) + " | " + hit_text(other.hits[i]);
    if (std::abs(one.hits[i].score - other.hits[i].score) > 1e-9)
      return fmt::format("{}: {:.17g} | {:.17g}", one.hits[i].id, one.hits[i].score, other.hits[i].score);
    if (one.hits[i].weights.size() != other.hits[i].weights.size()) return one.hits[i].id + ": weights";
  }
  return {};
}

}  // namespace blotter::test
