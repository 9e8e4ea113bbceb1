// What a press database gives as one file: stories one after the other, each with its publisher, date, section and
// author in lines of their own.  The same text comes as TXT, RTF and DOCX.
#pragma once

#include "common/article.hpp"
#include "indexer/reader/emitter.hpp"
#include "indexer/reader/reader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::reader {

// Returns the stories of a LexisNexis or Nexis Uni download; nullopt when the text is none.
[[nodiscard]] std::optional<std::vector<Article>> lexisnexis_stories(std::string_view text);
// Returns the stories of a Factiva download, with or without its two-letter codes; likewise.
[[nodiscard]] std::optional<std::vector<Article>> factiva_stories(std::string_view text);

// Of any of them.
[[nodiscard]] std::optional<std::vector<Article>> exported_stories(std::string_view text);

// Reads the whole stream and emits the stories that `split` finds.
[[nodiscard]] Result<void> read_export(std::optional<std::vector<Article>> (*split)(std::string_view),
                                       ByteStream& stream, const ReadContext& context, ArticleSink& sink);

void emit_stories(std::vector<Article>&& stories, Emitter& emitter);

// Returns the lines, trimmed; empty ones part paragraphs.
[[nodiscard]] std::vector<std::string_view> export_lines(std::string_view text);

// Adds the names of "By A. Writer and B. Writer".
void add_byline(std::string_view byline, Article& article);

// "415 words", "1,204 words"
[[nodiscard]] bool is_word_count(std::string_view line);

// A line that is a rights notice.
[[nodiscard]] bool is_copyright(std::string_view line);

}  // namespace blotter::reader
