// Runs a batch of requests on several threads; answers come out in input order, while it runs, in bounded memory.
#pragma once

#include "common/error.hpp"
#include "searcher/batch/batch_input.hpp"
#include "searcher/index/index.hpp"
#include "searcher/present/presenter.hpp"
#include "searcher/query/synonyms.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::search {

struct BatchOptions {
  unsigned jobs = 0;  // 0: all cores
  const query::Synonyms* synonyms = nullptr;
};

struct BatchSummary {
  std::uint64_t queries = 0;
  std::uint64_t found = 0;   // with a hit
  std::uint64_t failed = 0;  // with an error
};

// What became of one query, for the caller to print: the formatted answer, and its error.
struct BatchOutcome {
  std::string_view text;
  std::string_view qid;
  const Error* error = nullptr;
  const std::vector<std::string>* notes = nullptr;
};

// `next` gives the requests; `print` gets each answer in order, and ends the batch by returning false (a closed pipe).
// Every worker opens its own handles on `index`.  `next` is called in a thread of its own, `print` in the caller's;
// what either throws is thrown here.
[[nodiscard]] Result<BatchSummary> run_batch(const match::Index& index, const BatchOptions& options,
                                             const present::Presenter& presenter,
                                             const std::function<std::optional<BatchItem>()>& next,
                                             const std::function<bool(const BatchOutcome&)>& print);

}  // namespace blotter::search
