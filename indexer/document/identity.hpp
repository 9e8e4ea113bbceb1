// When are two articles the same one?
//
// Of one identifier: the later replaces the earlier.  Of one address under two identifiers: the longer body stays, of
// two as long the earlier.  Of one title, body and date: the earlier stays.  A site's front page is no address of an
// article, and an article that is nothing but a title is never told by its text.
#pragma once

#include "common/article.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace blotter {

struct Identity {
  std::string id;
  std::string url;         // empty when it names no single page
  std::uint64_t text = 0;  // text_hash()
  std::size_t length = 0;  // of the body, bytes
};

// Of title, body and date; 0 when there is nothing but a title.
[[nodiscard]] std::uint64_t text_hash(const Article& article);
[[nodiscard]] Identity identity_of(const Article& article);

// The boolean term that holds the hash of the text; empty for 0.
[[nodiscard]] std::string text_term(std::uint64_t text);

// Hashes of what makes two articles one; 0 for what this one lacks.
[[nodiscard]] std::array<std::uint64_t, 3> keys_of(const Identity& identity);

}  // namespace blotter
