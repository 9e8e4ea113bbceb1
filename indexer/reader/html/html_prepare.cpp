#include "indexer/reader/html/html_measure.hpp"
#include "indexer/reader/html/html_rules.hpp"
#include "indexer/reader/strings.hpp"

namespace blotter::reader {
namespace {

bool is_blank(const HtmlNode* node) { return node->is_text() && node->chars == 0; }

HtmlNode* skip_blank(HtmlNode* node) {
  while (node != nullptr && is_blank(node)) node = node->next;
  return node;
}

// "text<br><br>text" to "text<p>text</p>".
void replace_breaks(HtmlTree& tree, HtmlNode* br) {
  bool replaced = false;
  for (HtmlNode* next = skip_blank(br->next); next != nullptr && next->tag == Tag::br; next = skip_blank(br->next)) {
    replaced = true;
    HtmlTree::unlink(next);
  }
  if (!replaced) return;
  HtmlNode* paragraph = tree.make(Tag::p);
  HtmlTree::insert_before(br, paragraph);
  HtmlTree::unlink(br);
  for (HtmlNode* next = paragraph->next; next != nullptr;) {
    if (next->tag == Tag::br) {
      const HtmlNode* following = skip_blank(next->next);
      if (following != nullptr && following->tag == Tag::br) break;
    }
    if (!is_phrasing(next)) break;
    HtmlNode* beyond = next->next;
    HtmlTree::unlink(next);
    HtmlTree::append(paragraph, next);
    next = beyond;
  }
  while (paragraph->last != nullptr && (is_blank(paragraph->last) || paragraph->last->tag == Tag::br))
    HtmlTree::unlink(paragraph->last);
  if (paragraph->parent->tag == Tag::p) paragraph->parent->tag = Tag::div;
}

}  // namespace

void open_shadow_roots(HtmlTree& tree) {
  for (HtmlNode* node = tree.root(); node != nullptr; node = next_in(node, tree.root()))
    if (node->tag == Tag::template_ && (node->has_attribute("shadowrootmode") || node->has_attribute("shadowroot")))
      node->tag = Tag::div;
}

void prepare_page(HtmlTree& tree, HtmlNode* root) {
  HtmlNode* node = root;
  while (node != nullptr) {
    HtmlNode* next = next_in(node, root);
    if (is_one_of(node->tag, {Tag::script, Tag::style, Tag::template_, Tag::link, Tag::meta, Tag::head, Tag::svg})) {
      next = after(node, root);
      HtmlTree::unlink(node);
    } else if (node->tag == Tag::font) {
      node->tag = Tag::span;
    }
    node = next;
  }
  for (node = root; node != nullptr;) {
    HtmlNode* next = next_in(node, root);
    if (node->tag == Tag::br) {
      HtmlNode* following = skip_blank(node->next);
      if (following != nullptr && following->tag == Tag::br) {
        // What the paragraph swallows was ahead of this walk; go on inside of it.
        HtmlNode* before = node->previous != nullptr ? node->previous : node->parent;
        const bool from_sibling = node->previous != nullptr;
        replace_breaks(tree, node);
        next = from_sibling ? before->next : before->first;
        next = next_in(next, root);
      }
    }
    node = next;
  }
}

}  // namespace blotter::reader
