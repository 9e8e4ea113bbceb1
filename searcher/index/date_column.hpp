// A date of every article of one shard, without opening documents.
#pragma once

#include "common/schema.hpp"
#include "searcher/index/index.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace blotter::match {

class DateColumn {
 public:
  // The dates of the slot of a field of schema::FieldKind::date.  Those of publication are a column of the shard, which
  // must outlive the object; others are read from the slot.  May throw Xapian::Error.
  DateColumn(const Shard& shard, schema::Slot slot);

  DateColumn(DateColumn&&) = default;
  DateColumn& operator=(DateColumn&&) = default;

  // Returns YYYYMMDD by docid, up to the shard's last; 0 when unknown.
  [[nodiscard]] std::span<const std::uint32_t> days() const { return days_; }
  [[nodiscard]] std::uint32_t operator[](std::uint32_t docid) const { return days_[docid]; }

 private:
  std::vector<std::uint32_t> read_;
  std::span<const std::uint32_t> days_;
};

}  // namespace blotter::match
