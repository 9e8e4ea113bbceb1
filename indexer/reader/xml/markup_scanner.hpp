// A pull scanner for XML and the SGML of news collections, over a stream, in bounded memory.  It is tolerant:
// what is not well-formed becomes text or is passed over, never a failure.  Nothing outside of the input is
// ever looked at and no entity of a DTD is expanded: only character references and the names that XML and
// HTML define are.
#pragma once

#include "common/error.hpp"
#include "indexer/reader/reader.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::reader {

struct Markup {
  enum Kind { start, end, text, finish } kind = finish;
  std::string_view name;        // start, end: as written, prefix included
  std::string_view attributes;  // start: the raw bytes behind the name
  std::string_view characters;  // text: raw, references not yet resolved unless `literal`
  bool empty_element = false;   // start: "<br/>"
  bool literal = false;         // text: from a CDATA section
};

class MarkupScanner {
 public:
  // `limit`: a tag, comment or text longer than this is given in pieces or passed over.
  MarkupScanner(ByteStream& utf8, std::size_t limit) : stream_(utf8), limit_(limit) {}
  // Returns the next token, valid until the next call.
  [[nodiscard]] Result<Markup> next();

 private:
  Result<bool> fill();
  Result<std::size_t> find(std::string_view what, std::size_t from);
  Result<bool> skip_past(std::string_view what);
  Result<std::size_t> tag_end();
  Result<bool> skip_doctype();
  Result<bool> has_more();
  Markup take(std::size_t length, bool literal);
  Result<Markup> text();
  Result<Markup> cdata();
  Result<Markup> tag();
  Result<bool> skip(std::string_view rest);
  Markup make_tag(std::size_t end);

  ByteStream& stream_;
  std::size_t limit_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t unquoted_to_ = 0;  // in buffer_: up to here quotation marks hide nothing
  bool finished_ = false;
};

// Returns the name and value of each attribute, references resolved, in order.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> parse_attributes(std::string_view raw);

// Appends text with its references resolved; unknown ones stay as written.
void append_unescaped(std::string_view raw, std::string& out);

}  // namespace blotter::reader
