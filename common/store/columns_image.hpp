// The bytes of the columns' image: how they are made, and where the parts are.
#pragma once

#include "common/store/database.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace blotter::store {

// All numbers in the machine's byte order: the file is a cache of this machine's index.
struct ImageHeader {
  std::array<char, 8> magic;
  std::array<char, 48> uuid;  // of the database, zero padded
  std::uint64_t revision;
  std::uint64_t size;  // of the image
  std::uint32_t last_docid;
  std::uint32_t documents;
  std::uint32_t sections;
  std::uint32_t reserved;
};

// One array.  Its name is "FACET/offsets", "FACET/codes", "FACET/ends" (of the dictionary's strings),
// "FACET/text", "group/sizes", or one of "present", "dates", "id/ranks", "id/ends", "id/text".
struct ImageSection {
  std::array<char, 64> name;
  std::uint64_t offset;  // from the image's start, a multiple of 8
  std::uint64_t bytes;
};

inline constexpr std::array<char, 8> image_magic{'B', 'L', 'O', 'T', 'C', 'O', 'L', '3'};

// Makes the image of one open index.
[[nodiscard]] std::string make_image(const Xapian::Database& database);

// Whether the image that begins so and has `size` bytes was made from that database at that revision.
[[nodiscard]] bool belongs_to(const ImageHeader& header, std::uint64_t size, const Xapian::Database& database);

}  // namespace blotter::store
