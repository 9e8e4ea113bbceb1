#include "indexer/reader/html/html_title.hpp"

#include "common/text/comparison.hpp"
#include "indexer/reader/html/html_measure.hpp"
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/html/title_parts.hpp"
#include "indexer/reader/strings.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>
#include <vector>

namespace blotter::reader {
namespace {

constexpr std::size_t max_title = 2000;  // bytes looked at
constexpr std::size_t max_headings = 200;
constexpr std::size_t min_words = 3;  // of a heading that is only a part of a stated title
constexpr std::size_t min_key = 14;   // bytes; the same for scripts without blanks
constexpr double alike = 0.6;         // share of common words of two versions of one title

struct Heading {
  const HtmlNode* node;
  std::string text;
  std::string key;
  bool first_rank;  // <h1>, or marked as the headline
};

bool is_marked_headline(const HtmlNode* node) {
  for (const HtmlAttribute& attribute : node->attributes()) {
    const bool is_class = attribute.name == "class";
    if (!is_class && attribute.name != "itemprop") continue;
    if (attribute.value.find("eadline") != std::string_view::npos) return true;
    if (!is_class || (attribute.value.find("itle") == std::string_view::npos && attribute.value != "p-name")) continue;
    for (const std::string_view mark : {"entry-title", "post-title", "article-title", "article__title", "p-name"})
      if (find_fold(attribute.value, mark) != attribute.value.npos) return true;
  }
  return false;
}

bool is_heading(Tag tag) { return is_one_of(tag, {Tag::h1, Tag::h2, Tag::h3, Tag::h4}); }

std::vector<Heading> headings_of(const HtmlNode* root) {
  std::vector<Heading> found;
  for (const HtmlNode* node = root; node != nullptr && found.size() < max_headings; node = next_in(node, root)) {
    if (node->is_text() || is_one_of(node->tag, {Tag::html, Tag::body, Tag::meta, Tag::article, Tag::main})) continue;
    const bool marked = is_marked_headline(node);
    if (!is_heading(node->tag) && !(marked && chars_in(node) < 300)) continue;
    std::string text = inner_text(node, 600);
    std::string key = text::comparison_key(text);
    if (!key.empty()) found.push_back({node, std::move(text), std::move(key), node->tag == Tag::h1 || marked});
  }
  return found;
}

// How well a heading's key repeats a stated title's: 0 not at all, more for longer parts and for its front.
std::size_t fit(const std::string& heading, const StatedTitle& stated, bool first_rank) {
  const std::string& whole = stated.key;
  if (heading == whole) return heading.size() * 2 + 1000;
  // A title that was cut: the heading goes on where it ends.
  if (stated.cut_short && heading.starts_with(whole) && whole.size() >= min_key) return whole.size() * 2;
  std::size_t words = 1 + static_cast<std::size_t>(std::count(heading.begin(), heading.end(), ' '));
  const bool is_part = std::find(stated.part_keys.begin(), stated.part_keys.end(), heading) != stated.part_keys.end();
  if (!(is_part && first_rank) && words < min_words && heading.size() < min_key) return 0;
  if (whole.starts_with(heading + ' ')) return heading.size() + heading.size() / 2;
  if (whole.ends_with(' ' + heading) || is_part) return heading.size();
  return 0;
}

const Heading* repeated(const std::vector<Heading>& headings, const std::vector<StatedTitle>& stated,
                        const Sites& sites) {
  const Heading* best = nullptr;
  std::size_t max_points = 0;
  for (const Heading& heading : headings) {
    if (sites.is_name(heading.key)) continue;
    for (const StatedTitle& title : stated) {
      const std::size_t points = fit(heading.key, title, heading.first_rank);
      if (points > max_points) {
        max_points = points;
        best = &heading;
      }
    }
  }
  return best;
}

// The only heading of the first rank, when it is not a site's name and long enough to be a title.
const Heading* only_headline(const std::vector<Heading>& headings, const Sites& sites) {
  const Heading* found = nullptr;
  for (const Heading& heading : headings) {
    if (!heading.first_rank || sites.is_name(heading.key) || (found != nullptr && found->key == heading.key)) continue;
    if (found != nullptr) return nullptr;
    found = &heading;
  }
  return found;
}

// Words of a text in lower case, in its order.  Called for every heading of a page, so that only ASCII is folded.
std::vector<std::string_view> words_of(std::string_view lower_text) {
  const auto in_word = [](char c) {
    return is_ascii_alnum(c) || c == '_' || (static_cast<unsigned char>(c) & 0x80) != 0;
  };
  std::vector<std::string_view> words;
  for (const auto* at = lower_text.begin(); at != lower_text.end();) {
    const auto* const begin = std::find_if(at, lower_text.end(), in_word);
    at = std::find_if_not(begin, lower_text.end(), in_word);
    if (at != begin) words.emplace_back(begin, at);
  }
  return words;
}

PageTitle shown(const Heading& heading) { return {heading.text, heading.node}; }

// "&amp;#039;" in the page is "&#039;" here: systems that escape twice.
std::string without_references(const std::string& text) {
  const std::size_t sign = text.find('&');
  return sign != text.npos && text.find(';', sign) != text.npos ? html_fragment_text(text) : text;
}

}  // namespace

double text_similarity(std::string_view a, std::string_view b) {
  const std::string lower_a = lower(a);
  const std::string lower_b = lower(b);
  const std::vector<std::string_view> words = words_of(lower_b);
  // `b` is a line and `a` may be a story.
  std::unordered_set<std::string_view> missing(words.begin(), words.end());
  const std::size_t different = missing.size();
  for (const std::string_view word : words_of(lower_a)) missing.erase(word);
  if (missing.size() == different) return 0;
  std::size_t all = 0;
  std::size_t other = 0;
  for (const std::string_view word : words) {
    all += word.size() + 1;
    if (missing.contains(word)) other += word.size() + 1;
  }
  return 1.0 - static_cast<double>(other) / static_cast<double>(all);
}

std::string title_element(const HtmlNode* root) {
  for (const HtmlNode* node = root; node != nullptr; node = next_in(node, root))
    if (node->tag == Tag::title && !has_ancestor(node, Tag::svg))
      if (std::string text = inner_text(node, max_title); !text.empty()) return without_references(text);
  return {};
}

PageTitle choose_title(const HtmlNode* root, const TitleClues& clues) {
  const Sites sites(clues.sites);
  const std::vector<Heading> headings = headings_of(root);
  std::vector<StatedTitle> stated;
  for (const std::string& title : clues.stated)
    if (!title.empty()) stated.emplace_back(title, sites);
  const std::string element = title_element(root);
  if (!element.empty()) stated.emplace_back(element, sites);

  if (const Heading* heading = repeated(headings, stated, sites)) return shown(*heading);

  const Heading* headline = only_headline(headings, sites);
  for (const StatedTitle& title : stated) {
    if (title.is_site) continue;
    std::string text(title.bare);
    if (&title == &stated.back() && !element.empty())
      text = without_likely_site(text, title.bare.size() < title.text.size());
    // A section's name above the headline, in the same element.
    const bool kicker =
        headline != nullptr && words_in(text) >= min_words && headline->key.ends_with(' ' + text::comparison_key(text));
    // Another version of the title for search engines and networks; or a section's name where the story's should be.
    if (headline != nullptr && !kicker && words_in(headline->key) > min_words &&
        (text_similarity(title.text, headline->text) >= alike || words_in(title.bare_key) < min_words))
      return shown(*headline);
    return {std::move(text), headline != nullptr ? headline->node : nullptr};
  }
  for (const Heading& heading : headings)
    if (!sites.is_name(heading.key)) return shown(heading);
  return {stated.empty() ? std::string() : stated.front().text, nullptr};
}

}  // namespace blotter::reader
