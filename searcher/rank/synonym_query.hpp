// Words that count as one, as a Xapian query.
#pragma once

#include "common/store/database.hpp"

#include <span>
#include <vector>

namespace blotter::match {

// A union, and how many articles Xapian takes it to match.
struct Union {
  Xapian::Query query;
  double estimate = 0;
};

// Returns the union of the parts, at least one, that has the same shape in every shard.  Xapian orders the parts of a
// plain union by their frequencies in the shard and rounds an estimate at each step, by which it weighs a synonym: so a
// score would depend on the articles that are in the same shard.  `articles`: of all shards.
[[nodiscard]] Union balanced_union(std::span<const Union> parts, double articles);

// Returns the query that scores the parts as one word, by such a union; one that matches nothing for none.
[[nodiscard]] Xapian::Query synonym_query(const std::vector<Xapian::Query>& parts);

}  // namespace blotter::match
