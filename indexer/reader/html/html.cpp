// HTML pages: one article a page, or each of the whole stories of a front page.
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/emitter.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/html/html_article.hpp"
#include "indexer/reader/html/html_listing.hpp"
#include "indexer/reader/html/html_metadata.hpp"
#include "indexer/reader/html/html_rules.hpp"
#include "indexer/reader/html/html_signals.hpp"
#include "indexer/reader/html/html_tree.hpp"
#include "indexer/reader/html/saved_page.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/xml/xml_root.hpp"

namespace blotter::reader {
namespace {

int recognise(const Sniff& sniff) {
  const XmlRoot root = root_of(sniff);
  if (sniff.discovered) {
    // Programs hold pages in their strings, templates are half a program, and XML has elements of HTML's names.
    const bool named = sniff.extension == "html" || sniff.extension == "htm" || sniff.extension == "xhtml";
    for (const std::string_view program : {"<?php", "<?=", "<%", "{%"})
      if (root.head().find(program) != std::string_view::npos && !named) return 0;
    const bool declared = find_fold(root.head().substr(0, 1024), "<!doctype html") != std::string_view::npos;
    if (root.local.empty() || (!named && !declared && !equal_fold(root.local, "html"))) return 0;
  }
  if (equal_fold(root.local, "html")) return 80;
  const std::string_view head = root.head().substr(0, 4096);
  if (find_fold(head, "<!doctype html") != head.npos || find_fold(head, "<html") != head.npos) return 75;
  if (find_fold(head, "<head") != head.npos || find_fold(head, "<body") != head.npos ||
      find_fold(head, "<title") != head.npos)
    return 50;
  if (tag_of(lower(root.local)) != Tag::unknown && root.local != "text") return 30;
  return 0;
}

Article article_of(HtmlTree& tree, PageMetadata page) {
  Article article;
  article.body = extract_article(tree, page);
  article.title = std::move(page.title);
  article.url = std::move(page.url);
  article.published = std::move(page.published);
  article.source = std::move(page.site);
  article.language = std::move(page.language);
  article.authors = std::move(page.authors);
  article.keywords = std::move(page.keywords);
  return article;
}

void emit_stories(std::vector<ListedStory>&& stories, const PageMetadata& page, Emitter& emitter) {
  for (ListedStory& story : stories) {
    Article article;
    article.title = std::move(story.title);
    article.url = std::move(story.url);
    article.published = std::move(story.published);
    article.body = std::move(story.body);
    article.source = page.site;
    article.language = page.language;
    emitter.emit(std::move(article));
  }
}

// The page's own note of where and when it was saved, where nothing from outside says it.
void note_saving(std::string_view page, ReadContext& context) {
  SavedPage saved = read_saved_page(page);
  if (context.url.empty()) context.url = std::move(saved.url);
  if (context.collected.empty()) context.collected = std::move(saved.collected);
}

Result<void> read(ByteStream& stream, const ReadContext& given, ArticleSink& sink) {
  ReadContext context = given;
  Emitter emitter(context, sink, false);
  const auto bytes = read_all(stream, emitter.limits().article_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  std::string storage;
  const std::string declared = context.charset.empty() ? declared_encoding(*bytes) : context.charset;
  HtmlTree tree;
  const std::string_view text = as_utf8(*bytes, declared, storage);
  note_saving(text, context);
  if (std::optional<Error> cut = tree.parse(text, emitter.limits()))
    emitter.reject({}, cut->code, std::move(cut->message));
  open_shadow_roots(tree);
  mark_signals(tree.root());
  PageMetadata page = read_metadata(tree.root(), context.url);
  if (SavedPage original = original_of(page.url); !original.collected.empty()) {
    page.url = std::move(original.url);
    if (context.collected.empty()) context.collected = std::move(original.collected);
  }
  std::vector<ListedStory> stories = listed_stories(tree, page, page.url.empty() ? context.url : page.url);
  if (stories.empty()) {
    emitter.emit(article_of(tree, std::move(page)));
  } else {
    Emitter several(context, sink, true);
    emit_stories(std::move(stories), page, several);
  }
  return {};
}

}  // namespace

extern const Format html_format;
constinit const Format html_format{"html", "HTML page", "html htm xhtml", recognise, read};

}  // namespace blotter::reader
