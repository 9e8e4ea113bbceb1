#include "searcher/query/plan.hpp"

#include <fmt/format.h>

namespace blotter::query {
namespace {

std::string_view name_of(const Plan& plan) {
  switch (plan.op) {
    case Plan::Op::any: return "or";
    case Plan::Op::max: return "max";
    case Plan::Op::synonym: return "synonym";
    case Plan::Op::all: return "and";
    case Plan::Op::exclude: return "and-not";
    case Plan::Op::maybe: return "and-maybe";
    case Plan::Op::window: return plan.ordered ? "ordered" : "near";
    case Plan::Op::at_least: return "at-least";
    default: return "?";
  }
}

}  // namespace

std::string to_text(const Plan& plan) {
  std::string out;
  switch (plan.op) {
    case Plan::Op::nothing: return "nothing";
    case Plan::Op::everything: return "everything";
    case Plan::Op::dates:
      return fmt::format("{} {}..{}", schema::find_date(plan.slot)->name, plan.range.from, plan.range.to);
    case Plan::Op::lacking: return fmt::format("without {}", plan.term);
    case Plan::Op::path: return fmt::format("path {}", plan.term);
    case Plan::Op::term: out = plan.term; break;
    default:
      out = fmt::format("({}", name_of(plan));
      if (plan.distance) out += fmt::format("/{}", plan.distance);
      for (const Plan& child : plan.children) out += ' ' + to_text(child);
      out += ')';
  }
  if (plan.weight != 1) out += fmt::format("^{:g}", plan.weight);
  return out;
}

}  // namespace blotter::query
