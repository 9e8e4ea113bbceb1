// WordPress exports (WXR): published posts and pages; shortcodes and block comments cleaned, categories and tags kept.
#include "indexer/reader/dates.hpp"
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/xml/feed_item.hpp"
#include "indexer/reader/xml/xml_articles.hpp"
#include "indexer/reader/xml/xml_root.hpp"

#include <array>

namespace blotter::reader {
namespace {

constexpr std::array record_names = {std::string_view("item")};

// Types that WordPress keeps for itself; every other that is published is something to read.
bool is_story_type(std::string_view type) {
  for (const std::string_view inner : {"attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset",
                                       "oembed_cache", "user_request", "acf-field", "acf-field-group", "mc4wp-form"})
    if (type == inner) return false;
  return !type.starts_with("wp_") && !type.starts_with("_");
}

// Old posts part paragraphs by blank lines and leave the <p> to the theme.
std::string with_paragraphs(std::string_view html) {
  std::string out;
  while (!html.empty()) {
    const std::string_view line = take_line(html);
    if (trim(line).empty()) out += "<p>";
    else out.append(line).push_back('\n');
  }
  return out;
}

std::string author_name(const XmlNode& around, const std::string& login) {
  std::string name = login;
  around.each([&](const XmlNode& node) {
    if (node.name == "wp:author" && node.child_text("wp:author_login") == login)
      if (std::string shown = node.child_text("wp:author_display_name"); !shown.empty()) name = shown;
  });
  return name;
}

Article article_of(const XmlNode& item, const XmlNode& around) {
  Article article = feed_article(item, around);
  if (const XmlNode* content = item.child("content:encoded"))
    if (const std::string html = content->all_text(); !trim(html).empty())
      article.body = html_fragment_text(with_paragraphs(html));
  if (std::string day = day_of(item.child_text("wp:post_date")); !day.empty()) article.published = std::move(day);
  for (std::string& author : article.authors) author = author_name(around, author);
  return article;
}

int recognise(const Sniff& sniff) {
  const XmlRoot root = root_of(sniff);
  return equal_fold(root.local, "rss") && root.head().find("wordpress.org/export") != std::string::npos ? 95 : 0;
}

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  return read_xml_articles(stream, context, sink, {record_names, false}, true,
                           [](Emitter& emitter, const XmlNode& item, const XmlNode& around) {
                             const std::string type = item.child_text("wp:post_type");
                             const std::string status = item.child_text("wp:status");
                             if (!is_story_type(type) || (!status.empty() && status != "publish"))
                               return emitter.skip();
                             Article article = article_of(item, around);
                             if (article.title.empty() && article.body.empty()) return emitter.skip();
                             emitter.emit(std::move(article));
                           });
}

}  // namespace

extern const Format wordpress_format;
constinit const Format wordpress_format{"wordpress", "WordPress export (WXR): published posts and pages", "xml wxr",
                                        recognise, read};

}  // namespace blotter::reader
