#include "indexer/reader/html/html_listing.hpp"

#include "indexer/reader/dates.hpp"
#include "indexer/reader/html/html_measure.hpp"
#include "indexer/reader/html/html_rules.hpp"
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/url.hpp"

#include <algorithm>
#include <optional>

namespace blotter::reader {
namespace {

constexpr std::size_t fewest = 3;             // stories of a listing
constexpr std::size_t min_story = 400;        // bytes; a teaser is shorter
constexpr double max_links = 0.3;             // share of a story's text
constexpr std::size_t max_articles = 10'000;  // looked at in one page

bool is_heading(Tag tag) { return is_one_of(tag, {Tag::h1, Tag::h2, Tag::h3}); }

HtmlNode* find_heading(HtmlNode* top) {
  for (HtmlNode* node = next_in(top, top); node != nullptr; node = next_in(node, top))
    if (is_heading(node->tag)) return node;
  return nullptr;
}

// Takes the elements of these tags out of a story, each after `look` has seen it.
template <class Look>
void take_out(HtmlNode* story, std::initializer_list<Tag> tags, Look look) {
  for (HtmlNode* node = next_in(story, story); node != nullptr;) {
    const bool goes = is_one_of(node->tag, tags);
    HtmlNode* next = goes ? after(node, story) : next_in(node, story);
    if (goes) {
      look(node);
      HtmlTree::unlink(node);
    }
    node = next;
  }
}

// The heading's link: inside of it, or around it.
std::string_view address_of(const HtmlNode* heading, const HtmlNode* story) {
  for (const HtmlNode* node = next_in(heading, heading); node != nullptr; node = next_in(node, heading))
    if (node->tag == Tag::a && node->has_attribute("href")) return node->attribute("href");
  for (const HtmlNode* node = heading->parent; node != nullptr && node != story; node = node->parent)
    if (node->tag == Tag::a) return node->attribute("href");
  return {};
}

std::optional<ListedStory> story_of(const HtmlNode* article, const std::string& base) {
  HtmlTree copy;
  HtmlNode* story = copy.clone(article);
  HtmlNode* heading = find_heading(story);
  if (heading == nullptr) return std::nullopt;
  ListedStory found;
  found.title = inner_text(heading);
  found.url = resolve_url(base, address_of(heading, story));
  if (!is_absolute_url(found.url)) found.url.clear();
  HtmlTree::unlink(heading);
  take_out(story, {Tag::time}, [&found](const HtmlNode* time) {
    if (found.published.empty()) found.published = day_of(time->attribute("datetime"));
  });
  take_out(story, {Tag::footer, Tag::nav}, [](const HtmlNode*) {});
  prune_story(story, Filters{});
  found.body = text_of(story);
  if (found.title.empty() || found.body.size() < min_story || measure(story).link_density() > max_links)
    return std::nullopt;
  return found;
}

bool same_twice(const std::vector<ListedStory>& stories) {
  std::vector<std::string_view> titles;
  titles.reserve(stories.size());
  for (const ListedStory& story : stories) titles.push_back(story.title);
  std::sort(titles.begin(), titles.end());
  return std::adjacent_find(titles.begin(), titles.end()) != titles.end();
}

}  // namespace

std::vector<ListedStory> listed_stories(const HtmlTree& tree, const PageMetadata& page, const std::string& base) {
  if (page.byline_known || !page.body.empty() || equal_fold(meta_property(tree.root(), "og:type"), "article"))
    return {};
  std::vector<const HtmlNode*> articles;  // outermost ones
  const HtmlNode* root = tree.root();
  for (const HtmlNode* node = next_in(root, root); node != nullptr && articles.size() < max_articles;) {
    if (node->tag == Tag::article) articles.push_back(node);
    node = node->tag == Tag::article ? after(node, root) : next_in(node, root);
  }
  if (articles.size() < fewest) return {};
  std::vector<ListedStory> stories;
  for (const HtmlNode* article : articles)
    if (std::optional<ListedStory> story = story_of(article, base)) stories.push_back(std::move(*story));
  // Cards of other stories beside one are mostly teasers; in a listing most are whole.
  if (stories.size() < fewest || stories.size() * 2 <= articles.size() || same_twice(stories)) return {};
  for (const ListedStory& story : stories)
    if (!story.url.empty() && story.url == page.url) return {};
  return stories;
}

}  // namespace blotter::reader
