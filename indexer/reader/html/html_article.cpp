#include "indexer/reader/html/html_article.hpp"

#include "common/text/comparison.hpp"
#include "indexer/reader/html/html_measure.hpp"
#include "indexer/reader/html/html_rules.hpp"
#include "indexer/reader/html/html_signals.hpp"
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/html/html_title.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace blotter::reader {
namespace {

constexpr std::size_t enough = 500;  // characters; a story this long needs no second look

constexpr std::size_t some = 200;  // a short notice

constexpr std::size_t short_caption = 20;  // characters
constexpr std::size_t short_lead = 40;     // characters
constexpr std::size_t long_lead = 700;
constexpr std::size_t lead_reach = 4000;   // characters between a heading and its story
constexpr std::size_t lead_scope = 20000;  // bytes of the story that a lead is compared with
constexpr double told_again = 0.75;        // share of a lead's words that the story has
constexpr std::size_t few_captions = 3;

constexpr std::array attempts = {
    Filters{true, true, true, true},
    Filters{false, true, true, true},
    Filters{false, false, true, true},
    Filters{false, false, false, true},
};
// When next to nothing is left: what only a script would show.
constexpr std::array last_attempts = {
    Filters{true, true, true, false},
    Filters{false, false, false, false},
};

class Extraction {
 public:
  Extraction(const HtmlTree& tree, std::string_view title) : tree_(tree), title_(title) {}

  // True when the story found is long enough.
  bool attempt(const Filters& filters) {
    HtmlTree copy;  // goes with this attempt
    HtmlNode* story = find_story(copy, copy.clone(tree_.root()), title_, true, filters);
    if (story == nullptr) return false;
    prune_story(story, filters);
    const std::size_t chars = chars_in(story);
    // A weaker filter lets comments in as well; it must find far more to count.
    if (chars_ < some ? chars > chars_ : chars > chars_ * 2) {
      text_ = text_of(story);
      chars_ = chars;
    }
    return chars >= enough;
  }
  [[nodiscard]] std::size_t chars() const { return chars_; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  const HtmlTree& tree_;
  std::string_view title_;
  std::string text_;
  std::size_t chars_ = 0;
};

bool ends_sentence(std::string_view text) {
  for (const std::string_view end : {".", "!", "?", "…", "»", "”", "\"", "。"})
    if (text.ends_with(end)) return true;
  return false;
}

bool is_text_block(const HtmlNode* node) {
  if (!is_one_of(node->tag, {Tag::p, Tag::h2, Tag::h3, Tag::div, Tag::strong, Tag::section, Tag::header})) return false;
  for (const HtmlNode* inner = next_in(node, node); inner != nullptr; inner = next_in(inner, node))
    if (!inner->is_text() && is_block(inner->tag)) return false;
  return true;
}

bool is_aside(const HtmlNode* node) {
  return is_one_of(node->tag, {Tag::nav, Tag::aside, Tag::footer, Tag::figure, Tag::form}) ||
         (!node->is_text() && !is_shown(node));
}

// Sentences between the title's heading and the beginning of the story: its lead, where the layout sets it apart.  One
// that only says what the story says again is a summary and no part of it.
std::string lead_of(const HtmlNode* root, const HtmlNode* heading, const std::string& story) {
  const std::string first_line =
      text::comparison_key(std::string_view(story).substr(0, std::min(story.find('\n'), story.size())));
  std::string whole;  // key of the story, once it is wanted
  const std::string_view start = std::string_view(story).substr(0, lead_scope);
  std::string lead;
  std::size_t passed = 0;
  for (const HtmlNode* node = after(heading, root); node != nullptr && passed < lead_reach;) {
    const bool block = !node->is_text() && is_text_block(node) && is_shown(node);
    if (!block) {
      node = is_aside(node) ? after(node, root) : next_in(node, root);
      continue;
    }
    const Measure size = measure(node);
    passed += size.chars;
    const std::string text = text_of(node);
    const std::string key = text::comparison_key(text);
    if (!key.empty() && (first_line.starts_with(key) || key.starts_with(first_line))) return lead;
    const bool named = signals(node) & (signal_share | signal_caption | signal_furniture | signal_byline);
    node = after(node, root);
    if (size.chars < short_lead || size.chars > long_lead || size.link_density() >= 0.2 || named ||
        !ends_sentence(text))
      continue;
    if (text_similarity(start, text) >= told_again) continue;
    if (whole.empty()) whole = text::comparison_key(story);
    if (whole.find(key) == whole.npos) lead.append(text).push_back('\n');
  }
  return {};
}

// The captions of a story in pictures.
std::string captions_of(const HtmlNode* root) {
  std::string out;
  std::size_t count = 0;
  for (const HtmlNode* node = root; node != nullptr;) {
    const bool caption = node->tag == Tag::figcaption || (!node->is_text() && (signals(node) & signal_caption) != 0);
    if (is_one_of(node->tag, {Tag::nav, Tag::aside, Tag::footer}) || (!node->is_text() && !is_shown(node))) {
      node = after(node, root);
      continue;
    }
    if (caption && chars_in(node) >= short_caption) {
      out.append(text_of(node)).push_back('\n');
      ++count;
    }
    node = caption ? after(node, root) : next_in(node, root);
  }
  return count >= few_captions ? out : std::string();
}

// Linked data's text of the story, when it has what the page shows and more: the rest is behind a wall.
std::string fuller_text(const std::string& stated, const std::string& shown) {
  if (stated.size() <= shown.size()) return {};
  std::string text = html_fragment_text(stated);
  if (text.starts_with('<')) text = html_fragment_text(text);  // its tags were escaped
  const std::string whole = text::comparison_key(text);
  const std::string start =
      text::comparison_key(std::string_view(shown).substr(0, std::min(shown.find('\n'), shown.size())));
  if (shown.size() >= some && whole.find(start) == whole.npos) return {};
  return whole.size() > text::comparison_key(shown).size() ? text : std::string();
}

}  // namespace

std::string extract_article(HtmlTree& tree, const PageMetadata& metadata) {
  prepare_page(tree, tree.root());
  Extraction extraction(tree, metadata.title);
  bool found = false;
  for (std::size_t i = 0; i < attempts.size() && !found; ++i) found = extraction.attempt(attempts[i]);
  for (std::size_t i = 0; i < last_attempts.size() && extraction.chars() < some; ++i)
    extraction.attempt(last_attempts[i]);
  const std::size_t chars = extraction.chars();
  std::string story = extraction.take();
  if (std::string text = fuller_text(metadata.body, story); !text.empty()) return text;
  if (chars < some) {
    if (std::string captions = captions_of(tree.root()); captions.size() > story.size())
      return ends_sentence(story) ? story + '\n' + captions : captions;
  }
  // A heading may have gone with a box that is not part of the page's content.
  if (!story.empty() && is_inside(metadata.heading, tree.root()))
    story.insert(0, lead_of(tree.root(), metadata.heading, story));
  return story;
}

}  // namespace blotter::reader
