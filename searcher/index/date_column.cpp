#include "searcher/index/date_column.hpp"

#include "common/store/shard.hpp"

namespace blotter::match {

DateColumn::DateColumn(const Shard& shard, schema::Slot slot) : days_(shard.columns->dates()) {
  if (slot == schema::slot_published) return;
  read_.resize(days_.size());
  const Xapian::Database& database = shard.database;
  for (auto at = database.valuestream_begin(slot); at != database.valuestream_end(slot); ++at)
    if (at.get_docid() < read_.size()) read_[at.get_docid()] = store::read_compact_date(*at);
  days_ = read_;
}

}  // namespace blotter::match
