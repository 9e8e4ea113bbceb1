#include "indexer/extract/compound_file.hpp"

#include <algorithm>

namespace blotter::extract {
namespace {

constexpr std::string_view magic{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8};
constexpr std::uint32_t last_regular = 0xFFFFFFFA;  // numbers above it are marks
constexpr std::size_t entry_bytes = 128;
constexpr std::size_t small_size = 64;  // of a sector of the small streams
constexpr std::size_t whole = static_cast<std::size_t>(-1);

void append_numbers(std::string_view bytes, std::vector<std::uint32_t>& into) {
  for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) into.push_back(number_at(bytes, at, 4));
}

std::string_view sector_of(std::string_view sectors, std::size_t width, std::uint32_t number) {
  const std::size_t at = number * width;
  return number <= last_regular && at < sectors.size() ? sectors.substr(at, width) : std::string_view();
}

// The bytes, `size` at most, of the sectors that the table `next` strings together from `start` on.
std::string chain(std::string_view sectors, std::size_t width, const std::vector<std::uint32_t>& next,
                  std::uint32_t start, std::size_t size) {
  std::string out;
  // A chain that runs in a circle is as long as all sectors at most.
  for (std::uint32_t number = start; out.size() < size && out.size() <= sectors.size();) {
    const std::string_view piece = sector_of(sectors, width, number);
    if (piece.empty()) break;
    out += piece;
    if (number >= next.size()) break;
    number = next[number];
  }
  if (out.size() > size) out.resize(size);
  return out;
}

}  // namespace

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t width) {
  if (bytes.size() < width || at > bytes.size() - width) return 0;
  std::uint32_t number = 0;
  for (std::size_t i = width; i-- > 0;) number = number << 8U | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

std::optional<CompoundFile> CompoundFile::open(std::string_view bytes) {
  constexpr std::size_t header = 512;
  const std::uint32_t shift = number_at(bytes, 30, 2);
  const std::uint32_t small_shift = number_at(bytes, 32, 2);
  if (bytes.size() < header || !bytes.starts_with(magic) || (shift != 9 && shift != 12) || small_shift != 6)
    return std::nullopt;
  CompoundFile file;
  file.sector_size_ = std::size_t{1} << shift;
  file.sectors_ = bytes.substr(std::min(file.sector_size_, bytes.size()));
  file.small_below_ = number_at(bytes, 56, 4);
  // The sectors of the table of sectors: 109 in the header, more in a chain of their own.
  std::vector<std::uint32_t> tables;
  append_numbers(bytes.substr(76, 436), tables);
  std::uint32_t more = number_at(bytes, 68, 4);
  for (std::size_t count = 0; more <= last_regular && count * file.sector_size_ < bytes.size(); ++count) {
    const std::string_view sector = sector_of(file.sectors_, file.sector_size_, more);
    if (sector.size() < file.sector_size_) break;
    append_numbers(sector.substr(0, sector.size() - 4), tables);
    more = number_at(sector, sector.size() - 4, 4);
  }
  for (const std::uint32_t table : tables)
    if (file.next_.size() * file.sector_size_ < bytes.size())
      append_numbers(sector_of(file.sectors_, file.sector_size_, table), file.next_);
  const auto regular = [&file](std::uint32_t start, std::size_t size) {
    return chain(file.sectors_, file.sector_size_, file.next_, start, size);
  };
  append_numbers(regular(number_at(bytes, 60, 4), whole), file.small_next_);
  const std::string directory = regular(number_at(bytes, 48, 4), whole);
  for (std::size_t at = 0; at + entry_bytes <= directory.size(); at += entry_bytes) {
    const std::string_view raw = std::string_view(directory).substr(at, entry_bytes);
    Entry entry;
    const std::size_t letters = std::min<std::size_t>(number_at(raw, 64, 2) / 2, 32);
    for (std::size_t i = 0; i + 1 < letters; ++i) {
      const std::uint32_t unit = number_at(raw, 2 * i, 2);
      entry.name += unit < 0x80 ? static_cast<char>(unit) : '?';
    }
    entry.start = number_at(raw, 116, 4);
    entry.size = number_at(raw, 120, 4);
    if (raw[66] == 5) file.small_ = regular(entry.start, entry.size);  // the root
    else if (raw[66] == 2) file.entries_.push_back(std::move(entry));
  }
  if (file.entries_.empty()) return std::nullopt;
  return file;
}

std::string CompoundFile::stream(std::string_view name) const {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [name](const Entry& entry) { return entry.name == name; });
  if (found == entries_.end()) return {};
  return found->size < small_below_ ? chain(small_, small_size, small_next_, found->start, found->size)
                                    : chain(sectors_, sector_size_, next_, found->start, found->size);
}

}  // namespace blotter::extract
