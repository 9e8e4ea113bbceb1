#include "indexer/reader/reader.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/text/prose.hpp"

#include <algorithm>
#include <array>

// One row a format: its object is defined in the format's own file.  Order is that of --format list; of
// equally sure formats the one whose extension fits wins, then the earlier.
#define BLOTTER_FORMATS(ROW) \
  ROW(jsonl)                 \
  ROW(html)                  \
  ROW(feed)                  \
  ROW(jsonfeed)              \
  ROW(wordpress)             \
  ROW(newsml)                \
  ROW(nitf)                  \
  ROW(ninjs)                 \
  ROW(telegram)              \
  ROW(iptc7901)              \
  ROW(sgml)                  \
  ROW(mediawiki)             \
  ROW(mail)                  \
  ROW(table)                 \
  ROW(docx)                  \
  ROW(odt)                   \
  ROW(epub)                  \
  ROW(pptx)                  \
  ROW(odp)                   \
  ROW(xlsx)                  \
  ROW(ods)                   \
  ROW(rtf)                   \
  ROW(pdf)                   \
  ROW(doc)                   \
  ROW(digest)                \
  ROW(text)

namespace blotter::reader {

#define ROW(name) extern const Format name##_format;
BLOTTER_FORMATS(ROW)
#undef ROW

std::span<const Format> formats() {
#define ROW(name) name##_format,
  static const std::array table{BLOTTER_FORMATS(ROW)};
#undef ROW
  return table;
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

const Format* best_of(const Sniff& sniff, bool binary) {
  const auto has_extension = [&sniff](const Format& format) {
    std::string_view rest = format.extensions;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      if (!sniff.extension.empty() && rest.substr(0, end) == sniff.extension) return true;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
  };
  const Format* best = nullptr;
  int best_score = 0;
  for (const Format& format : formats()) {
    if (format.is_binary != binary) continue;
    const int sure = format.recognise(sniff);
    const int score = sure > 0 ? 2 * sure + (has_extension(format) ? 1 : 0) : 0;
    if (score > best_score) {
      best = &format;
      best_score = score;
    }
  }
  return best;
}

}  // namespace

const Format* recognise(const Sniff& sniff) {
  const Format* best = best_of(sniff, false);
  if (best != nullptr && best->is_prose && sniff.met && !is_story(sniff)) return nullptr;
  return best;
}

const Format* recognise_binary(const Sniff& sniff) { return best_of(sniff, true); }

}  // namespace blotter::reader
