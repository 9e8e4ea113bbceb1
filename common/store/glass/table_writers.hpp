// Writes sorted runs to the four tables.
#pragma once

#include "common/store/glass/list_merger.hpp"
#include "common/store/glass/run_sorter.hpp"
#include "common/store/glass/table_builder.hpp"

#include <map>
#include <span>
#include <string>

namespace blotter::glass {

// Metadata entries, as Database::get_metadata returns them; neither key nor value is empty.
using Metadata = std::map<std::string, std::string>;

// Writes the beginning of postlist.glass, before the lists: metadata and the statistics of value slots.
void write_postlist_front(TableBuilder& table, const Metadata& metadata, const AllSlotStatistics& slots);
// Writes the lists of postlist.glass: values, lengths, postings.
void write_postings(TableBuilder& table, ListMerger& lists);
// Writes position.glass.  Format source: xapian-core 1.4.22, backends/glass/glass_positionlist.h.
void write_positions(TableBuilder& table, ListMerger& lists);
// Writes termlist.glass and docdata.glass: the documents of runs whose docids may interleave, all above those
// written before. Format source: xapian-core 1.4.22, backends/glass/glass_termlisttable.h, glass_docdata.h,
// glass_values.cc.
void write_documents(TableBuilder& termlist, TableBuilder& docdata, std::span<const SortedRun> runs);

}  // namespace blotter::glass
