// JSON documents of a known shape: JSON Feed (jsonfeed.org, 1.0 and 1.1) and IPTC ninjs (1.x to 3.x).
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/dates.hpp"
#include "indexer/reader/emitter.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/json/json_article.hpp"
#include "indexer/reader/json/json_mend.hpp"
#include "indexer/reader/json/json_split.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/url.hpp"
#include "indexer/reader/xml/nitf.hpp"

#include <fmt/format.h>
#include <simdjson.h>

namespace blotter::reader {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

std::string member(object o, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    element value;
    if (o[name].get(value) != simdjson::SUCCESS) continue;
    if (std::string text = json_text(value); !trim(text).empty()) return text;
  }
  return {};
}

// Calls `each(object)` for the objects of a list.
template <class Each>
void each_object(object o, const char* name, Each&& each) {
  array list;
  if (o[name].get(list) != simdjson::SUCCESS) return;
  for (const element item : list) {
    object inner;
    if (item.get(inner) == simdjson::SUCCESS) each(inner);
  }
}

void add_strings(object o, const char* name, std::vector<std::string>& into) {
  array list;
  if (o[name].get(list) != simdjson::SUCCESS) return;
  for (const element item : list)
    if (item.is_string()) into.push_back(json_text(item));
}

void read_feed(object feed, Emitter& emitter) {
  const std::string site = member(feed, {"home_page_url", "feed_url"});
  const std::string title = member(feed, {"title"});
  const std::string language = member(feed, {"language"});
  each_object(feed, "items", [&](object item) {
    Article article;
    article.id = member(item, {"id"});
    article.title = html_fragment_text(member(item, {"title"}));
    article.body = html_fragment_text(member(item, {"content_html"}));
    if (article.body.empty()) article.body = member(item, {"content_text"});
    if (article.body.empty()) article.body = html_fragment_text(member(item, {"summary"}));
    if (const std::string link = member(item, {"url", "external_url"}); !link.empty())
      article.url = resolve_url(site, link);
    article.published = day_of(member(item, {"date_published", "date_modified"}));
    article.language = member(item, {"language"});
    if (article.language.empty()) article.language = language;
    article.source = title;
    const auto add_author = [&article](object author) {
      if (std::string name = member(author, {"name"}); !name.empty()) article.authors.push_back(std::move(name));
    };
    each_object(item, "authors", add_author);
    object author;
    if (article.authors.empty() && item["author"].get(author) == simdjson::SUCCESS) add_author(author);
    if (article.authors.empty()) each_object(feed, "authors", add_author);
    add_strings(item, "tags", article.keywords);
    if (article.title.empty() && article.body.empty()) article.title = article.url.empty() ? article.id : article.url;
    emitter.emit(std::move(article));
  });
}

void read_ninjs(object item, Emitter& emitter) {
  const std::string status = member(item, {"pubstatus"});
  const std::string type = member(item, {"type"});
  if (status == "canceled" || status == "withheld" || type == "picture" || type == "graphic") return emitter.skip();
  Article article;
  article.id = member(item, {"uri"});
  article.title = member(item, {"headline", "title"});
  article.body = html_fragment_text(member(item, {"body_xhtml", "body_html"}));
  if (article.body.empty()) article.body = member(item, {"body_text"});
  each_object(item, "headlines", [&](object headline) {
    if (article.title.empty()) article.title = member(headline, {"value"});
  });
  each_object(item, "bodies", [&](object body) {
    if (article.body.empty()) article.body = html_fragment_text(member(body, {"value"}));
  });
  if (article.body.empty())
    article.body = html_fragment_text(member(item, {"description_text", "description_html", "description_xhtml"}));
  article.url = member(item, {"canonicalurl", "url"});
  article.published = day_of(member(item, {"contentcreated", "firstcreated", "versioncreated", "embargoed"}));
  article.language = member(item, {"language"});
  article.source = member(item, {"copyrightholder", "usageterms"});
  each_object(item, "infosources", [&](object source) { article.source = member(source, {"name"}); });
  if (const std::string byline = member(item, {"byline"}); !byline.empty())
    article.authors.push_back(without_by(byline));
  each_object(item, "subject", [&](object subject) { article.keywords.push_back(member(subject, {"name"})); });
  each_object(item, "subjects", [&](object subject) { article.keywords.push_back(member(subject, {"name"})); });
  emitter.emit(std::move(article));
}

using ReadDocument = void (*)(object, Emitter&);

Result<void> read_documents(ByteStream& stream, const ReadContext& context, ArticleSink& sink, bool several,
                            ReadDocument read_one) {
  Emitter emitter(context, sink, several);
  Utf8Stream utf8(stream, context.charset.empty() ? "UTF-8" : context.charset);
  JsonSplitter splitter(utf8, emitter.limits().article_bytes);
  simdjson::dom::parser parser;
  while (true) {
    const auto next = splitter.next();
    if (!next) return tl::unexpected(next.error());
    if (!*next) return {};
    const std::string where = fmt::format("document {}", (*next)->number);
    if ((*next)->too_long) {
      emitter.reject(where, ErrorCode::limit,
                     fmt::format("larger than {} bytes (limit article_bytes)", emitter.limits().article_bytes));
      continue;
    }
    object document;
    auto error = parser.parse((*next)->text.data(), (*next)->text.size(), false).get(document);
    std::string mended;
    if (error != simdjson::SUCCESS) error = parser.parse(mended = mend_json((*next)->text)).get(document);
    if (error != simdjson::SUCCESS)
      emitter.reject(where, ErrorCode::bad_input, fmt::format("not JSON: {}", simdjson::error_message(error)));
    else read_one(document, emitter);
  }
}

bool opens_object(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head = trim(head.substr(0, 256));
  return head.starts_with('{') || head.starts_with('[');
}

int recognise_feed(const Sniff& sniff) {
  const std::string_view head = sniff.head.substr(0, 4096);
  return opens_object(head) && head.find("jsonfeed.org/version") != head.npos ? 90 : 0;
}

int recognise_ninjs(const Sniff& sniff) {
  const std::string_view head = sniff.head.substr(0, 16384);
  if (!opens_object(head) || head.find("\"uri\"") == head.npos) return 0;
  int marks = 0;
  for (const std::string_view mark : {"\"body_xhtml\"", "\"body_text\"", "\"body_html\"", "\"versioncreated\"",
                                      "\"pubstatus\"", "\"bodies\"", "\"headlines\"", "/ninjs/"})
    marks += head.find(mark) != head.npos ? 1 : 0;
  return marks >= 2 ? 90 : 0;
}

Result<void> read_json_feed(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  return read_documents(stream, context, sink, true, read_feed);
}
Result<void> read_ninjs_items(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  return read_documents(stream, context, sink, false, read_ninjs);
}

}  // namespace

extern const Format jsonfeed_format;
constinit const Format jsonfeed_format{"jsonfeed", "JSON Feed 1.0 and 1.1", "json", recognise_feed, read_json_feed};
extern const Format ninjs_format;
constinit const Format ninjs_format{"ninjs", "IPTC ninjs", "json", recognise_ninjs, read_ninjs_items};

}  // namespace blotter::reader
