// How answers are printed where standard output leads.
#pragma once

#include "searcher/present/presenter.hpp"
#include "searcher/request/options.hpp"

namespace blotter::search {

// As the options ask, and as the terminal is.
[[nodiscard]] present::Style style_of(const Options& options);

}  // namespace blotter::search
