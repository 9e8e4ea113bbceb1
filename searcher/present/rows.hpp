// Answers as rows for other programs: TSV, CSV (RFC 4180), TREC runs, and ids.
#pragma once

#include "searcher/present/presenter.hpp"

namespace blotter::present {

class Delimited final : public Presenter {
 public:
  Delimited(char delimiter, const Style& style);
  void begin(std::string& out) const override;
  void answer(const search::Answer& answer, std::string& out) const override;

 private:
  void row(const std::vector<std::string>& cells, std::string& out) const;
  char delimiter_;
  std::vector<std::string> columns_;
};

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
