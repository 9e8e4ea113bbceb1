#include "indexer/reader/html/html_article.hpp"

#include "indexer/reader/html/html_measure.hpp"
#include "indexer/reader/html/html_rules.hpp"
#include "indexer/reader/html/html_text.hpp"

#include <array>

namespace blotter::reader {
namespace {

constexpr std::size_t enough = 500;  // characters; a story this long needs no second look

constexpr std::size_t some = 200;  // a short notice

constexpr std::array attempts = {
    Filters{true, true, true},
    Filters{false, true, true},
    Filters{false, false, true},
    Filters{false, false, false},
};

}  // namespace

std::string extract_article(HtmlTree& tree, const PageMetadata& metadata) {
  prepare_page(tree, tree.root());
  std::string best;
  std::size_t best_chars = 0;
  for (const Filters& filters : attempts) {
    HtmlNode* root = tree.clone(tree.root());
    HtmlNode* story = find_story(tree, root, metadata.title, true, filters);
    if (story == nullptr) continue;
    prune_story(tree, story, filters);
    const std::size_t chars = chars_in(story);
    // A weaker filter lets comments in as well; it must find far more to be believed.
    if (best_chars < some ? chars > best_chars : chars > best_chars * 2) {
      best = text_of(story);
      best_chars = chars;
    }
    if (chars >= enough) break;
  }
  return best;
}

}  // namespace blotter::reader
