// The last step of every reader: an article's fields are cleaned, its id and path filled in, and it is handed
// over.
#pragma once

#include "common/article.hpp"
#include "indexer/reader/reader.hpp"

#include <cstdint>
#include <string>

namespace blotter::reader {

class Emitter {
 public:
  // `several`: the input may hold more than one article, so an id made from the path carries "#ordinal".
  Emitter(const ReadContext& context, ArticleSink& sink, bool several)
      : context_(context), sink_(sink), several_(several) {}

  // Returns the id of the article that was emitted last.
  [[nodiscard]] const std::string& last_id() const { return last_id_; }
  // Returns the id that the next one gets which has none of its own.
  [[nodiscard]] std::string next_path_id() const { return path_id(ordinal_ + 1); }
  // The input turned out to hold more than one article.
  void expect_several() { several_ = true; }
  // Cleans and hands over; an article with neither title nor body is rejected.
  void emit(Article&& article);
  // As emit(), but an article whose text is larger than article_bytes is rejected as `where`.
  void emit_bounded(const std::string& where, Article&& article);
  void reject(std::string where, ErrorCode code, std::string message) {
    sink_.reject(std::move(where), Error{code, std::move(message), {}});
  }
  // Reports a part of the input that is not read ("message 2, list.xlsx"); `kind` has static lifetime.
  void leave_out(const std::string& where, std::string_view kind) { sink_.skip(context_.path + ", " + where, kind); }
  [[nodiscard]] const ReadContext& context() const { return context_; }
  [[nodiscard]] const Limits& limits() const;
  // Returns the number of records read so far, including rejected ones.
  [[nodiscard]] std::uint64_t ordinal() const { return ordinal_; }
  // Counts a record that gave no article, so that later ordinals do not depend on why.
  void skip() { ++ordinal_; }

 private:
  [[nodiscard]] std::string path_id(std::uint64_t ordinal) const;

  const ReadContext& context_;
  ArticleSink& sink_;
  bool several_;
  std::uint64_t ordinal_ = 0;
  std::string buffer_;
  std::string last_id_;
};

// Returns "en" for "en-US", "en_GB.UTF-8" or "eng"; empty if `tag` is not a language code.
[[nodiscard]] std::string language_code(std::string_view tag);

}  // namespace blotter::reader
