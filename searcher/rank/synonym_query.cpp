#include "searcher/rank/synonym_query.hpp"

#include <cmath>

namespace blotter::match {

using Query = Xapian::Query;

Union balanced_union(std::span<const Union> parts, double articles) {
  if (parts.size() == 1) return parts.front();
  const Union left = balanced_union(parts.first(parts.size() / 2), articles);
  const Union right = balanced_union(parts.subspan(parts.size() / 2), articles);
  const double both = left.estimate + right.estimate - left.estimate * right.estimate / articles;
  // Of a scaled part Xapian does not see that it is a union, too; inside a synonym the scale says nothing.
  return {Query(Query::OP_SCALE_WEIGHT, Query(Query::OP_OR, left.query, right.query), 0.5), std::floor(both + 0.5)};
}

Query synonym_query(const std::vector<Query>& parts) {
  if (parts.empty()) return {};
  std::vector<Union> unions;
  unions.reserve(parts.size());
  for (const Query& part : parts) unions.push_back({part, 0});
  const Query whole = balanced_union(unions, 1).query;
  return Query(Query::OP_SYNONYM, &whole, &whole + 1);
}

}  // namespace blotter::match
