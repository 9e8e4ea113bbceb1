// Answers for people: hits with marked snippets, the facet panel, histogram and cross tables.
#pragma once

#include "searcher/present/presenter.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace blotter::present {

class Text final : public Presenter {
 public:
  explicit Text(const Style& style) : style_(style) {}
  void answer(const search::Answer& answer, std::string& out) const override;

 private:
  [[nodiscard]] std::vector<std::string> hit_lines(const search::Hit& hit, std::size_t width) const;
  [[nodiscard]] std::string legend(const search::Answer& answer) const;
  void body(const search::Answer& answer, std::string& out) const;
  Style style_;
};

// A value of a facet in its place under its parent.
struct PanelRow {
  const search::FacetCount* value;
  std::size_t depth;
};
// Children under their parents, where the parent is listed too.
[[nodiscard]] std::vector<PanelRow> facet_tree(const std::vector<search::FacetCount>& values);
// Returns the label and identifier; where there is little room the label is truncated, since the identifier is what a
// filter takes.
[[nodiscard]] std::string value_name(const search::FacetCount& one, std::size_t room);
// Returns what is known of a hit beside its text: date, outlet, language, countries (* in focus), crimes, agencies.
[[nodiscard]] std::string hit_facts(const search::Hit& hit, const Style& style);

// Lines of at most `width` columns.
[[nodiscard]] std::vector<std::string> facet_panel(const search::Answer& answer, const Style& style, std::size_t width);
// Returns "month", or "month (indexed)" where another date than that of publication is counted.
[[nodiscard]] std::string histogram_axis(const search::Answer& answer);
[[nodiscard]] std::vector<std::string> histogram_lines(const search::Answer& answer, const Style& style);
[[nodiscard]] std::vector<std::string> cross_lines(const search::Cross& cross, const Style& style);
[[nodiscard]] std::vector<std::string> word_lines(const search::Answer& answer, const Style& style);
[[nodiscard]] std::vector<std::string> explanation_lines(const search::Answer& answer);

// "3 days ago", "in 2 weeks"; empty when a day is unknown.
[[nodiscard]] std::string relative_date(std::uint32_t day, std::uint32_t today);

}  // namespace blotter::present
