// Answers as rows for other programs: TSV, CSV (RFC 4180), TREC runs, and ids.
#pragma once

#include "searcher/present/presenter.hpp"

namespace blotter::present {

struct RowForm {
  char delimiter = ',';    // ',': CSV, else TSV
  bool raw_cells = false;  // no apostrophe before what a spreadsheet would run as a formula
};

// Returns the text as a cell holds it, before quotes: printable, and with an apostrophe in front where a spreadsheet
// would take it for a formula (it begins with = + - @, a tab or a line break, and is not a number), unless the form has
// raw cells.
[[nodiscard]] std::string cell_text(std::string_view text, RowForm form);

// Appends one row, its cells quoted where CSV asks for it.
void append_row(const std::vector<std::string>& cells, RowForm form, std::string& out);

class Delimited final : public Presenter {
 public:
  Delimited(RowForm form, const Style& style);
  void begin(std::string& out) const override;
  void answer(const search::Answer& answer, std::string& out) const override;
  [[nodiscard]] std::string written_qid(const std::string& qid) const override { return cell_text(qid, form_); }

 private:
  RowForm form_;
  std::vector<std::string> columns_;
};

// The histogram, the cross table, the characteristic words or the facets in place of the hits: a row for each period,
// each pair that has a count, each word, or each value with its facet.
class Tabular final : public Presenter {
 public:
  Tabular(RowForm form, const Style& style) : form_(form), style_(style) {}
  void begin(std::string& out) const override;
  void answer(const search::Answer& answer, std::string& out) const override;
  [[nodiscard]] std::string written_qid(const std::string& qid) const override { return cell_text(qid, form_); }

 private:
  [[nodiscard]] std::vector<std::string> header() const;
  [[nodiscard]] std::vector<std::string> counted(std::string first, std::string second, std::uint32_t count,
                                                 std::uint32_t all) const;
  void cross(const std::string& qid, const search::Cross& table, std::string& out) const;
  void row(const std::string& qid, std::vector<std::string> cells, std::string& out, const std::string& error) const;
  RowForm form_;
  Style style_;
};

// Returns a facet's values with their counts, for --list.
[[nodiscard]] std::string facet_rows(const search::FacetAnswer& facet, RowForm form);

// `qid Q0 id rank score blotter`.
class Trec final : public Presenter {
 public:
  void answer(const search::Answer& answer, std::string& out) const override;
  [[nodiscard]] std::string written_qid(const std::string& qid) const override;
};

class Ids final : public Presenter {
 public:
  explicit Ids(bool ends_with_zero) : ends_with_zero_(ends_with_zero) {}
  void answer(const search::Answer& answer, std::string& out) const override;

 private:
  bool ends_with_zero_;
};

}  // namespace blotter::present
