#include "indexer/reader/text/news_export.hpp"

#include "indexer/reader/bytes.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/strings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace blotter::reader {

std::optional<std::vector<Article>> exported_stories(std::string_view text) {
  if (auto stories = lexisnexis_stories(text)) return stories;
  return factiva_stories(text);
}

Result<void> read_export(std::optional<std::vector<Article>> (*split)(std::string_view), ByteStream& stream,
                         const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, true);
  const Result<std::string> bytes = read_all(stream, emitter.limits().document_bytes, "document_bytes");
  if (!bytes) return tl::unexpected(bytes.error());
  std::string storage;
  std::optional<std::vector<Article>> stories = split(as_utf8(*bytes, context.charset, storage));
  if (!stories) return fail(ErrorCode::bad_input, "no story in the download");
  emit_stories(std::move(*stories), emitter);
  return {};
}

void emit_stories(std::vector<Article>&& stories, Emitter& emitter) {
  emitter.expect_several();
  for (Article& story : stories) emitter.emit_bounded(fmt::format("story {}", emitter.ordinal() + 1), std::move(story));
}

std::vector<std::string_view> export_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    std::string_view line = take_line(text);
    for (const std::string_view mark : {std::string_view("\uFEFF"), std::string_view("\f")})
      if (line.starts_with(mark)) line.remove_prefix(mark.size());
    lines.push_back(trim(line));
  }
  return lines;
}

void add_byline(std::string_view byline, Article& article) {
  byline = trim(byline);
  if (starts_fold(byline, "by ")) byline = trim(byline.substr(3));
  while (!byline.empty()) {
    const std::size_t end = std::min({find_fold(byline, " and "), byline.find(';'), byline.size()});
    if (const std::string_view name = trim(byline.substr(0, end)); !name.empty()) article.authors.emplace_back(name);
    if (end >= byline.size()) return;
    byline.remove_prefix(byline[end] == ';' ? end + 1 : end + std::string_view(" and ").size());
  }
}

bool is_word_count(std::string_view line) {
  const std::size_t blank = line.find(' ');
  if (blank == 0 || blank == line.npos || !equal_fold(trim(line.substr(blank)), "words")) return false;
  return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(blank),
                     [](char c) { return is_digit(c) || c == ',' || c == '.'; });
}

bool is_copyright(std::string_view line) {
  return starts_fold(line, "copyright ") || starts_fold(line, "(c) ") || line.starts_with("\u00A9") ||
         equal_fold(line, "all rights reserved") || equal_fold(line, "all rights reserved.");
}

}  // namespace blotter::reader
