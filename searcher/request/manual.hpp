// What --help and the man page say beyond the options: queries, their grammar, batches, examples.
#pragma once

namespace blotter::search {

// A line in capitals that ends in a colon begins a section (see common/cli/option_docs.cpp).  A test runs the examples.
extern const char* const manual;

}  // namespace blotter::search
