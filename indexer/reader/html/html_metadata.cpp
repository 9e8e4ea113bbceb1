#include "indexer/reader/html/html_metadata.hpp"

#include "indexer/reader/html/html_date.hpp"
#include "indexer/reader/html/html_measure.hpp"
#include "indexer/reader/html/html_signals.hpp"
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/html/html_title.hpp"
#include "indexer/reader/html/json_ld.hpp"
#include "indexer/reader/html/meta_table.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/url.hpp"

#include <algorithm>
#include <utility>

namespace blotter::reader {
namespace {

constexpr double similar = 0.75;  // share of common words

std::string plain(std::string_view text) {
  return looks_like_html(text) ? html_fragment_text(text) : std::string(trim(text));
}

// References of references too ("&amp;quot;"), which some systems make.
std::string plain_title(std::string_view text) {
  std::string once = plain(text);
  return once.find('&') != once.npos && once.find(';') != once.npos ? plain(once) : once;
}

// Some sites put the page's title there.
std::string application_name(const MetaTable& meta) {
  std::string name = plain(meta.get({"application-name", "apple-mobile-web-app-title"}));
  return std::count(name.begin(), name.end(), ' ') < 4 ? name : std::string();
}

// Titles that the page states, the best first.
TitleClues title_clues(const HtmlNode* root, const LinkedData& data, const MetaTable& meta, const PageMetadata& page) {
  TitleClues clues;
  std::string name = plain_title(data.name);
  std::string headline = plain_title(data.headline);
  // Sites put their own name into one of the two; the page's title shows which.
  const std::string element = title_element(root);
  if (text_similarity(headline, element) > similar && text_similarity(name, element) <= similar)
    std::swap(name, headline);
  clues.stated = {name, headline};
  for (const char* stated : {"dc:title", "dcterm:title", "dcterms:title", "og:title", "weibo:article:title",
                             "weibo:webpage:title", "title", "twitter:title", "parsely-title"})
    clues.stated.push_back(plain_title(meta.get({stated})));
  clues.sites = {page.site, application_name(meta), data.publisher, std::string(host_of(page.url))};
  return clues;
}

void add_author(std::string_view text, std::vector<std::string>& authors) {
  std::string name = plain(text);
  std::string_view rest = trim(name);
  for (const std::string_view by : {"By ", "by ", "BY ", "Автор: ", "Автор "})
    if (rest.starts_with(by)) rest = trim(rest.substr(by.size()));
  if (!rest.empty() && rest.size() < 200 && !is_absolute_url(rest) && !rest.starts_with("http"))
    authors.emplace_back(rest);
}

void add_authors_of_elements(const HtmlNode* root, std::vector<std::string>& authors) {
  for (const HtmlNode* node = root; node != nullptr; node = next_in(node, root)) {
    const std::string_view property = node->attribute("itemprop");
    const bool author = node->attribute("rel") == "author" || property.find("author") != property.npos;
    if (!author && !(signals(node) & signal_byline)) continue;
    const std::string text = inner_text(node, 200);
    if (text.empty() || text.size() > 100) continue;
    add_author(text, authors);
    if (!authors.empty()) return;
  }
}

std::string page_language(const HtmlNode* root, const LinkedData& data, const MetaTable& meta) {
  for (const HtmlNode* node = root; node != nullptr; node = next_in(node, root)) {
    if (node->tag == Tag::body) break;
    if (node->tag != Tag::html) continue;
    for (const std::string_view name : {"lang", "xml:lang"})
      if (const std::string_view value = node->attribute(name); !value.empty()) return std::string(value);
  }
  if (!data.language.empty()) return data.language;
  return std::string(meta.get({"content-language", "og:locale", "dc:language", "language", "inlanguage"}));
}

// `linked`: the address in linked data, when that is known.
std::string canonical_url(const HtmlNode* root, std::string_view linked, const MetaTable& meta,
                          const std::string& address) {
  std::string base = address;
  std::string_view canonical;
  for (const HtmlNode* node = root; node != nullptr; node = next_in(node, root)) {
    if (node->tag == Tag::link && equal_fold(node->attribute("rel"), "canonical") && canonical.empty())
      canonical = trim(node->attribute("href"));
    if (node->tag == Tag::base && base.empty()) base = node->attribute("href");
  }
  for (const std::string_view url :
       {canonical, meta.get({"og:url"}), linked, meta.get({"twitter:url", "parsely-link", "dc:identifier"})}) {
    std::string whole = resolve_url(base, url);
    if (is_web_url(whole)) return whole;
  }
  return address;
}

}  // namespace

std::string_view meta_property(const HtmlNode* root, std::string_view property) {
  for (const HtmlNode* node = root; node != nullptr && node->tag != Tag::body; node = next_in(node, root))
    if (node->tag == Tag::meta && equal_fold(node->attribute("property"), property)) return node->attribute("content");
  return {};
}

PageMetadata read_metadata(const HtmlNode* root, const std::string& address) {
  const MetaTable meta(root);
  PageMetadata page;
  const PageClues clues{canonical_url(root, {}, meta, address), {title_element(root), plain(meta.get({"og:title"}))}};
  const LinkedData data = read_linked_data(root, clues);
  page.url = canonical_url(root, data.url, meta, address);
  page.site = plain(meta.get({"og:site_name"}));
  if (page.site.empty()) page.site = application_name(meta);
  if (page.site.empty()) page.site = plain(meta.get({"dc:publisher", "dcterms:publisher", "al:android:app_name"}));
  if (page.site.empty()) page.site = data.publisher;
  page.language = page_language(root, data, meta);
  PageTitle title = choose_title(root, title_clues(root, data, meta, page));
  page.title = std::move(title.text);
  page.heading = title.heading;
  page.published = choose_date(root, {data, meta, page.url, page.language, title.heading});
  page.description = plain(meta.get({"og:description", "description", "dc:description", "twitter:description"}));
  for (const std::string& author : data.authors) add_author(author, page.authors);
  if (page.authors.empty())
    add_author(meta.get({"dc:creator", "dcterms:creator", "author", "parsely-author", "byl", "sailthru:author"}),
               page.authors);
  if (page.authors.empty())
    for (const std::string& author : meta.article_authors()) add_author(author, page.authors);
  page.byline_known = !page.authors.empty();
  if (page.authors.empty()) add_authors_of_elements(root, page.authors);
  page.keywords = data.keywords;
  if (page.keywords.empty())
    split_each(meta.get({"news_keywords", "keywords", "article:tag", "parsely-tags"}), ",;",
               [&](std::string_view k) { page.keywords.emplace_back(k); });
  page.body = data.body;
  return page;
}

}  // namespace blotter::reader
