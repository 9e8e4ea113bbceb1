#include "common/store/columns.hpp"

#include "common/store/columns_image.hpp"
#include "common/store/database.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <map>
#include <optional>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace blotter::store {
namespace {

std::string file_of(const std::string& directory) { return directory + "/columns"; }

// An image's head; one of an image too short for it belongs to nothing.
ImageHeader header_of(std::string_view image) {
  ImageHeader header{};
  if (image.size() >= sizeof header) std::memcpy(&header, image.data(), sizeof header);
  return header;
}

// Whether the file in the folder of `database` was made from it as it stands.
bool is_current(const std::string& path, const Xapian::Database& database) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return false;
  const auto size = static_cast<std::uint64_t>(file.tellg());
  std::string head(sizeof(ImageHeader), '\0');
  file.seekg(0);
  return file.read(head.data(), static_cast<std::streamsize>(head.size())) &&
         belongs_to(header_of(head), size, database);
}

using Sections = std::map<std::string, std::string_view, std::less<>>;

// The sections of an image whose header is in order; nothing when one lies outside of it.
std::optional<Sections> sections_of(std::string_view image) {
  if (image.size() < sizeof(ImageHeader)) return std::nullopt;
  const ImageHeader header = header_of(image);
  if (header.sections > (image.size() - sizeof header) / sizeof(ImageSection)) return std::nullopt;
  Sections found;
  for (std::uint32_t i = 0; i < header.sections; ++i) {
    ImageSection section{};
    std::memcpy(&section, image.data() + sizeof header + i * sizeof section, sizeof section);
    section.name.back() = '\0';
    if (section.offset % 8 != 0 || section.offset > image.size() || section.bytes > image.size() - section.offset)
      return std::nullopt;
    found.emplace(section.name.data(), image.substr(section.offset, section.bytes));
  }
  return found;
}

template <class T>
std::span<const T> array(const Sections& sections, const std::string& name) {
  const auto at = sections.find(name);
  if (at == sections.end()) return {};
  return {reinterpret_cast<const T*>(at->second.data()), at->second.size() / sizeof(T)};
}

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

bool attach_column(const Sections& sections, Column& column, std::size_t offsets) {
  column.offsets = array<std::uint32_t>(sections, column.name + "/offsets");
  column.codes = array<std::uint32_t>(sections, column.name + "/codes");
  const auto ends = array<std::uint32_t>(sections, column.name + "/ends");
  const auto text = sections.find(column.name + "/text");
  if (text == sections.end() || column.offsets.size() != offsets || !ascends_to(column.offsets, column.codes.size()) ||
      !ascends_to(ends, text->second.size()))
    return false;
  if (!all_below(column.codes, ends.size())) return false;
  std::uint32_t start = 0;
  for (const std::uint32_t end : ends) {
    column.values.push_back(text->second.substr(start, end - start));
    start = end;
  }
  return true;
}

bool write_file(const std::string& path, std::string_view bytes) {
  const std::string temporary = path + ".new." + std::to_string(getpid());
  std::FILE* file = std::fopen(temporary.c_str(), "wb");
  if (!file) return false;
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  if (std::fclose(file) != 0 || !written || std::rename(temporary.c_str(), path.c_str()) != 0) {
    std::remove(temporary.c_str());
    return false;
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

Columns::~Columns() {
  if (mapped_) munmap(mapped_, mapped_size_);
}

bool Columns::attach(std::string_view image) {
  facets_.clear();
  const std::optional<Sections> sections = sections_of(image);
  if (!sections) return false;
  const ImageHeader header = header_of(image);
  last_docid_ = header.last_docid;
  documents_ = header.documents;
  const std::size_t count = std::size_t{last_docid_} + 1;
  present_ = array<std::uint64_t>(*sections, "present");
  dates_ = array<std::uint32_t>(*sections, "dates");
  id_ranks_ = array<std::uint32_t>(*sections, "id/ranks");
  id_ends_ = array<std::uint32_t>(*sections, "id/ends");
  const auto text = sections->find("id/text");
  if (present_.size() != (count + 63) / 64 || dates_.size() != count || id_ranks_.size() != count ||
      text == sections->end())
    return false;
  id_text_ = text->second;
  for (const auto& [name, bytes] : *sections) {
    if (!name.ends_with("/codes")) continue;
    Column& column = facets_.emplace_back();
    column.name = name.substr(0, name.size() - 6);
    if (!attach_column(*sections, column, count + 1)) return false;
  }
  group_sizes_ = array<std::uint32_t>(*sections, "group/sizes");
  const Column* groups = find("group");
  return group_sizes_.size() == (groups ? groups->values.size() : 0);
}

std::shared_ptr<const Columns> Columns::load(const Xapian::Database& database, const std::string& directory) {
  std::shared_ptr<Columns> columns(new Columns);
  const int file = ::open(file_of(directory).c_str(), O_RDONLY | O_CLOEXEC);
  if (file >= 0) {
    struct stat status {};
    if (fstat(file, &status) == 0 && status.st_size > 0) {
      columns->mapped_size_ = static_cast<std::size_t>(status.st_size);
      void* const at = mmap(nullptr, columns->mapped_size_, PROT_READ, MAP_PRIVATE, file, 0);
      if (at != MAP_FAILED) columns->mapped_ = at;
    }
    ::close(file);
    const std::string_view image(static_cast<const char*>(columns->mapped_),
                                 columns->mapped_ ? columns->mapped_size_ : 0);
    if (belongs_to(header_of(image), image.size(), database) && columns->attach(image)) return columns;
  }
  columns->built_ = make_image(database);
  columns->attach(columns->built_);
  // The next search maps it; where the folder cannot be written, every search makes its own.
  write_file(file_of(directory), columns->built_);
  return columns;
}

Result<void> write_columns(const std::string& directory) {
  try {
    const Xapian::Database database(directory);
    if (is_current(file_of(directory), database)) return {};
    if (!write_file(file_of(directory), make_image(database)))
      return fail(ErrorCode::io, "cannot write '" + file_of(directory) + "': " + std::strerror(errno));
  } catch (const Xapian::Error& error) {
    return tl::unexpected<Error>(to_error(error));
  }
  return {};
}

}  // namespace blotter::store
