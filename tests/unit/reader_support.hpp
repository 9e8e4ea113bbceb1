// Reads bytes with a format as the indexer would, and keeps what came out.
#pragma once

#include "indexer/reader/bytes.hpp"
#include "indexer/reader/reader.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::test {

struct Collected final : reader::ArticleSink {
  std::vector<Article> articles;
  std::vector<std::pair<std::string, Error>> rejected;
  std::vector<std::pair<std::string, std::string>> skipped;  // path and kind
  Error error;                                               // of the input as a whole
  bool ok = true;

  void accept(Article&& article) override { articles.push_back(std::move(article)); }
  void reject(std::string where, Error why) override { rejected.emplace_back(std::move(where), std::move(why)); }
  void skip(const std::string& where, std::string_view kind) override { skipped.emplace_back(where, kind); }
};

// A stream that gives its bytes in small pieces, as a pipe may.
class SliceStream final : public reader::ByteStream {
 public:
  SliceStream(std::string_view bytes, std::size_t piece) : bytes_(bytes), piece_(piece) {}
  Result<std::string_view> next() override {
    held_ = bytes_.substr(0, piece_);  // a copy, so that a view kept too long shows
    bytes_.remove_prefix(held_.size());
    return std::string_view(held_);
  }

 private:
  std::string_view bytes_;
  std::size_t piece_;
  std::string held_;
};

// Documents are read by the program of this build.
inline void use_extract_program() { ::setenv("BLOTTER_EXTRACT", BLOTTER_EXTRACT_PROGRAM, 1); }

inline Collected read_as(std::string_view format, std::string_view bytes,
                         reader::ReadContext context = {"in", 0, nullptr, {}, {}}, std::size_t piece = 1 << 20) {
  use_extract_program();
  Collected found;
  SliceStream stream(bytes, piece);
  const reader::Format* reader = reader::find_format(format);
  REQUIRE(reader != nullptr);
  if (const auto done = reader->read(stream, context, found); !done) {
    found.ok = false;
    found.error = done.error();
  }
  return found;
}

inline std::string_view recognised(std::string_view bytes, std::string_view extension = {}) {
  const reader::Sniff sniff{bytes, "in", extension};
  const reader::Format* format = reader::recognise_binary(sniff);
  if (format == nullptr) format = reader::recognise(sniff);
  return format != nullptr ? format->name : std::string_view("none");
}

}  // namespace blotter::test
