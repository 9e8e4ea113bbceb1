#include "indexer/reader/format_examples.hpp"
#include "indexer/reader/reader.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/text/prose.hpp"

#include <algorithm>
#include <array>

// One row a format, with what such an input is or begins with: its object is defined in the format's own file.  Order
// is that of --format list; of equally sure formats the one whose extension fits wins, then the earlier.
#define BLOTTER_FORMATS(ROW)                                                               \
  ROW(jsonl, "{\"id\":\"1\",\"title\":\"…\",\"body\":\"…\",\"published\":\"2025-11-13\"}") \
  ROW(html, "a page saved by a browser, SingleFile, wget or HTTrack")                      \
  ROW(mhtml, "\"Web page, single file\" of Chrome and Edge")                               \
  ROW(feed, "<rss version=\"2.0\">, <feed xmlns=\"http://www.w3.org/2005/Atom\">")         \
  ROW(jsonfeed, "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[…]}")        \
  ROW(wordpress, "Tools, Export in WordPress")                                             \
  ROW(newsml, "<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\">")                  \
  ROW(nitf, "<nitf><head>…</head><body>…</body></nitf>")                                   \
  ROW(ninjs, "{\"uri\":\"…\",\"headline\":\"…\",\"body_html\":\"…\"}")                     \
  ROW(telegram, "result.json of Telegram Desktop")                                         \
  ROW(telegramhtml, "messages.html of Telegram Desktop")                                   \
  ROW(whatsapp, "[13.11.2025, 10:22:33] Aida: …")                                          \
  ROW(iptc7901, "a wire story framed by SOH, STX and ETX")                                 \
  ROW(sgml, "<DOC><DOCNO>…</DOCNO><TEXT>…</TEXT></DOC>")                                   \
  ROW(mediawiki, "Special:Export of a MediaWiki")                                          \
  ROW(mail, "From: …, To: …, Subject: …")                                                  \
  ROW(table, "id,date,title,text,url")                                                     \
  ROW(docx, "report.docx")                                                                 \
  ROW(odt, "report.odt")                                                                   \
  ROW(epub, "book.epub")                                                                   \
  ROW(pptx, "slides.pptx")                                                                 \
  ROW(odp, "slides.odp")                                                                   \
  ROW(xlsx, "cases.xlsx")                                                                  \
  ROW(ods, "cases.ods")                                                                    \
  ROW(rtf, "{\\rtf1 …}")                                                                   \
  ROW(pdf, "report.pdf")                                                                   \
  ROW(doc, "report.doc")                                                                   \
  ROW(picture, "scan.png, with --ocr")                                                     \
  ROW(lexisnexis, "1 of 250 DOCUMENTS")                                                    \
  ROW(factiva, "Document LBA0000020251113elbd000ab")                                       \
  ROW(digest, "Viewing results 1 - 6 of 15")                                               \
  ROW(text, "story.txt, story.md")

namespace blotter::reader {

#define ROW(name, example) extern const Format name##_format;
BLOTTER_FORMATS(ROW)
#undef ROW

std::span<const Format> formats() {
#define ROW(name, example) name##_format,
  static const std::array table{BLOTTER_FORMATS(ROW)};
#undef ROW
  return table;
}

std::string_view example_of(const Format& format) {
#define ROW(row, example) \
  if (format.name == #row) return example;
  BLOTTER_FORMATS(ROW)
#undef ROW
  return {};
}

const Format* find_format(std::string_view name) {
  for (const Format& format : formats())
    if (format.name == name) return &format;
  return nullptr;
}

namespace {

// Prose has no signature: of what was not named it must be named as text and read like a story.
bool is_story(const Sniff& sniff) {
  const std::string_view e = sniff.extension;
  const bool number = std::all_of(e.begin(), e.end(), is_digit) && e.size() > 1;  // "story.00012"
  return (e.empty() || number || e == "txt" || e == "text" || e == "md" || e == "markdown") && is_prose(sniff.head);
}

bool has_extension(const Format& format, std::string_view extension) {
  bool found = false;
  split_each(format.extensions, " ", [&](std::string_view known) { found |= known == extension; });
  return found;
}

const Format* best_of(const Sniff& sniff, bool binary) {
  const Format* best = nullptr;
  int best_score = 0;
  for (const Format& format : formats()) {
    if (format.is_binary != binary) continue;
    const int certainty = format.recognise(sniff);
    const int score = certainty > 0 ? 2 * certainty + (has_extension(format, sniff.extension) ? 1 : 0) : 0;
    if (score > best_score) {
      best = &format;
      best_score = score;
    }
  }
  return best;
}

}  // namespace

bool has_document_name(std::string_view path) {
  const std::string extension = lower(path.substr(path.rfind('.') + 1));
  return std::any_of(formats().begin(), formats().end(), [&extension](const Format& format) {
    return format.is_binary && has_extension(format, extension);
  });
}

const Format* recognise(const Sniff& sniff) {
  const Format* best = best_of(sniff, false);
  if (best != nullptr && best->is_prose && sniff.discovered && !is_story(sniff)) return nullptr;
  return best;
}

const Format* recognise_binary(const Sniff& sniff) { return best_of(sniff, true); }

}  // namespace blotter::reader
