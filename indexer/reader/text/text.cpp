// Plain text and Markdown, with or without front matter ("---", then "title: …", then "---").  The first line
// is the title if it is short and a blank line follows it; otherwise the name of the file is of no use as one and the
// title is empty.
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/emitter.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/text/front_matter.hpp"
#include "indexer/reader/text/markdown.hpp"
#include "indexer/reader/xml/shortcodes.hpp"

#include <string>

namespace blotter::reader {
namespace {

constexpr std::size_t max_title = 250;

bool is_markdown(const ReadContext& context, std::string_view text) {
  const std::string_view path = context.path;
  if (path.ends_with(".md") || path.ends_with(".markdown")) return true;
  return text.starts_with("# ") || text.find("\n## ") != text.npos || text.find("\n# ") != text.npos;
}

// Takes the title off the text when its first line is one.
std::string take_title(std::string_view& text) {
  std::string_view rest = text;
  std::string_view line = trim(take_line(rest));
  if (line.empty() || line.size() > max_title) return {};
  const std::string_view below = rest.substr(0, rest.find('\n'));
  if (trim(rest).empty()) return {};  // all there is
  // A line that the next one goes on with is the beginning of a paragraph.
  const bool apart = trim(below).empty() || line.size() * 2 < trim(below).size();
  if (!apart || line.ends_with('.') || line.ends_with(',')) return {};
  text = rest;
  return std::string(line);
}

int recognise(const Sniff& sniff) {
  const std::string_view head = sniff.head.substr(0, 8192);
  if (head.empty() || (head.find('\0') != head.npos && guess_encoding(head, {}) == "UTF-8")) return 0;
  return front_matter_length(head) > 0 ? 40 : 5;
}

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, false);
  const auto bytes = read_all(stream, emitter.limits().article_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  std::string storage;
  std::string_view text = as_utf8(*bytes, {}, storage);
  Article article;
  text.remove_prefix(take_front_matter(text, article));
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  std::string plain;
  if (is_markdown(context, text)) {
    plain = markdown_text(text, article.title);
  } else {
    if (article.title.empty()) article.title = take_title(text);
    plain = unwrap_lines(text);
  }
  article.body = strip_shortcodes(plain);
  emitter.emit(std::move(article));
  return {};
}

}  // namespace

extern const Format text_format;
constinit const Format text_format{
    "text", "plain text or Markdown, with or without front matter", "txt text md markdown", recognise, read, true};

}  // namespace blotter::reader
