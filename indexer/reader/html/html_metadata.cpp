#include "indexer/reader/html/html_metadata.hpp"

#include "indexer/reader/dates.hpp"
#include "indexer/reader/html/html_measure.hpp"
#include "indexer/reader/html/html_signals.hpp"
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/html/html_title.hpp"
#include "indexer/reader/html/json_ld.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/url.hpp"

#include <array>
#include <map>

namespace blotter::reader {
namespace {

using Names = std::initializer_list<std::string_view>;

// <meta> by name, property or itemprop: lower case, blanks away, '.' as ':'.  The first of a name counts.
class MetaTable {
 public:
  explicit MetaTable(const HtmlNode* root) {
    for (const HtmlNode* node = root; node != nullptr; node = next_in(node, root)) {
      if (node->tag != Tag::meta) continue;
      const std::string_view content = trim(node->attribute("content"));
      if (content.empty()) continue;
      for (const std::string_view attribute : {"property", "name", "itemprop", "http-equiv"})
        split_each(node->attribute(attribute), " \t\n", [&](std::string_view name) {
          std::string key = lower(name);
          for (char& c : key)
            if (c == '.') c = ':';
          table_.emplace(std::move(key), content);
        });
      if (lower(node->attribute("property")) == "article:author") authors_.emplace_back(content);
    }
  }
  [[nodiscard]] std::string_view get(Names names) const {
    for (const std::string_view name : names)
      if (const auto at = table_.find(name); at != table_.end()) return at->second;
    return {};
  }
  [[nodiscard]] const std::vector<std::string>& article_authors() const { return authors_; }

 private:
  std::map<std::string, std::string_view, std::less<>> table_;
  std::vector<std::string> authors_;
};

std::string plain(std::string_view text) {
  return looks_like_html(text) ? html_fragment_text(text) : std::string(trim(text));
}

std::string choose_title(const HtmlNode* root, const LinkedData& data, const MetaTable& meta) {
  if (!data.name.empty() && !data.headline.empty() && data.name != data.headline) {
    // Sites put their own name into one of the two; the page's title tells which.
    const std::string title = page_title(root);
    const bool headline_fits = text_similarity(data.headline, title) > 0.75;
    const bool name_fits = text_similarity(data.name, title) > 0.75;
    return plain(headline_fits && !name_fits ? data.headline : data.name);
  }
  if (!data.name.empty()) return plain(data.name);
  if (!data.headline.empty()) return plain(data.headline);
  const std::string_view stated =
      meta.get({"dc:title", "dcterm:title", "dcterms:title", "og:title", "weibo:article:title", "weibo:webpage:title",
                "title", "twitter:title", "parsely-title"});
  return stated.empty() ? page_title(root) : plain(stated);
}

// A date in an address: /2025/11/13/ or /2025-11-13/ or /20251113/.
std::string date_in_address(std::string_view address) {
  for (std::size_t at = address.find('/', 8); at != address.npos; at = address.find('/', at + 1)) {
    const std::string_view rest = address.substr(at + 1);
    if (rest.size() < 9 || (rest[0] != '1' && rest[0] != '2') || !std::all_of(rest.begin(), rest.begin() + 4, is_digit))
      continue;
    std::string day(rest.substr(0, 10));
    if (rest[4] == '/' && rest[7] != '/' && rest[6] == '/') day = std::string(rest.substr(0, 8));
    if (rest[4] != '/' && rest[4] != '-' && !is_digit(rest[4])) continue;
    if (std::string found = day_of(day); !found.empty()) return found;
  }
  return {};
}

// <time> and microdata in the page, the best first.
std::string date_in_elements(const HtmlNode* root) {
  std::string first_time;
  for (const HtmlNode* node = root; node != nullptr; node = next_in(node, root)) {
    const std::string_view property = node->attribute("itemprop");
    const bool stated = property.find("datePublished") != property.npos || node->has_attribute("pubdate") ||
                        node->attribute("property").find("datePublished") != property.npos;
    if (!stated && (node->tag != Tag::time || !first_time.empty())) continue;
    std::string_view value = node->attribute("datetime");
    if (value.empty()) value = node->attribute("content");
    std::string day = day_of(value);
    if (day.empty()) day = day_of(inner_text(node, 200));
    if (day.empty()) continue;
    if (stated) return day;
    first_time = std::move(day);
  }
  return first_time;
}

// Last, a short line of the page that is a date.
std::string date_in_text(const HtmlNode* root) {
  std::size_t seen = 0;
  for (const HtmlNode* node = root; node != nullptr && seen < 20000; node = next_in(node, root)) {
    if (!node->is_text() || node->chars == 0) continue;
    seen += node->chars;
    if (node->chars < 6 || node->chars > 60 || !std::any_of(node->text.begin(), node->text.end(), is_digit)) continue;
    if (const auto date = parse_date_line(trim(node->text))) return local_day(*date);
  }
  return {};
}

std::string choose_date(const HtmlNode* root, const LinkedData& data, const MetaTable& meta, const std::string& url) {
  std::string day = day_of(data.published);
  for (const std::string_view name : {"article:published_time",
                                      "og:article:published_time",
                                      "og:published_time",
                                      "parsely-pub-date",
                                      "datepublished",
                                      "dc:date:issued",
                                      "dcterms:issued",
                                      "dc:date",
                                      "dcterms:created",
                                      "dcterms:date",
                                      "dc:created",
                                      "date",
                                      "pubdate",
                                      "publishdate",
                                      "publish-date",
                                      "publish_date",
                                      "published_time",
                                      "sailthru:date",
                                      "originalpublicationdate",
                                      "publication_date",
                                      "article:published",
                                      "article:post_date",
                                      "ptime",
                                      "eprints:date",
                                      "citation_publication_date",
                                      "citation_date",
                                      "displaydate",
                                      "revision_date",
                                      "release_date",
                                      "cxenseparse:recs:publishtime",
                                      "analyticsattributes:articledate",
                                      "rnews:datepublished",
                                      "dcsext:articlefirstpublished",
                                      "bt:pubdate"})
    if (day.empty()) day = day_of(meta.get({name}));
  if (day.empty()) day = date_in_elements(root);
  if (day.empty()) day = date_in_address(url);
  if (day.empty()) day = date_in_text(root);
  return day;
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

std::string canonical_url(const HtmlNode* root, const LinkedData& data, const MetaTable& meta,
                          const std::string& address) {
  std::string base = address;
  std::string_view canonical;
  for (const HtmlNode* node = root; node != nullptr; node = next_in(node, root)) {
    if (node->tag == Tag::link && equal_fold(node->attribute("rel"), "canonical") && canonical.empty())
      canonical = trim(node->attribute("href"));
    if (node->tag == Tag::base && base.empty()) base = node->attribute("href");
  }
  for (const std::string_view url : {canonical, meta.get({"og:url"}), std::string_view(data.url),
                                     meta.get({"twitter:url", "parsely-link", "dc:identifier"})}) {
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
  const LinkedData data = read_linked_data(root);
  const MetaTable meta(root);
  PageMetadata page;
  page.title = choose_title(root, data, meta);
  page.url = canonical_url(root, data, meta, address);
  page.published = choose_date(root, data, meta, page.url);
  page.site =
      plain(meta.get({"og:site_name", "application-name", "dc:publisher", "dcterms:publisher", "al:android:app_name"}));
  if (page.site.empty()) page.site = data.publisher;
  page.language = page_language(root, data, meta);
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
