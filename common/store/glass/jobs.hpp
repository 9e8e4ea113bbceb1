// Jobs that do not depend on each other, on a few threads.
#pragma once

#include <functional>
#include <vector>

namespace blotter::glass {

// Runs the jobs, at most `threads` of them at once, and begins them in order: give the longest first.  Throws what one
// of them threw, once none is running; those not begun by then are left out.
void run_together(const std::vector<std::function<void()>>& jobs, unsigned threads);

}  // namespace blotter::glass
