// What reads like a body's name and is none in its place: a heading, a pronoun in capitals, a firm, a contact line.
#pragma once

#include "indexer/facets/mention.hpp"

namespace blotter::facets {

// Returns whether the mention is the heading of a press release's line ("WHO:") or the pronoun of a text in capitals,
// part of a firm's name ("First National Bank", "Federal Paper Board Co"), in the line that says whom to ask, or the
// ministries of no country ("laptops for ministries of education").
[[nodiscard]] bool is_no_agency(const Scan& scan, const Mention& body);

}  // namespace blotter::facets
