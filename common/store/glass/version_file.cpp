#include "common/store/glass/version_file.hpp"

#include "common/store/glass/glass_error.hpp"

#include <array>
#include <string_view>
#include <sys/random.h>

namespace blotter::glass {
namespace {

// The format is named by its date: years since 2014, month, day.
constexpr std::uint32_t format = (2016U - 2014U) << 9 | 3U << 5 | 14U;
constexpr std::string_view magic = "\x0f\x0dXapian Glass";
constexpr std::uint32_t sequential_flag = 2;  // leaves are in the order of their numbers
constexpr std::uint32_t absent_flag = 1;

void append_varint(std::string& out, std::uint64_t value) {
  std::array<char, max_varint64> bytes;
  out.append(bytes.data(), put_varint(bytes.data(), value));
}

void append_root(std::string& out, const TableRoot& root) {
  append_varint(out, root.block);
  append_varint(out, root.level << 2 | sequential_flag | (root.blocks == 0 ? absent_flag : 0));
  append_varint(out, root.entries);
  append_varint(out, block_size >> 11);
  append_varint(out, root.compress_minimum);
  std::string free_list;
  if (root.blocks > 0) {  // revision, first unused block, and two empty cursors into the list
    append_varint(free_list, first_revision);
    append_varint(free_list, root.blocks);
    free_list.append(4, '\0');
  }
  append_varint(out, free_list.size());
  out += free_list;
}

// A random (version 4) UUID, in bytes.
std::array<char, 16> random_uuid() {
  std::array<unsigned char, 16> bytes;
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    throw system_failure("cannot make an identity from", "the random source");
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0fU) | 0x40U);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3fU) | 0x80U);
  std::array<char, 16> out;
  std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}

}  // namespace

void Statistics::add(const Statistics& other) {
  documents += other.documents;
  last_docid = std::max(last_docid, other.last_docid);
  if (other.shortest > 0 && (shortest == 0 || other.shortest < shortest)) shortest = other.shortest;
  longest = std::max(longest, other.longest);
  max_wdf = std::max(max_wdf, other.max_wdf);
  total_length += other.total_length;
}

std::string version_bytes(const TableRoots& tables, const Statistics& statistics) {
  std::string out(magic);
  out += static_cast<char>(format >> 8);
  out += static_cast<char>(format & 0xffU);
  const std::array<char, 16> uuid = random_uuid();
  out.append(uuid.data(), uuid.size());
  append_varint(out, first_revision);

  const TableRoot absent{0, 0, 0, 0, plain_up_to};
  for (const TableRoot* root :
       {&tables.postlist, &tables.docdata, &tables.termlist, &tables.position, &absent, &absent})
    append_root(out, *root);

  append_varint(out, statistics.documents);
  append_varint(out, statistics.last_docid - statistics.documents);
  append_varint(out, statistics.shortest);
  append_varint(out, statistics.max_wdf);
  append_varint(out, statistics.longest - statistics.max_wdf);
  append_varint(out, 0);  // oldest change set
  append_varint(out, statistics.total_length);
  append_varint(out, 0);  // bound of spelling frequencies
  return out;
}

}  // namespace blotter::glass
