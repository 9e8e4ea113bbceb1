// The sample corpus and generated articles: one index, and the same in four parts behind servers.
#pragma once

#include "searcher/answer/search.hpp"
#include "searcher/index/index.hpp"
#include "searcher/request/request.hpp"
#include "tests/shards/server.hpp"
#include "tests/support/sample_index.hpp"

#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace blotter::test {

inline bool is_long() { return std::getenv("BLOTTER_SHARDS_LONG") != nullptr; }

class Sharded {
 public:
  static constexpr int parts = 4;

  Sharded() {
    const std::string articles =
        run({source_folder + "/scripts/generate-corpus", "--articles", is_long() ? "20000" : "250", "--seed", "17"})
            .out;
    write_file(folder_ / "generated.jsonl", articles);
    must({indexer, "-q", "--db", whole(), source_folder + "/corpus", folder_ / "generated.jsonl"});
    must({indexer, "-q", "--db", whole(), "--split", std::to_string(parts)});
  }
  [[nodiscard]] std::string whole() const { return folder_ / "db"; }
  [[nodiscard]] std::string part(int number) const {
    return whole() + ".shard-" + std::to_string(number) + "-of-" + std::to_string(parts);
  }
  [[nodiscard]] const TemporaryFolder& folder() const { return folder_; }

  static const Sharded& shared() {
    static const Sharded one;
    return one;
  }

 private:
  static void must(const std::vector<std::string>& command) {
    if (const Ran ran = run(command); ran.status != 0) throw std::runtime_error(ran.err);
  }
  TemporaryFolder folder_;
};

// A server for each part.
class Servers {
 public:
  explicit Servers(const std::vector<std::string>& more = {}) {
    for (int number = 1; number <= Sharded::parts; ++number)
      servers_.push_back(std::make_unique<Server>(Sharded::shared().part(number), more));
  }
  [[nodiscard]] std::vector<std::string> addresses() const {
    std::vector<std::string> all;
    for (const auto& server : servers_) all.push_back(server->address());
    return all;
  }
  [[nodiscard]] Server& operator[](std::size_t i) { return *servers_[i]; }

 private:
  std::vector<std::unique_ptr<Server>> servers_;
};

inline search::Searcher searcher_on(const std::vector<std::string>& names, const match::RemoteOptions& options = {}) {
  Result<match::Index> index = match::Index::open(names, options);
  if (!index) throw std::runtime_error(index.error().message);
  return search::Searcher(std::move(*index));
}

inline search::Request request_for(const std::string& query) {
  search::Request request;
  request.query = query;
  request.facet_limit = search::no_limit;
  return request;
}

// What differs between two answers, or empty: ids, order, scores, totals, counts, snippets.
[[nodiscard]] std::string difference(const search::Answer& one, const search::Answer& other);

}  // namespace blotter::test
