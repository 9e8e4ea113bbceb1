// Replaces a document of the index at little cost.
#pragma once

#include "common/store/database.hpp"

namespace blotter {

// Makes `stored`, which was read from the database, what `fresh` is, and leaves terms that both have alike.  Xapian
// then does nothing for these when `stored` is put back.  Of another document it notes for each term that it has no
// positions, and looks for the old ones, which took half of the time of a run that changes articles. May throw
// Xapian::Error.
void change_to(Xapian::Document& stored, const Xapian::Document& fresh);

}  // namespace blotter
