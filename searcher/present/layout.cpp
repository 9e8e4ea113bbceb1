#include "searcher/present/layout.hpp"

#include "common/cli/terminal.hpp"
#include "common/text/characters.hpp"
#include "common/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

namespace blotter::present {
namespace {

// Length of the escape sequence that the text begins with (CSI … letter, or OSC … ST), or 0.
std::size_t escape_length(std::string_view text) {
  if (text.size() < 2 || text[0] != '\x1b') return 0;
  if (text[1] == '[') {
    const std::size_t end = text.find_first_of("ABCDEFGHJKSTfmhlsu", 2);
    return end == std::string_view::npos ? text.size() : end + 1;
  }
  if (text[1] == ']') {
    const std::size_t end = text.find("\x1b\\", 2);
    return end == std::string_view::npos ? text.size() : end + 2;
  }
  return 2;
}

std::string_view codes(TextStyle style) {
  switch (style) {
    case TextStyle::bold: return "\x1b[1m";
    case TextStyle::dim: return "\x1b[2m";
    case TextStyle::match: return "\x1b[1;33m";
    case TextStyle::good: return "\x1b[32m";
    case TextStyle::bad: return "\x1b[31m";
    case TextStyle::bar: return "\x1b[36m";
    case TextStyle::plain: break;
  }
  return {};
}

struct Word {
  StyledLine parts;
  std::size_t width = 0;
  bool glued = false;  // no space before it: a line may be broken there
};

// Adds a piece without spaces to the last word.  Between wide characters, and where a word fills a whole line, a line
// may be broken.
void add_piece(std::string_view clean, const Span& manner, std::size_t max_width, std::vector<Word>& words) {
  std::size_t from = 0;
  std::size_t at = 0;
  const auto flush = [&] {
    if (at > from)
      words.back().parts.push_back({std::string(clean.substr(from, at - from)), manner.style, manner.reversed});
    from = at;
  };
  while (at < clean.size()) {
    std::size_t next = at;
    const std::size_t width = text::columns_of(text::next_code_point(clean, next));
    if (words.back().width > 0 && (width == 2 || words.back().width + width > max_width)) {
      flush();
      words.push_back({{}, 0, true});
    }
    words.back().width += width;
    at = next;
  }
  flush();
}

// Words between spaces of at most `max_width` columns, each with its marks.
std::vector<Word> words_of(const search::Snippet& snippet, TextStyle base, std::size_t max_width, std::size_t chosen) {
  std::vector<Word> words(1);
  const std::string_view text = snippet.text;
  std::size_t at = 0;
  const auto put = [&](std::string_view piece, const Span& manner) {
    while (!piece.empty()) {
      const std::size_t space = std::min(piece.find_first_of(" \n\t"), piece.size());
      if (space > 0) add_piece(cli::printable(piece.substr(0, space)), manner, max_width, words);
      if (space == piece.size()) break;
      if (words.back().width > 0) words.emplace_back();
      piece.remove_prefix(space + 1);
    }
  };
  for (std::size_t i = 0; i < snippet.marks.size(); ++i) {
    const auto& [start, end] = snippet.marks[i];
    if (start < at || end > text.size()) continue;
    put(text.substr(at, start - at), {{}, base});
    put(text.substr(start, end - start), {{}, TextStyle::match, i == chosen});
    at = end;
  }
  put(text.substr(at), {{}, base});
  if (words.back().width == 0) words.pop_back();
  return words;
}

}  // namespace

std::string styled(std::string_view text, TextStyle style, bool color) {
  if (!color || style == TextStyle::plain || text.empty()) return std::string(text);
  return std::string(codes(style)) + std::string(text) + "\x1b[0m";
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t skip = escape_length(text.substr(at))) {
      at += skip;
      continue;
    }
    width += text::columns_of(text::next_code_point(text, at));
  }
  return width;
}

std::string fit(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  std::size_t used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t next = at;
    const std::size_t more = text::columns_of(text::next_code_point(text, next));
    if (used + more + 1 > width) break;
    used += more;
    at = next;
  }
  return std::string(text.substr(0, at)) + (width > 0 ? "\u2026" : "");
}

std::string pad(std::string text, std::size_t width) {
  const std::size_t used = display_width(text);
  if (used < width) text.append(width - used, ' ');
  return text;
}

std::vector<StyledLine> wrap_spans(const search::Snippet& snippet, std::size_t width, std::size_t lines, TextStyle base,
                                   std::size_t chosen) {
  std::vector<StyledLine> out;
  StyledLine line;
  if (snippet.cut_before) line.push_back({"\u2026"});
  std::size_t used = snippet.cut_before ? 1 : 0;
  bool cut = snippet.cut_after;
  for (Word& word : words_of(snippet, base, width > 4 ? width - 2 : 2, chosen)) {
    const std::size_t room = lines != 0 && out.size() + 1 == lines ? width - 2 : width;
    const std::size_t space = word.glued ? 0 : 1;
    if (used > 0 && used + space + word.width > room) {
      if (lines != 0 && out.size() + 1 == lines) {
        cut = true;
        break;
      }
      out.push_back(std::move(line));
      line.clear();
      used = 0;
    }
    if (used > 0 && !word.glued) {
      line.push_back({" "});
      ++used;
    }
    std::move(word.parts.begin(), word.parts.end(), std::back_inserter(line));
    used += word.width;
  }
  if (cut && used + 2 <= width) line.push_back({" \u2026"});
  if (!line.empty()) out.push_back(std::move(line));
  return out;
}

std::vector<std::string> wrap(const search::Snippet& snippet, std::size_t width, std::size_t lines, TextStyle base,
                              bool color) {
  std::vector<std::string> out;
  for (const StyledLine& line : wrap_spans(snippet, width, lines, base)) {
    std::string& text = out.emplace_back();
    for (const Span& span : line) text += styled(span.text, span.style, color);
  }
  return out;
}

std::string bar(double share, std::size_t width) {
  static constexpr std::array<std::string_view, 8> eighths{"",       "\u258f", "\u258e", "\u258d",
                                                           "\u258c", "\u258b", "\u258a", "\u2589"};
  auto units = static_cast<std::size_t>(std::lround(share * static_cast<double>(width) * 8));
  if (share > 0 && units == 0) units = 1;
  std::string out;
  for (std::size_t i = 0; i < units / 8; ++i) out += "\u2588";
  return out + std::string(eighths[units % 8]);
}

}  // namespace blotter::present
