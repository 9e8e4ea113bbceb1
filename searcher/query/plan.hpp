// What a query asks of the index: terms and how they combine.  Made from the syntax tree by the planner; the
// matcher turns it into a set of documents, the ranker into a Xapian query.
#pragma once

#include "common/schema.hpp"
#include "searcher/query/dates.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::query {

struct Plan {
  enum class Op : std::uint8_t {
    nothing,
    everything,
    term,      // documents that contain it
    any,       // union; weights add up
    max,       // union; the highest child score counts (spellings and stems of one word)
    synonym,   // union of terms that count as one word (wildcards, fuzzy words)
    all,       // intersection; weights add up
    exclude,   // the first without the second
    maybe,     // the first; the second only adds weight
    window,    // children (terms, or unions of terms) within `distance` words
    dates,     // the date of `slot` in the range
    lacking,   // without a value of the facet, or a date, of the name `term`
    path,      // below the folders or of the files that the pattern `term` fits
    at_least,  // children[0], in documents where the forms in children[1] occur at least `distance` times
  };
  Op op = Op::nothing;
  std::string term;
  double weight = 1;           // scales what it contributes to the score; 0: filters only
  std::uint32_t distance = 0;  // window: positions from first to last, both counted
  bool ordered = false;        // window: in order; adjacent ones are a phrase
  bool in_body = false;        // window: below the title only
  DateRange range;
  schema::Slot slot = schema::slot_published;  // dates: of that field
  std::vector<Plan> children;

  [[nodiscard]] static Plan of_term(std::string term, double weight = 1) {
    Plan plan;
    plan.op = Op::term;
    plan.term = std::move(term);
    plan.weight = weight;
    return plan;
  }
  [[nodiscard]] static Plan lacking(std::string_view facet) {
    Plan plan = of_term(std::string(facet), 0);
    plan.op = Op::lacking;
    return plan;
  }
  // Returns whether the plan is of one word: a term, or several that count as one.
  [[nodiscard]] bool is_word() const { return op == Op::term || op == Op::synonym; }
  // Returns the terms of such a plan.
  [[nodiscard]] std::vector<std::string> terms() const {
    if (op == Op::term) return {term};
    std::vector<std::string> all;
    for (const Plan& child : children) all.push_back(child.term);
    return all;
  }
  // Returns the parts under one operation; one part alone is itself, none is `nothing`.
  [[nodiscard]] static Plan of(Op op, std::vector<Plan> parts) {
    if (parts.empty()) return {};
    if (parts.size() == 1 && op != Op::window && op != Op::at_least) return std::move(parts.front());
    Plan plan;
    plan.op = op;
    plan.children = std::move(parts);
    return plan;
  }
};

// For --explain.
[[nodiscard]] std::string to_text(const Plan& plan);

}  // namespace blotter::query
