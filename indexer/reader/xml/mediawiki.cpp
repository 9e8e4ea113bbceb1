// MediaWiki XML dumps: every page of the main namespace that is not a redirect, in its last revision.
#include "indexer/reader/dates.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/xml/wikitext.hpp"
#include "indexer/reader/xml/xml_articles.hpp"
#include "indexer/reader/xml/xml_root.hpp"

#include <array>

namespace blotter::reader {
namespace {

constexpr std::array record_names = {std::string_view("page")};

const XmlNode* last_revision(const XmlNode& page) {
  const XmlNode* last = nullptr;
  for (const XmlNode& child : page.children)
    if (child.name == "revision") last = &child;
  return last;
}

bool is_redirect(const XmlNode& page, std::string_view text) {
  text = trim(text);
  return page.child("redirect") != nullptr || starts_fold(text, "#redirect") || text.starts_with("#перенаправление") ||
         text.starts_with("#ПЕРЕНАПРАВЛЕНИЕ");
}

int recognise(const Sniff& sniff) { return equal_fold(root_of(sniff).local, "mediawiki") ? 95 : 0; }

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  return read_xml_articles(stream, context, sink, {record_names, false}, true,
                           [](Emitter& emitter, const XmlNode& page, const XmlNode& around) {
                             const XmlNode* revision = last_revision(page);
                             const std::string space = page.child_text("ns");
                             if (revision == nullptr || (!space.empty() && space != "0")) return emitter.skip();
                             const std::string markup = revision->child_text("text");
                             if (is_redirect(page, markup)) return emitter.skip();
                             WikiText text = plain_wikitext(markup);
                             Article article;
                             article.title = page.child_text("title");
                             article.body = std::move(text.body);
                             article.published = day_of(text.date);
                             if (article.published.empty())
                               article.published = day_of(revision->child_text("timestamp"));
                             article.keywords = std::move(text.categories);
                             article.language = around.attribute("xml:lang");
                             if (const XmlNode* site = around.child("siteinfo"))
                               article.source = site->child_text("sitename");
                             emitter.emit(std::move(article));
                           });
}

}  // namespace

extern const Format mediawiki_format;
constinit const Format mediawiki_format{"mediawiki", "MediaWiki XML dump", "xml", recognise, read};

}  // namespace blotter::reader
