#include "common/text/comparison.hpp"
#include "indexer/reader/html/html_measure.hpp"
#include "indexer/reader/html/html_rules.hpp"
#include "indexer/reader/html/html_signals.hpp"
#include "indexer/reader/strings.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <vector>

namespace blotter::reader {
namespace {

constexpr std::size_t max_share_bar = 500;  // characters
constexpr std::size_t max_caption = 400;
constexpr std::size_t max_furniture = 300;

std::vector<HtmlNode*> all_of(HtmlNode* top, std::initializer_list<Tag> tags) {
  std::vector<HtmlNode*> found;
  for (HtmlNode* node = next_in(top, top); node != nullptr; node = next_in(node, top))
    if (is_one_of(node->tag, tags)) found.push_back(node);
  return found;
}

// A player of a known site is part of the story; what it shows has no text anyway.
bool is_player(const HtmlNode* node) {
  const auto named = [](std::string_view address) {
    for (const std::string_view site :
         {"youtube", "vimeo", "dailymotion", "player.twitch", "bilibili", "archive.org/embed", "upload.wikimedia"})
      if (address.find(site) != address.npos) return true;
    return false;
  };
  return std::any_of(node->attributes().begin(), node->attributes().end(),
                     [&](const HtmlAttribute& a) { return named(a.value); });
}

// Data rather than layout: what authors of layout tables do not write (captions, heads), or many rows and columns.
bool holds_data(HtmlNode* table) {
  const std::string_view role = table->attribute("role");
  if (role == "presentation" || table->attribute("datatable") == "0") return false;
  if (table->has_attribute("summary")) return true;
  std::size_t rows = 0;
  std::size_t columns = 0;
  for (HtmlNode* node = next_in(table, table); node != nullptr; node = next_in(node, table)) {
    if (node->tag == Tag::caption && node->first != nullptr) return true;
    if (is_one_of(node->tag, {Tag::col, Tag::tfoot, Tag::thead, Tag::th})) return true;
    if (node->tag == Tag::table) return false;
    if (node->tag != Tag::tr) continue;
    ++rows;
    std::size_t cells = 0;
    for (const HtmlNode* cell = node->first; cell != nullptr; cell = cell->next) cells += cell->tag == Tag::td ? 1 : 0;
    columns = std::max(columns, cells);
  }
  if (columns == 1 || rows == 1) return false;
  return rows >= 10 || columns > 4 || rows * columns > 10;
}

bool in_data_table(const HtmlNode* node) {
  for (node = node->parent; node != nullptr; node = node->parent)
    if (node->tag == Tag::table && node->data_table) return true;
  return false;
}

// Labels of links to other stories in English and the languages of the region, as comparison keys.
const std::unordered_set<std::string>& cross_labels() {
  static const std::unordered_set<std::string> labels = [] {
    std::unordered_set<std::string> keys;
    for (const char* label :
         {"read also",         "also read",         "see also",         "read more",        "related",
          "related story",     "related stories",   "читайте также",    "читать также",     "смотрите также",
          "см. также",         "по теме",           "ещё по теме",      "материал по теме", "материалы по теме",
          "читайте ещё",       "читайте по теме",   "читайте також",    "дивіться також",   "за темою",
          "тағы оқыңыз",       "оқи отырыңыз",      "сондай-ақ оқыңыз", "дагы окуңуз",      "ошондой эле окуңуз",
          "shuningdek o'qing", "shuningdek oʻqing", "mavzuga oid",      "ҳамчунин бихонед", "ҳамчунин хонед",
          "şeýle-de okaň",     "ayrıca okuyun",     "bunu da okuyun",   "ilgili haber",     "ilgili haberler"})
      keys.insert(text::comparison_key(label));
    return keys;
  }();
  return labels;
}

bool is_ad_or_loading(const HtmlNode* node, std::size_t chars) {
  if (chars == 0 || chars > 20) return false;
  std::string text = lower(inner_text(node, 60));
  while (text.ends_with('.') || text.ends_with("…")) text.resize(text.size() - (text.ends_with('.') ? 1 : 3));
  for (const std::string_view word :
       {"ad", "ads", "advertising", "advertisement", "pub", "publicité", "werb", "werbung", "广告", "Реклама",
        "реклама", "anuncio", "publicidad", "anzeige", "loading", "正在加载", "Загрузка", "chargement", "cargando"})
    if (text == word) return true;
  return false;
}

// "Read also: another story": its words besides links are such a label.
bool is_cross_reference(const HtmlNode* node, std::size_t chars) {
  constexpr std::size_t max_chars = 300;
  if (chars == 0 || chars > max_chars) return false;
  std::string label;
  bool linked = false;
  for (const HtmlNode* inner = node; inner != nullptr;) {
    const bool link = inner->tag == Tag::a;
    linked |= link;
    if (inner->is_text()) label += inner->text;
    inner = link ? after(inner, node) : next_in(inner, node);
  }
  if (!linked) return false;
  constexpr std::size_t longest = 60;
  return label.size() < longest && cross_labels().contains(text::comparison_key(label));
}

// One pass of counts that the pruning rules share.
struct Counts {
  std::size_t paragraphs = 0, pictures = 0, items = 0, inputs = 0, embeds = 0, commas = 0;
  bool player = false;
  bool data_table = false;
};

Counts count(const HtmlNode* top) {
  Counts c;
  for (const HtmlNode* node = next_in(top, top); node != nullptr; node = next_in(node, top)) {
    c.commas += node->commas;
    switch (node->tag) {
      case Tag::p: ++c.paragraphs; break;
      case Tag::img: ++c.pictures; break;
      case Tag::li: ++c.items; break;
      case Tag::input: ++c.inputs; break;
      case Tag::object:
      case Tag::embed:
      case Tag::iframe:
        c.player |= is_player(node);
        ++c.embeds;
        break;
      case Tag::table: c.data_table |= node->data_table; break;
      default: break;
    }
  }
  return c;
}

bool is_list(const HtmlNode* node, std::size_t chars) {
  if (node->tag == Tag::ul || node->tag == Tag::ol) return true;
  if (chars == 0) return false;
  const std::size_t in_lists = chars_inside(node, {Tag::ul, Tag::ol});
  return static_cast<double>(in_lists) / static_cast<double>(chars) > 0.9;
}

// A list in which every item is one picture is a gallery, and stays.
bool is_gallery(const HtmlNode* node, std::size_t pictures) {
  for (const HtmlNode* child = node->first; child != nullptr; child = child->next)
    if (!child->is_text() && element_children(child) > 1) return false;
  return pictures == count_tags(node, {Tag::li});
}

class Pruner {
 public:
  Pruner(HtmlNode* story, const Filters& filters) : story_(story), filters_(filters) {}

  void conditionally(Tag tag) {
    if (!filters_.prune) return;
    auto nodes = all_of(story_, {tag});
    std::reverse(nodes.begin(), nodes.end());  // the innermost first
    for (HtmlNode* node : nodes)
      if (is_inside(node, story_) && should_go(node)) HtmlTree::unlink(node);
  }

  void drop(std::initializer_list<Tag> tags) {
    for (HtmlNode* node : all_of(story_, tags)) HtmlTree::unlink(node);
  }

 private:
  [[nodiscard]] bool should_go(const HtmlNode* node) const {
    if (node->tag == Tag::table && node->data_table) return false;
    if (in_data_table(node) || has_ancestor(node, Tag::code)) return false;
    const Counts counts = count(node);
    if (counts.data_table) return false;
    const int weight = weight_of(node, filters_);
    if (weight < 0) return true;
    if (counts.commas >= 10) return false;
    const Measure size = measure(node);
    if (is_ad_or_loading(node, size.chars) || is_cross_reference(node, size.chars)) return true;
    if (counts.player) return false;
    return fails_ratios(node, counts, size, weight);
  }

  [[nodiscard]] static bool fails_ratios(const HtmlNode* node, const Counts& counts, const Measure& size, int weight) {
    const bool list = is_list(node, size.chars);
    const bool in_figure = has_ancestor(node, Tag::figure, 3);
    const double links = size.link_density();
    const auto items = static_cast<long>(counts.items) - 100;
    const auto paragraphs = static_cast<long>(counts.paragraphs);
    const double headings = text_density(node, {Tag::h1, Tag::h2, Tag::h3, Tag::h4, Tag::h5, Tag::h6}, size.chars);
    const double text = text_density(node,
                                     {Tag::span, Tag::li, Tag::td, Tag::blockquote, Tag::dl, Tag::div, Tag::img,
                                      Tag::ol, Tag::p, Tag::pre, Tag::table, Tag::ul},
                                     size.chars);
    const bool fails = (!in_figure && counts.pictures > 1 &&
                        static_cast<double>(paragraphs) / static_cast<double>(counts.pictures) < 0.5) ||
                       (!list && items > paragraphs) || static_cast<long>(counts.inputs) > paragraphs / 3 ||
                       (!list && !in_figure && headings < 0.9 && size.chars < 25 &&
                        (counts.pictures == 0 || counts.pictures > 2) && links > 0) ||
                       (!list && weight < 25 && links > 0.2) || (weight >= 25 && links > 0.5) ||
                       (counts.embeds == 1 && size.chars < 75) || counts.embeds > 1 ||
                       (counts.pictures == 0 && text == 0);
    return fails && !(list && is_gallery(node, counts.pictures));
  }

  HtmlNode* story_;
  const Filters& filters_;
};

// Drops elements named for one thing, unless they hold so much that it can hardly be that.
void drop_named(HtmlNode* story, unsigned signal, std::size_t max_chars) {
  for (HtmlNode* node = next_in(story, story); node != nullptr;) {
    HtmlNode* next = next_in(node, story);
    if ((signals(node) & signal) && node->parent != story && chars_in(node) < max_chars) {
      next = after(node, story);
      HtmlTree::unlink(node);
    }
    node = next;
  }
}

void drop_empty_paragraphs(HtmlNode* story) {
  for (HtmlNode* paragraph : all_of(story, {Tag::p}))
    if (is_ad_or_loading(paragraph, chars_in(paragraph)) || is_cross_reference(paragraph, chars_in(paragraph)) ||
        (!has_text(paragraph) && count_tags(paragraph, {Tag::img, Tag::embed, Tag::object, Tag::iframe}) == 0))
      HtmlTree::unlink(paragraph);
}

}  // namespace

void prune_story(HtmlNode* story, const Filters& filters) {
  for (HtmlNode* table : all_of(story, {Tag::table})) table->data_table = holds_data(table);
  Pruner pruner(story, filters);
  pruner.conditionally(Tag::form);
  pruner.conditionally(Tag::fieldset);
  for (HtmlNode* node : all_of(story, {Tag::object, Tag::embed}))
    if (!is_player(node)) HtmlTree::unlink(node);
  pruner.drop({Tag::footer, Tag::link, Tag::aside, Tag::figcaption});
  drop_named(story, signal_share, max_share_bar);
  drop_named(story, signal_caption, max_caption);  // no <figcaption> marks it
  drop_named(story, signal_furniture, max_furniture);
  for (HtmlNode* node : all_of(story, {Tag::iframe}))
    if (!is_player(node)) HtmlTree::unlink(node);
  pruner.drop({Tag::input, Tag::textarea, Tag::select, Tag::button});
  for (HtmlNode* heading : all_of(story, {Tag::h1, Tag::h2}))
    if (weight_of(heading, filters) < 0) HtmlTree::unlink(heading);
  pruner.conditionally(Tag::table);
  pruner.conditionally(Tag::ul);
  pruner.conditionally(Tag::div);
  drop_empty_paragraphs(story);
}

}  // namespace blotter::reader
