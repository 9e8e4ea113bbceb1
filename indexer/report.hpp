// What a run says at its end, and of every change while it goes.
#pragma once

#include "indexer/facets/given_labels.hpp"
#include "indexer/run/pipeline.hpp"

#include <string>
#include <vector>

namespace blotter {

// Returns the lines at the end of a run: notes, then the counts.  `verbose` leaves out the hints at --verbose.
[[nodiscard]] std::string closing_lines(const Summary& summary, double seconds, bool verbose);
// Names labels of the input that no country, agency or crime has; empty when there are none.
[[nodiscard]] std::string labels_line(const std::vector<facets::GivenLabels::Unknown>& unknown);
// Returns the counts as blotter.summary/1, one line.
[[nodiscard]] std::string summary_json(const Summary& summary, double seconds);
// Returns one line of --itemize, as blotter.change/1; members without a value are left out.
[[nodiscard]] std::string change_json(const Change& change);

}  // namespace blotter
