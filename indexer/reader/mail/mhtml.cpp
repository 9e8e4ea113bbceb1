// MHTML: a page that a browser or Word saved with its pictures in one file, in the form of a mail (RFC 2557).  The page
// is the article; its address and the day of saving are in the header.
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/dates.hpp"
#include "indexer/reader/mail/mime.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/url.hpp"

#include <utility>

namespace blotter::reader {
namespace {

// A mail has a recipient or a way that it came; a saved page has neither.
int recognise(const Sniff& sniff) {
  std::string_view head = sniff.head;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  bool related = false;
  bool saved = false;
  bool sent = false;
  bool in_type = false;
  while (!head.empty()) {
    const std::string_view line = take_line(head);
    if (line.empty()) break;
    if (!is_space(line.front())) {
      if (line.find(':') == line.npos) return 0;
      in_type = starts_fold(line, "content-type:");
    }
    related |= in_type && find_fold(line, "multipart/related") != line.npos;
    saved |= starts_fold(line, "snapshot-content-location:") ||
             (starts_fold(line, "from:") && find_fold(line, "saved by ") != line.npos);
    for (const std::string_view name : {"to:", "received:", "message-id:", "delivered-to:"})
      sent |= starts_fold(line, name);
  }
  return related && !head.empty() && (saved || !sent) ? 95 : 0;
}

Result<void> read(ByteStream& stream, const ReadContext& given, ArticleSink& sink) {
  const Limits& limits = given.limits != nullptr ? *given.limits : Limits{};
  const Result<std::string> bytes = read_all(stream, limits.document_bytes, "document_bytes");
  if (!bytes) return tl::unexpected(bytes.error());
  MailedPage page = parse_mailed_page(*bytes);
  if (trim(page.html).empty()) return fail(ErrorCode::bad_input, "no page in the saved page");
  ReadContext context = given;
  context.charset = std::move(page.charset);
  if (is_web_url(page.url)) context.url = std::move(page.url);
  context.collected = day_of(page.date);
  MemoryStream html(page.html);
  return find_format("html")->read(html, context, sink);
}

}  // namespace

extern const Format mhtml_format;
constinit const Format mhtml_format{"mhtml", "web page saved with its pictures (MHTML)", "mht mhtml", recognise, read};

}  // namespace blotter::reader
