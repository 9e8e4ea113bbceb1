// Answers as rows for other programs: TSV, CSV (RFC 4180), TREC runs, and ids.
#pragma once

#include "searcher/present/presenter.hpp"

namespace blotter::present {

// Appends one row, its cells made printable and quoted where the form asks for it.
void append_row(const std::vector<std::string>& cells, char delimiter, std::string& out);

class Delimited final : public Presenter {
 public:
  Delimited(char delimiter, const Style& style);
  void begin(std::string& out) const override;
  void answer(const search::Answer& answer, std::string& out) const override;

 private:
  char delimiter_;
  std::vector<std::string> columns_;
};

// The histogram or the cross table in place of the hits: a row a period, or a row a pair that has a count.
class Tabular final : public Presenter {
 public:
  Tabular(char delimiter, const Style& style) : delimiter_(delimiter), style_(style) {}
  void begin(std::string& out) const override;
  void answer(const search::Answer& answer, std::string& out) const override;

 private:
  void row(const std::string& qid, std::vector<std::string> cells, std::string& out, const std::string& error) const;
  char delimiter_;
  Style style_;
};

// A facet's values with their counts, for --list.
[[nodiscard]] std::string facet_rows(const search::FacetAnswer& facet, char delimiter);

// `qid Q0 id rank score blotter`.
class Trec final : public Presenter {
 public:
  void answer(const search::Answer& answer, std::string& out) const override;
};

class Ids final : public Presenter {
 public:
  explicit Ids(const Style& style) : style_(style) {}
  void answer(const search::Answer& answer, std::string& out) const override;

 private:
  Style style_;
};

}  // namespace blotter::present
