// Articles that several indexes of one search have.
#pragma once

#include "common/error.hpp"
#include "searcher/index/doc_set.hpp"

#include <vector>

namespace blotter::match {

struct Shard;

// Returns, by shard, the documents whose article an earlier shard has: the same id, and the same source, URL, title or
// text (an id alone may be any file's number).  May throw Xapian::Error.
[[nodiscard]] std::vector<DocSet> repeated_articles(const std::vector<Shard>& shards);

}  // namespace blotter::match
