#include "indexer/reader/html/html_title.hpp"

#include "indexer/reader/html/html_measure.hpp"
#include "indexer/reader/html/html_metadata.hpp"
#include "indexer/reader/strings.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace blotter::reader {
namespace {

// A separator between title and site stands between blanks.
struct Separator {
  std::size_t at = std::string_view::npos;  // of the blank before it
  std::size_t end = 0;                      // behind the separator
  bool hierarchical = false;
};

constexpr std::array separators = {std::string_view("|"),
                                   std::string_view("-"),
                                   std::string_view("\xE2\x80\x93"),
                                   std::string_view("\xE2\x80\x94"),
                                   std::string_view("\\"),
                                   std::string_view("/"),
                                   std::string_view(">"),
                                   std::string_view("\xC2\xBB")};

std::vector<Separator> find_separators(std::string_view title) {
  std::vector<Separator> found;
  for (std::size_t i = 0; i + 2 < title.size(); ++i) {
    if (!is_space(title[i])) continue;
    for (const std::string_view separator : separators) {
      const std::size_t end = i + 1 + separator.size();
      if (title.substr(i + 1).starts_with(separator) && end < title.size() && is_space(title[end]))
        found.push_back({i, end, separator == "\\" || separator == "/" || separator == ">" || separator == "\xC2\xBB"});
    }
  }
  return found;
}

std::size_t words_in(std::string_view text) {
  std::size_t count = 0;
  split_each(text, " \t\r\n", [&count](std::string_view) { ++count; });
  return count;
}

std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool some_heading_is(const HtmlNode* root, std::string_view title) {
  for (const HtmlNode* node = root; node != nullptr; node = next_in(node, root))
    if ((node->tag == Tag::h1 || node->tag == Tag::h2) && inner_text(node, 500) == title) return true;
  return false;
}

std::string only_h1(const HtmlNode* root) {
  const HtmlNode* found = nullptr;
  for (const HtmlNode* node = root; node != nullptr; node = next_in(node, root)) {
    if (node->tag != Tag::h1) continue;
    if (found != nullptr) return {};
    found = node;
  }
  return found != nullptr ? inner_text(found, 1000) : std::string();
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    if (is_ascii_alnum(c) || c == '_' || (static_cast<unsigned char>(c) & 0x80) != 0) word += lower(c);
    else if (!word.empty()) words.push_back(std::exchange(word, {}));
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::string cut_at_separators(std::string_view original, const std::vector<Separator>& found) {
  std::string_view title = trim(original.substr(0, found.back().at));
  // Too short to be a title: the site stood first.
  if (words_in(title) < 3) title = trim(original.substr(found.front().end));
  return std::string(title);
}

std::string cut_at_colon(const HtmlNode* root, const std::string& original) {
  if (some_heading_is(root, trim(original))) return original;
  std::string title(trim(std::string_view(original).substr(original.rfind(':') + 1)));
  if (words_in(title) < 3) return std::string(trim(std::string_view(original).substr(original.find(':') + 1)));
  if (words_in(std::string_view(original).substr(0, original.find(':'))) > 5) return original;
  return title;
}

}  // namespace

double text_similarity(std::string_view a, std::string_view b) {
  const auto known = words_of(a);
  const auto words = words_of(b);
  if (known.empty() || words.empty()) return 0;
  std::size_t all = 0;
  std::size_t other = 0;
  for (const std::string& word : words) {
    all += word.size() + 1;
    if (std::find(known.begin(), known.end(), word) == known.end()) other += word.size() + 1;
  }
  return 1.0 - static_cast<double>(other) / static_cast<double>(all);
}

std::string page_title(const HtmlNode* root) {
  const HtmlNode* node = root;
  while (node != nullptr && (node->tag != Tag::title || has_ancestor(node, Tag::svg))) node = next_in(node, root);
  const std::string original = node != nullptr ? inner_text(node, 2000) : std::string();
  if (original.empty()) return only_h1(root);
  std::string title = original;
  const auto found = find_separators(original);
  const bool hierarchical = std::any_of(found.begin(), found.end(), [](const Separator& s) { return s.hierarchical; });
  if (!found.empty()) {
    title = cut_at_separators(original, found);
  } else if (original.find(": ") != original.npos) {
    title = cut_at_colon(root, original);
  } else if (length(original) > 150 || length(original) < 15) {
    if (std::string heading = only_h1(root); !heading.empty()) title = std::move(heading);
  }
  const std::string_view site = trim(meta_property(root, "og:site_name"));
  // Four words or fewer are hardly the whole title, unless just the site's name went.
  if (words_in(title) <= 4 && (!hierarchical || words_in(title) + 1 + found.size() != words_in(original)) &&
      (found.empty() || site.empty() || site != trim(std::string_view(original).substr(found.back().end))))
    title = original;
  return title;
}

}  // namespace blotter::reader
