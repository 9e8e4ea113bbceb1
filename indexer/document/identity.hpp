// What identifies an article, and when two articles are the same one.
//
// An article's own id names it within its source.  The same id from another source is the same article when URL, title
// or text agree.  Inside one source an id or a URL that meets another title and another text in one run identifies
// nothing: every article is kept.  Where two articles are the same:
// - of one id the later replaces the earlier;
// - of one URL under two ids the longer body stays, of two as long the earlier;
// - of one title, body and date the earlier stays, unless its file is gone: then the article moved.
// A site's front page is not the URL of an article, and an article that has only a title has no text to agree in.
#pragma once

#include "common/article.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace blotter {

struct Identity {
  std::string id;
  std::string url;          // empty when it names no single page
  std::string source;       // what scopes the id: the outlet, else the file
  std::uint64_t title = 0;  // hash of the title; 0 without one
  std::uint64_t body = 0;   // hash of the body; 0 when there is nothing but a title
  std::uint64_t text = 0;   // text_hash()
  std::size_t length = 0;   // of the body, bytes
};

// Of title, body and date, where the date is the article's own; 0 when there is nothing but a title.
[[nodiscard]] std::uint64_t text_hash(const Article& article);
[[nodiscard]] Identity identity_of(const Article& article);

// Returns the boolean term that holds the hash of the text; empty for 0.
[[nodiscard]] std::string text_term(std::uint64_t text);

// Returns the boolean term that holds Recognition::key; empty for 0.
[[nodiscard]] std::string ocr_term(std::uint64_t key);

// Hashes of id, URL and text; 0 for what this one lacks.
[[nodiscard]] std::array<std::uint64_t, 3> keys_of(const Identity& identity);

// Returns the name of an article whose id belongs to an article of another source: "<source>:<id>".
[[nodiscard]] std::string scoped_id(const Identity& identity);
// Returns the name of an article whose id identifies nothing in its source: `id` and a hash of the title, else of the
// body.  It depends on the article alone, so that it is the same in every run.
[[nodiscard]] std::string distinct_id(const std::string& id, const Identity& identity);
// Returns what every distinct_id() of that id begins with.
[[nodiscard]] std::string distinct_prefix(const std::string& id);
// Returns whether distinct_id() of some article with that id could be `name`.
[[nodiscard]] bool is_distinct_id(const std::string& name, const std::string& id);

}  // namespace blotter
