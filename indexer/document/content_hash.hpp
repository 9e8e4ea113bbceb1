// Content hash for incremental indexing.  It covers the article as read and how it is analysed: an article is analysed
// again only if its hash differs from the one in the index.
#pragma once

#include "common/article.hpp"

#include <cstdint>
#include <string_view>

namespace blotter {

// Changes with the analysis and what bears on it: `language`, when every article is taken to be in it, else empty.  The
// watch lists do not, which retag() brings to all articles.
[[nodiscard]] std::uint64_t analysis_seed(std::string_view language);

// XXH3 (64 bits) of the article as read, before analysis; where it was read, and its id, are not part of it.  The
// article comes back as it was.
[[nodiscard]] std::uint64_t content_hash(Article& article, std::uint64_t seed);

}  // namespace blotter
