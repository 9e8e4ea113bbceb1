// How sealed runs become the entries of the four tables.
#pragma once

#include "common/store/glass/list_merger.hpp"
#include "common/store/glass/run_sorter.hpp"
#include "common/store/glass/table_builder.hpp"

#include <map>
#include <span>
#include <string>

namespace blotter::glass {

// Keys (not empty) and values (not empty) that Database::get_metadata gives back.
using Metadata = std::map<std::string, std::string>;

// postlist.glass, what stands before the lists: metadata and the statistics of value slots.
void write_postlist_front(TableBuilder& table, const Metadata& metadata, const AllSlotStatistics& slots);
// postlist.glass, the lists: values, lengths, postings.
void write_postings(TableBuilder& table, ListMerger& lists);
// position.glass.  Format source: xapian-core 1.4.22, backends/glass/glass_positionlist.h.
void write_positions(TableBuilder& table, ListMerger& lists);
// termlist.glass and docdata.glass: the documents of runs whose docids may interleave, all above those
// written before. Format source: xapian-core 1.4.22, backends/glass/glass_termlisttable.h, glass_docdata.h,
// glass_values.cc.
void write_documents(TableBuilder& termlist, TableBuilder& docdata, std::span<const SortedRun> runs);

}  // namespace blotter::glass
