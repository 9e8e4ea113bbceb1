#include "indexer/reader/html/html_measure.hpp"
#include "indexer/reader/html/html_rules.hpp"
#include "indexer/reader/html/html_signals.hpp"
#include "indexer/reader/html/html_title.hpp"
#include "indexer/reader/strings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace blotter::reader {
namespace {

constexpr std::size_t min_paragraph = 25;  // characters; shorter ones give no points
constexpr int scored_levels = 5;           // ancestors that a paragraph gives points to
constexpr std::size_t top_count = 5;

bool hidden_by_style(std::string_view style) {
  if (style.empty()) return false;
  std::string packed;
  for (const char c : style)
    if (!is_space(c)) packed += lower(c);
  // The last two are for screen readers only.
  for (const std::string_view hiding : {"display:none", "visibility:hidden", "clip:rect(0", "clip:rect(1px"})
    if (packed.find(hiding) != packed.npos) return true;
  return false;
}

bool is_unlikely(const HtmlNode* node) {
  if (node->tag == Tag::body || node->tag == Tag::a || node->tag == Tag::html) return false;
  const std::uint8_t s = signals(node);
  if ((s & signal_unlikely) && !(s & signal_maybe) && !has_ancestor(node, Tag::table) && !has_ancestor(node, Tag::code))
    return true;
  const std::string_view role = node->attribute("role");
  return role == "menu" || role == "menubar" || role == "complementary" || role == "navigation" || role == "alert" ||
         role == "alertdialog" || role == "dialog";
}

bool is_byline(const HtmlNode* node) {
  const bool named = node->attribute("rel") == "author" ||
                     node->attribute("itemprop").find("author") != std::string_view::npos ||
                     (signals(node) & signal_byline);
  if (!named) return false;
  const std::size_t chars = chars_in(node);
  return chars > 0 && chars < 100;
}

bool is_empty_block(const HtmlNode* node) {
  if (!is_one_of(node->tag,
                 {Tag::div, Tag::section, Tag::header, Tag::h1, Tag::h2, Tag::h3, Tag::h4, Tag::h5, Tag::h6}))
    return false;
  for (const HtmlNode* child = node->first; child != nullptr; child = child->next)
    if (child->is_text() ? child->chars > 0 : child->tag != Tag::br && child->tag != Tag::hr) return false;
  return true;
}

bool is_white(const HtmlNode* node) { return node->is_text() ? node->chars == 0 : node->tag == Tag::br; }

// Runs of loose text in a division become paragraphs.
void wrap_loose_text(HtmlTree& tree, HtmlNode* division) {
  HtmlNode* paragraph = nullptr;
  const auto close = [&paragraph] {
    if (paragraph == nullptr) return;
    while (paragraph->last != nullptr && is_white(paragraph->last)) HtmlTree::unlink(paragraph->last);
    paragraph = nullptr;
  };
  for (HtmlNode* child = division->first; child != nullptr;) {
    HtmlNode* next = child->next;
    if (!is_phrasing(child)) {
      close();
    } else if (paragraph != nullptr) {
      HtmlTree::unlink(child);
      HtmlTree::append(paragraph, child);
    } else if (!is_white(child)) {
      paragraph = tree.make(Tag::p);
      HtmlTree::insert_before(child, paragraph);
      HtmlTree::unlink(child);
      HtmlTree::append(paragraph, child);
    }
    child = next;
  }
  close();
}

bool holds_block(const HtmlNode* node) {
  for (const HtmlNode* inner = next_in(node, node); inner != nullptr; inner = next_in(inner, node))
    if (is_one_of(inner->tag,
                  {Tag::blockquote, Tag::dl, Tag::div, Tag::img, Tag::ol, Tag::p, Tag::pre, Tag::table, Tag::ul}))
      return true;
  return false;
}

bool holds_one_paragraph(const HtmlNode* node) {
  const HtmlNode* only = nullptr;
  for (const HtmlNode* child = node->first; child != nullptr; child = child->next) {
    if (child->is_text()) {
      if (child->chars > 0) return false;
      continue;
    }
    if (only != nullptr || child->tag != Tag::p) return false;
    only = child;
  }
  return only != nullptr;
}

class Story {
 public:
  Story(HtmlTree& tree, HtmlNode* root, const Filters& filters) : tree_(tree), root_(root), filters_(filters) {}

  HtmlNode* find(std::string_view title, bool drop_byline) {
    title_ = title;
    byline_wanted_ = drop_byline;
    sift();
    score();
    HtmlNode* top = choose();
    return top != nullptr ? gather(top) : nullptr;
  }

 private:
  // Drops what cannot be the story and lists what can give points.
  void sift() {
    for (HtmlNode* node = root_; node != nullptr;) {
      if (node->is_text()) {
        node = next_in(node, root_);
        continue;
      }
      if (node != root_ && should_drop(node)) {
        HtmlNode* next = after(node, root_);
        HtmlTree::unlink(node);
        node = next;
        continue;
      }
      if (node->tag == Tag::noscript) node->tag = Tag::div;  // it is shown after all
      if (is_one_of(node->tag, {Tag::section, Tag::h2, Tag::h3, Tag::h4, Tag::h5, Tag::h6, Tag::p, Tag::td, Tag::pre}))
        givers_.push_back(node);
      if (node->tag == Tag::div) node = shape_division(node);
      if (node->tag == Tag::body) body_ = node;
      node = next_in(node, root_);
    }
  }

  bool should_drop(const HtmlNode* node) {
    if (filters_.hidden && !is_shown(node)) return true;
    if (byline_wanted_ && is_byline(node)) {
      byline_wanted_ = false;
      return true;
    }
    if (title_heading_wanted_ && (node->tag == Tag::h1 || node->tag == Tag::h2) && !title_.empty() &&
        text_similarity(title_, inner_text(node, 1000)) > 0.75) {
      title_heading_wanted_ = false;
      return true;
    }
    if (filters_.unlikely && is_unlikely(node)) return true;
    return is_empty_block(node);
  }

  HtmlNode* shape_division(HtmlNode* division) {
    wrap_loose_text(tree_, division);
    if (holds_one_paragraph(division) && measure(division).link_density() < 0.25) {
      HtmlNode* paragraph = first_element(division);
      // The division's name goes with it, as far as it says what has to be dropped.
      constexpr unsigned dropped = signal_share | signal_caption | signal_furniture;
      paragraph->class_signals = static_cast<std::uint8_t>(paragraph->class_signals | (signals(division) & dropped));
      HtmlTree::unlink(paragraph);
      HtmlTree::insert_before(division, paragraph);
      HtmlTree::unlink(division);
      givers_.push_back(paragraph);
      return paragraph;
    }
    if (!holds_block(division)) {
      division->tag = Tag::p;
      givers_.push_back(division);
    }
    return division;
  }

  void open_score(HtmlNode* node) {
    if (node->scored) return;
    node->scored = true;
    float start = 0;
    switch (node->tag) {
      case Tag::div: start = 5; break;
      case Tag::pre:
      case Tag::td:
      case Tag::blockquote: start = 3; break;
      case Tag::address:
      case Tag::ol:
      case Tag::ul:
      case Tag::dl:
      case Tag::dd:
      case Tag::dt:
      case Tag::li:
      case Tag::form: start = -3; break;
      case Tag::h1:
      case Tag::h2:
      case Tag::h3:
      case Tag::h4:
      case Tag::h5:
      case Tag::h6:
      case Tag::th: start = -5; break;
      default: break;
    }
    node->score = start + static_cast<float>(weight_of(node, filters_));
  }

  void score() {
    for (HtmlNode* giver : givers_) {
      if (giver->parent == nullptr) continue;
      const Measure size = measure(giver);
      if (size.chars < min_paragraph) continue;
      const float points =
          2.0F + static_cast<float>(size.commas) + std::min(std::floor(static_cast<float>(size.chars) / 100), 3.0F);
      HtmlNode* ancestor = giver->parent;
      for (int level = 0; level < scored_levels && ancestor != nullptr && ancestor != root_;
           ++level, ancestor = ancestor->parent) {
        if (ancestor->tag == Tag::html) break;
        if (!ancestor->scored) {
          open_score(ancestor);
          candidates_.push_back(ancestor);
        }
        ancestor->score += points / (level == 0 ? 1.0F : level == 1 ? 2.0F : static_cast<float>(level) * 3.0F);
      }
    }
    for (HtmlNode* candidate : candidates_)
      candidate->score *= static_cast<float>(1.0 - measure(candidate).link_density());
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [](const HtmlNode* a, const HtmlNode* b) { return a->score > b->score; });
  }

  HtmlNode* choose() {
    if (body_ == nullptr) return nullptr;
    if (candidates_.empty() || candidates_[0]->tag == Tag::body) return whole_body();
    HtmlNode* top = common_ancestor(candidates_[0]);
    open_score(top);
    // A parent that scores nearly as well holds more of the story.
    float last = top->score;
    const float min_score = last / 3;
    for (HtmlNode* parent = top->parent; parent != nullptr && parent->tag != Tag::body && parent != root_;
         parent = parent->parent) {
      if (!parent->scored) continue;
      if (parent->score < min_score) break;
      if (parent->score > last) {
        top = parent;
        break;
      }
      last = parent->score;
    }
    while (top->parent != nullptr && top->parent->tag != Tag::body && top->parent != root_ &&
           element_children(top->parent) == 1)
      top = top->parent;
    open_score(top);
    return top;
  }

  // Three other candidates of nearly the same score under one ancestor: that ancestor.
  HtmlNode* common_ancestor(HtmlNode* top) const {
    std::vector<HtmlNode*> rivals;
    for (std::size_t i = 1; i < std::min(candidates_.size(), top_count); ++i)
      if (candidates_[i]->score >= top->score * 0.75F) rivals.push_back(candidates_[i]);
    if (rivals.size() < 3) return top;
    for (HtmlNode* parent = top->parent; parent != nullptr && parent->tag != Tag::body && parent != root_;
         parent = parent->parent) {
      const auto inside = [parent](const HtmlNode* node) {
        for (node = node->parent; node != nullptr; node = node->parent)
          if (node == parent) return true;
        return false;
      };
      if (std::count_if(rivals.begin(), rivals.end(), inside) >= 3) return parent;
    }
    return top;
  }

  HtmlNode* whole_body() {
    HtmlNode* all = tree_.make(Tag::div);
    while (HtmlNode* child = body_->first) {
      HtmlTree::unlink(child);
      HtmlTree::append(all, child);
    }
    HtmlTree::append(body_, all);
    open_score(all);
    return all;
  }

  bool belongs(const HtmlNode* sibling, const HtmlNode* top) const {
    const float min_score = std::max(10.0F, top->score * 0.2F);
    const std::string_view name = top->attribute("class");
    const float bonus = !name.empty() && sibling->attribute("class") == name ? top->score * 0.2F : 0.0F;
    if (sibling->scored && sibling->score + bonus >= min_score) return true;
    if (sibling->tag != Tag::p) return false;
    const Measure size = measure(sibling);
    if (size.chars > 80) return size.link_density() < 0.25;
    if (size.chars == 0 || size.link_chars > 0) return false;
    const std::string text = inner_text(sibling, 400);
    return text.find(". ") != text.npos || text.ends_with('.');
  }

  // The top element and the siblings that go with it, in a division of their own.
  HtmlNode* gather(HtmlNode* top) {
    if (top->parent == nullptr) return top;  // it was taken out of the page, and has no siblings
    HtmlNode* story = tree_.make(Tag::div);
    for (HtmlNode* sibling = top->parent->first; sibling != nullptr;) {
      HtmlNode* next = sibling->next;
      if (sibling == top || (!sibling->is_text() && belongs(sibling, top))) {
        HtmlTree::unlink(sibling);
        if (!is_one_of(sibling->tag, {Tag::div, Tag::article, Tag::section, Tag::p, Tag::ol, Tag::ul}))
          sibling->tag = Tag::div;
        HtmlTree::append(story, sibling);
      }
      sibling = next;
    }
    return story;
  }

  HtmlTree& tree_;
  HtmlNode* root_;
  const Filters& filters_;
  std::string_view title_;
  bool byline_wanted_ = true;
  bool title_heading_wanted_ = true;
  HtmlNode* body_ = nullptr;
  std::vector<HtmlNode*> givers_;
  std::vector<HtmlNode*> candidates_;
};

}  // namespace

bool is_shown(const HtmlNode* node) {
  if (node->tag == Tag::noscript) return false;
  for (const HtmlAttribute& attribute : node->attributes()) {
    if (attribute.name == "hidden") return false;
    if (attribute.name == "style" && hidden_by_style(attribute.value)) return false;
    if (attribute.name == "aria-hidden" && attribute.value == "true")
      return node->attribute("class").find("fallback-image") != std::string_view::npos;
  }
  return !(node->attribute("aria-modal") == "true" && node->attribute("role") == "dialog");
}

int weight_of(const HtmlNode* node, const Filters& filters) { return filters.weights ? class_weight(node) : 0; }

HtmlNode* find_story(HtmlTree& tree, HtmlNode* root, std::string_view title, bool drop_byline, const Filters& filters) {
  return Story(tree, root, filters).find(title, drop_byline);
}

}  // namespace blotter::reader
