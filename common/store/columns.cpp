#include "common/store/columns.hpp"

#include "common/store/columns_image.hpp"
#include "common/store/database.hpp"
#include "common/store/table_writes.hpp"

#include <algorithm>
#include <utility>

namespace blotter::store {
namespace {

// A search begins with these checks, over millions of numbers: they gather the top bit of what must not be negative,
// many at a time, where numbers below 2^31 allow it.
constexpr std::uint32_t top_bit = 1u << 31;
constexpr std::size_t at_a_time = 16;

bool ascends_to(std::span<const std::uint32_t> ends, std::size_t limit) {
  if (ends.empty()) return true;
  std::uint32_t bits = ends.back();
  std::size_t i = 0;
  for (; i + at_a_time < ends.size(); i += at_a_time)
    for (std::size_t k = 0; k < at_a_time; ++k) bits |= ends[i + k] | (ends[i + k + 1] - ends[i + k]);
  const auto rest = ends.subspan(i);
  const bool sorted =
      (bits & top_bit) == 0 ? std::is_sorted(rest.begin(), rest.end()) : std::is_sorted(ends.begin(), ends.end());
  return sorted && ends.back() <= limit;
}

bool all_below(std::span<const std::uint32_t> codes, std::size_t limit) {
  std::size_t i = 0;
  if (limit < top_bit) {
    const auto n = static_cast<std::uint32_t>(limit);
    std::uint32_t bits = 0;
    for (; i + at_a_time <= codes.size(); i += at_a_time)
      for (std::size_t k = 0; k < at_a_time; ++k) bits |= codes[i + k] | ~(codes[i + k] - n);
    if ((bits & top_bit) != 0) return false;
  }
  return std::all_of(codes.begin() + static_cast<std::ptrdiff_t>(i), codes.end(),
                     [&](std::uint32_t code) { return code < limit; });
}

bool attach_column(const SideFile& file, Column& column, std::size_t offsets) {
  column.offsets = file.array<std::uint32_t>(column.name + "/offsets");
  column.codes = file.array<std::uint32_t>(column.name + "/codes");
  const auto ends = file.array<std::uint32_t>(column.name + "/ends");
  const std::string_view text = file.bytes(column.name + "/text");
  if (!file.has(column.name + "/text") || column.offsets.size() != offsets ||
      !ascends_to(column.offsets, column.codes.size()) || !ascends_to(ends, text.size()))
    return false;
  if (!all_below(column.codes, ends.size())) return false;
  std::uint32_t start = 0;
  for (const std::uint32_t end : ends) {
    column.values.push_back(text.substr(start, end - start));
    start = end;
  }
  return true;
}

}  // namespace

std::int64_t Column::code(std::string_view value) const {
  const auto at = std::lower_bound(values.begin(), values.end(), value);
  return at != values.end() && *at == value ? at - values.begin() : -1;
}

std::string_view Columns::id(std::uint32_t rank) const {
  if (rank >= id_ends_.size()) return {};
  const std::uint32_t start = rank == 0 ? 0 : id_ends_[rank - 1];
  const std::uint32_t end = id_ends_[rank];
  return start <= end && end <= id_text_.size() ? id_text_.substr(start, end - start) : std::string_view();
}

const Column* Columns::find(std::string_view name) const {
  for (const Column& column : facets_)
    if (column.name == name) return &column;
  return nullptr;
}

std::uint32_t Columns::group_size(std::string_view name) const {
  const Column* groups = find("group");
  const std::int64_t code = groups ? groups->code(name) : -1;
  return code < 0 ? 0 : group_sizes_[static_cast<std::size_t>(code)];
}

bool Columns::attach(SideFile side_file) {
  facets_.clear();
  const SideFile& file = file_.emplace(std::move(side_file));
  const auto numbers = file.array<std::uint32_t>("numbers");
  if (numbers.size() != 2) return false;
  last_docid_ = numbers[0];
  documents_ = numbers[1];
  const std::size_t count = std::size_t{last_docid_} + 1;
  live_docs_ = file.array<std::uint64_t>("present");
  dates_ = file.array<std::uint32_t>("dates");
  lengths_ = file.array<std::uint32_t>("lengths");
  id_ranks_ = file.array<std::uint32_t>("id/ranks");
  id_ends_ = file.array<std::uint32_t>("id/ends");
  id_text_ = file.bytes("id/text");
  if (live_docs_.size() != (count + 63) / 64 || dates_.size() != count || lengths_.size() != count ||
      id_ranks_.size() != count)
    return false;
  for (const auto& [name, bytes] : file.sections()) {
    if (!name.ends_with("/codes")) continue;
    Column& column = facets_.emplace_back();
    column.name = name.substr(0, name.size() - 6);
    if (!attach_column(file, column, count + 1)) return false;
  }
  group_sizes_ = file.array<std::uint32_t>("group/sizes");
  const Column* groups = find("group");
  return group_sizes_.size() == (groups ? groups->values.size() : 0);
}

std::shared_ptr<const Columns> Columns::stored(const OpenIndex& index) {
  auto file = SideFile::map(index.folder->descriptor(), columns_file, columns_kind);
  if (!file || file->revision() != revision_of(index.database)) return nullptr;
  std::shared_ptr<Columns> columns(new Columns);
  return columns->attach(std::move(*file)) ? columns : nullptr;
}

std::shared_ptr<const Columns> Columns::load(const OpenIndex& index) {
  if (std::shared_ptr<const Columns> columns = stored(index)) return columns;
  std::shared_ptr<Columns> columns(new Columns);
  auto made = SideFile::of(make_image(index.database), columns_kind);
  if (!made || !columns->attach(std::move(*made)))
    throw Xapian::DatabaseCorruptError("the facets of the index contradict each other");
  return columns;
}

Result<void> write_columns(const std::string& directory) {
  const Result<OpenIndex> index = open(directory);
  if (!index) return tl::unexpected<Error>(index.error());
  try {
    const int folder = index->folder->descriptor();
    const Revision revision = revision_of(index->database);
    const auto columns = SideFile::map(folder, columns_file, columns_kind);
    if (!columns || columns->revision() != revision)
      if (Result<void> done = replace_file(folder, columns_file, make_image(index->database)); !done) return done;
    return renew_checksums(*index->folder, revision);
  } catch (const Xapian::Error& error) {
    return tl::unexpected<Error>(to_error(error));
  }
}

}  // namespace blotter::store
