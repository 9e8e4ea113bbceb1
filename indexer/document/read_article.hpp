// What the readers hand to every run.
#pragma once

#include "common/article.hpp"

#include <cstdint>
#include <string>

namespace blotter {

// An article as read, and the file that it is from.
struct ReadArticle {
  Article article;
  std::string absolute;
  std::uint64_t hash = 0;  // content_hash(), once it was computed
};

}  // namespace blotter
