// Telegram Desktop's export as HTML (messages.html, messages2.html …): every message with text is an article.
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/dates.hpp"
#include "indexer/reader/emitter.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/html/html_tree.hpp"
#include "indexer/reader/strings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace blotter::reader {
namespace {

bool has_class(const HtmlNode* node, std::string_view wanted) {
  bool found = false;
  split_each(node->attribute("class"), " \t\n", [&](std::string_view one) { found |= one == wanted; });
  return found;
}

// The first element of that class below `top`.
HtmlNode* find_class(const HtmlNode* top, std::string_view wanted) {
  for (HtmlNode* node = top->first; node != nullptr; node = next_in(node, top))
    if (!node->is_text() && has_class(node, wanted)) return node;
  return nullptr;
}

std::string line_of(const HtmlNode* node) {
  std::string text = node != nullptr ? text_of(node) : std::string();
  std::replace(text.begin(), text.end(), '\n', ' ');
  return std::string(trim(text));
}

// A link that the words hide follows them in brackets, as in the export as JSON.
std::string text_with_links(HtmlTree& tree, HtmlNode* node) {
  for (HtmlNode* one = node->first; one != nullptr; one = next_in(one, node)) {
    if (one->tag != Tag::a) continue;
    const std::string_view link = one->attribute("href");
    const std::string shown = text_of(one);
    const bool web = link.starts_with("http://") || link.starts_with("https://");
    if (web && shown.find(link) == shown.npos && link.find(trim(shown)) == link.npos)
      HtmlTree::append(one, tree.make_text(tree.keep(fmt::format(" ({})", link))));
  }
  return text_of(node);
}

class Chat {
 public:
  Chat(HtmlTree& tree, Emitter& emitter) : tree_(tree), emitter_(emitter) {
    if (const HtmlNode* header = find_class(tree.root(), "page_header")) name_ = line_of(find_class(header, "text"));
  }

  void read() {
    const HtmlNode* root = tree_.root();
    for (HtmlNode* node = root->first; node != nullptr;) {
      const bool is_one =
          !node->is_text() && has_class(node, "message") && node->attribute("id").starts_with("message");
      if (is_one) message(node);
      node = is_one ? after(node, root) : next_in(node, root);
    }
  }

 private:
  void message(HtmlNode* node) {
    // Services: a day begins, a member joined, a picture was changed.
    if (has_class(node, "service")) return emitter_.skip();
    HtmlNode* forwarded = find_class(node, "forwarded");
    const HtmlNode* date = find_class(node, "date");
    std::string origin;
    if (forwarded != nullptr) {
      if (HtmlNode* from = find_class(forwarded, "from_name")) {
        if (HtmlNode* stamp = find_class(from, "date")) HtmlTree::unlink(stamp);
        origin = line_of(from);
      }
    }
    const HtmlNode* from = find_class(node, "from_name");
    const bool own_name = from != nullptr && (forwarded == nullptr || !is_below(from, forwarded));
    // A message that follows another of the same sender shows no name.
    if (own_name) author_ = line_of(from);
    HtmlNode* words = find_class(node, "text");
    std::string text = words != nullptr ? text_with_links(tree_, words) : std::string();
    if (trim(text).empty()) return emitter_.skip();
    if (!origin.empty()) text.insert(0, "Forwarded from " + origin + ":\n");
    Article article;
    article.body = std::move(text);
    article.id = fmt::format("telegram:{}/{}", name_, node->attribute("id").substr(std::string_view("message").size()));
    if (date != nullptr) article.published = day_of(date->attribute("title"));
    article.source = name_;
    if (const std::string signature = line_of(find_class(node, "signature")); !signature.empty())
      article.authors.push_back(signature);
    else if (!author_.empty()) article.authors.push_back(author_);
    emitter_.emit_bounded(std::string(node->attribute("id")), std::move(article));
  }

  static bool is_below(const HtmlNode* node, const HtmlNode* above) {
    for (; node != nullptr; node = node->parent)
      if (node == above) return true;
    return false;
  }

  HtmlTree& tree_;
  Emitter& emitter_;
  std::string name_;
  std::string author_;
};

int recognise(const Sniff& sniff) {
  const std::string_view head = sniff.head.substr(0, 16384);
  if (head.find("page_wrap") == head.npos || head.find("page_body chat_page") == head.npos) return 0;
  return find_fold(head, "<html") != head.npos ? 92 : 0;
}

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, true);
  const Result<std::string> bytes = read_all(stream, emitter.limits().article_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  std::string storage;
  HtmlTree tree;
  if (std::optional<Error> cut = tree.parse(as_utf8(*bytes, "UTF-8", storage), emitter.limits()))
    emitter.reject({}, cut->code, std::move(cut->message));
  Chat(tree, emitter).read();
  return {};
}

}  // namespace

extern const Format telegramhtml_format;
constinit const Format telegramhtml_format{"telegramhtml", "Telegram export as HTML", "html", recognise, read};

}  // namespace blotter::reader
