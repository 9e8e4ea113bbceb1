// Answers as JSON (schema blotter.result/1), one object a line.
#pragma once

#include "searcher/present/presenter.hpp"

namespace blotter::present {

class Json final : public Presenter {
 public:
  explicit Json(const Style& style) : style_(style) {}
  void answer(const search::Answer& answer, std::string& out) const override;

 private:
  Style style_;
};

// A line a hit, with the query's identifier and text (schema blotter.hit/1); what finds nothing or fails has none.
class Hits final : public Presenter {
 public:
  explicit Hits(const Style& style) : style_(style) {}
  void answer(const search::Answer& answer, std::string& out) const override;

 private:
  Style style_;
};

// Returns the text with <b> around its marks and &, < and > escaped, so that it can be shown as HTML.
[[nodiscard]] std::string marked_html(const search::Snippet& snippet);

}  // namespace blotter::present
