#include "searcher/desk/html_data.hpp"

#include "common/cli/terminal.hpp"

#include <utility>

namespace blotter::search {

std::string page_text(std::string_view text) { return cli::printable(text); }

mustache::data marked_parts(const Snippet& snippet, std::size_t from, std::size_t to) {
  mustache::data parts(mustache::data::type::list);
  const auto add = [&](std::size_t start, std::size_t end, bool mark) {
    if (start >= end) return;
    mustache::data part;
    part["text"] = page_text(std::string_view(snippet.text).substr(start, end - start));
    part["mark"] = mark;
    parts.push_back(part);
  };
  std::size_t at = from;
  for (const auto& [start, end] : snippet.marks) {
    if (start < from || end > to) continue;
    add(at, start, false);
    add(start, end, true);
    at = end;
  }
  add(at, to, false);
  return parts;
}

mustache::data marked_parts(const Snippet& snippet) { return marked_parts(snippet, 0, snippet.text.size()); }

}  // namespace blotter::search
