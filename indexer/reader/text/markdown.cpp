#include "indexer/reader/text/markdown.hpp"

#include "indexer/reader/strings.hpp"

#include <algorithm>

namespace blotter::reader {
namespace {

constexpr std::size_t max_wrapped = 100;
constexpr std::size_t max_link = 4096;  // words, address or tag: what goes on for longer is none

bool is_rule(std::string_view line) {
  if (line.size() < 3) return false;
  const char c = line[0];
  return (c == '-' || c == '*' || c == '_' || c == '=') &&
         std::all_of(line.begin(), line.end(), [c](char x) { return x == c || x == ' '; });
}

// Length of "- ", "* ", "+ ", "12. ", "> " that opens a line.
std::size_t block_mark(std::string_view line) {
  if (line.starts_with("> ") || line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")) return 2;
  if (line == ">") return 1;
  std::size_t digits = 0;
  while (digits < line.size() && is_digit(line[digits])) ++digits;
  return digits > 0 && digits < 4 && line.substr(digits).starts_with(". ") ? digits + 2 : 0;
}

// "[words](address)" or "![alt](address)" at `at`: where it ends, and its words.
std::size_t link_at(std::string_view line, std::size_t at, std::string_view& words) {
  line = line.substr(0, at + max_link);
  const std::size_t close = line.find(']', at);
  if (close == line.npos || close + 1 >= line.size() || line[close + 1] != '(') return 0;
  const std::size_t end = line.find(')', close);
  if (end == line.npos) return 0;
  words = line.substr(at + 1, close - at - 1);
  return end + 1;
}

// '*' and '`' always; '_' unless it joins a name_like_this.
bool is_emphasis(std::string_view line, std::size_t i) {
  if (line[i] == '*' || line[i] == '`') return true;
  return line[i] == '_' &&
         (i == 0 || !is_ascii_alnum(line[i - 1]) || i + 1 == line.size() || !is_ascii_alnum(line[i + 1]));
}

void append_inline(std::string_view line, std::string& out) {
  for (std::size_t i = 0; i < line.size();) {
    const char c = line[i];
    std::string_view words;
    if (c == '\\' && i + 1 < line.size() && !is_ascii_alnum(line[i + 1])) {
      out.push_back(line[i + 1]);
      i += 2;
    } else if (c == '!' && i + 1 < line.size() && line[i + 1] == '[' && link_at(line, i + 1, words) > 0) {
      i = link_at(line, i + 1, words);
    } else if (c == '[' && link_at(line, i, words) > 0) {
      i = link_at(line, i, words);
      out += words;
    } else if (is_emphasis(line, i)) {
      ++i;
    } else if (c == '<' && i + 1 < line.size() && (is_ascii_alpha(line[i + 1]) || line[i + 1] == '/') &&
               line.substr(i, max_link).find('>') != line.npos) {
      i = line.find('>', i) + 1;
    } else {
      out.push_back(c);
      ++i;
    }
  }
}

std::string_view heading(std::string_view line) {
  std::size_t marks = 0;
  while (marks < line.size() && line[marks] == '#') ++marks;
  if (marks == 0 || marks > 6 || marks >= line.size() || line[marks] != ' ') return {};
  line = trim(line.substr(marks));
  while (line.ends_with('#')) line.remove_suffix(1);
  return trim(line);
}

}  // namespace

std::string markdown_text(std::string_view markdown, std::string& title) {
  std::string out;
  out.reserve(markdown.size());
  bool paragraph_open = false;
  bool code = false;
  bool anything = false;
  const auto close = [&] {
    if (paragraph_open) out.push_back('\n');
    paragraph_open = false;
  };
  while (!markdown.empty()) {
    std::string_view line = trim(take_line(markdown));
    if (line.starts_with("```") || line.starts_with("~~~")) {
      code = !code;
      close();
      continue;
    }
    std::string_view rest = markdown;
    const std::string_view below = trim(take_line(rest));
    const bool underlined =
        !line.empty() && !paragraph_open && below.size() >= 3 && is_rule(below) && (below[0] == '=' || below[0] == '-');
    const std::string_view head = underlined ? line : heading(line);
    if (!code && !head.empty()) {
      close();
      if (underlined) markdown = rest;
      std::string words;
      append_inline(head, words);
      if (title.empty() && !anything) title = words;
      else if (words != title) out.append(words).push_back('\n');
      anything = true;
      continue;
    }
    if (line.empty() || (!code && is_rule(line)) || line.starts_with("<!--")) {
      close();
      continue;
    }
    if (const std::size_t mark = block_mark(line); mark > 0) {
      if (line[0] != '>') close();
      line = trim(line.substr(mark));
    }
    if (line.starts_with('|')) close();
    if (paragraph_open) out.push_back(code ? '\n' : ' ');
    append_inline(line, out);
    paragraph_open = true;
    anything = true;
  }
  return out;
}

std::string unwrap_lines(std::string_view text) {
  std::size_t max_line = 0;
  std::size_t full = 0;
  std::size_t lines = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t size = trim(take_line(rest)).size();
    max_line = std::max(max_line, size);
    lines += size > 0 ? 1 : 0;
    full += size > 40 ? 1 : 0;
  }
  const bool wrapped = max_line <= max_wrapped && full * 2 > lines && full >= 3;
  if (!wrapped) return std::string(text);
  std::string out;
  out.reserve(text.size());
  bool open = false;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view raw = take_line(rest);
    const std::string_view line = trim(raw);
    const bool indented = raw.starts_with("  ") || raw.starts_with('\t');
    if (open && (line.empty() || indented)) out.push_back('\n');
    else if (open) out.push_back(' ');
    out += line;
    open = !line.empty();
  }
  return out;
}

}  // namespace blotter::reader
