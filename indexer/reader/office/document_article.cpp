#include "indexer/reader/office/document_article.hpp"

#include "common/text/utf8.hpp"
#include "indexer/reader/dates.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/text/news_export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace blotter::reader {
namespace {

constexpr std::size_t max_title = 300;
constexpr int top_lines = 6;  // within which a line that is a date is the story's

// Accounts and programs.
bool is_stock_author(std::string_view author) {
  for (const std::string_view name :
       {"", "user", "admin", "administrator", "owner", "unknown", "author", "пользователь", "админ", "администратор",
        "microsoft office user", "python-docx", "apache poi", "openpyxl", "home", "pc"})
    if (equal_fold(author, name)) return true;
  return false;
}

bool ends_like_prose(std::string_view line) {
  for (const std::string_view end : {".", ",", ";", ":", "…", "!", "?"})
    if (line.ends_with(end)) return true;
  return false;
}

// The first line, when it is short, no sentence, and a longer one is below it.
std::string_view title_in(std::string_view text) {
  const std::string_view first = trim(take_line(text));
  const std::string_view second = trim(take_line(text));
  return first.size() <= max_title && !ends_like_prose(first) && second.size() > first.size() ? first
                                                                                              : std::string_view();
}

std::string date_in(std::string_view text) {
  for (int i = 0; i < top_lines && !text.empty(); ++i)
    if (const auto date = parse_date_line(trim(take_line(text)))) return day_of(*date);
  return {};
}

// Lines above the text that only repeat what the article's fields say (pandoc's and EPUB's title pages).
std::string_view without_repeated_head(std::string_view text, const Article& article) {
  std::string_view rest = text;
  for (int i = 0; i < top_lines && !rest.empty(); ++i) {
    const std::string line = text::clean_line(take_line(rest));
    const bool author = std::find(article.authors.begin(), article.authors.end(), line) != article.authors.end();
    const auto date = parse_date_line(line);
    if (line != article.title && !author && (!date || day_of(*date) != article.published)) return text;
    text = rest;
  }
  return text;
}

}  // namespace

bool is_stock_title(std::string_view title) {
  title = trim(title);
  if (title.empty() || title.size() > max_title) return true;
  for (const std::string_view start : {"microsoft word - ", "microsoft powerpoint - ", "untitled", "document1",
                                       "без имени", "документ microsoft", "презентация powerpoint"})
    if (starts_fold(title, start)) return true;
  for (const std::string_view whole : {"powerpoint presentation", "slide 1", "title", "doc", "document", "layout 1"})
    if (equal_fold(title, whole)) return true;
  for (const std::string_view end :
       {".doc", ".docx", ".odt", ".rtf", ".pdf", ".indd", ".qxd", ".pptx", ".xlsx", ".html"})
    if (title.size() > end.size() && equal_fold(title.substr(title.size() - end.size()), end)) return true;
  return false;
}

std::string stated_title(const DocumentFacts& facts) {
  if (!trim(facts.shown_title).empty()) return text::clean_line(facts.shown_title);
  return is_stock_title(facts.title) ? std::string() : text::clean_line(facts.title);
}

Article document_article(DocumentFacts&& facts, std::string&& text) {
  Article article;
  article.title = stated_title(facts);
  if (article.title.empty()) article.title = text::clean_line(title_in(text));
  for (const std::string& names : facts.authors)
    split_each(names, ";", [&article](std::string_view name) {
      if (!is_stock_author(name)) article.authors.emplace_back(name);
    });
  article.published = date_in(text);
  if (article.published.empty()) article.published = day_of(facts.created);
  article.source = std::move(facts.publisher);
  article.body = without_repeated_head(text, article);
  return article;
}

void emit_document(DocumentFacts&& facts, std::string&& text, bool is_cut, Emitter& emitter,
                   const std::optional<Recognition>& ocr) {
  if (is_cut) {
    emitter.skip();
    return emitter.reject(
        {}, ErrorCode::limit,
        fmt::format("its text is larger than {} bytes (limit article_bytes)", emitter.limits().article_bytes));
  }
  if (std::optional<std::vector<Article>> stories = exported_stories(text)) {
    // Without the key, by which one article would be taken for the whole document.
    for (Article& story : *stories)
      if (ocr) story.ocr = Recognition{ocr->confidence, 0};
    return emit_stories(std::move(*stories), emitter);
  }
  Article article = document_article(std::move(facts), std::move(text));
  article.ocr = ocr;
  emitter.emit(std::move(article));
}

}  // namespace blotter::reader
