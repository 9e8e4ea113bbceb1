#include "indexer/reader/html/html_text.hpp"

#include "indexer/reader/strings.hpp"
#include "indexer/reader/xml/shortcodes.hpp"

#include <algorithm>

namespace blotter::reader {
namespace {

bool is_silent(Tag tag) {
  switch (tag) {
    case Tag::script:
    case Tag::style:
    case Tag::noscript:
    case Tag::template_:
    case Tag::head:
    case Tag::svg:

    case Tag::iframe:
    case Tag::applet:
    case Tag::button:
    case Tag::select:
    case Tag::textarea:
    case Tag::audio:
    case Tag::video:
    case Tag::canvas: return true;
    default: return false;
  }
}

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out), start_(out.size()) {}

  void block() { line_ = true; }
  void characters(std::string_view text, bool keep_lines) {
    std::size_t at = 0;
    while (at < text.size()) {
      if (is_space(text[at])) {
        if (keep_lines && text[at] == '\n') line_ = true;
        else blank_ = true;
        ++at;
        continue;
      }
      // Words with single blanks between them go over in one piece.
      std::size_t end = at;
      while (end < text.size() &&
             (!is_space(text[end]) || (text[end] == ' ' && end + 1 < text.size() && !is_space(text[end + 1]))))
        ++end;
      separate();
      out_.append(text, at, end - at);
      at = end;
    }
  }
  void blank() { blank_ = true; }

 private:
  void separate() {
    if (out_.size() > start_) {
      if (line_) out_.push_back('\n');
      else if (blank_) out_.push_back(' ');
    }
    line_ = blank_ = false;
  }
  std::string& out_;
  std::size_t start_;
  bool line_ = false;
  bool blank_ = false;
};

void open(Tag tag, Writer& writer, int& preformatted) {
  if (tag == Tag::td || tag == Tag::th) writer.blank();
  else if (is_block(tag) || tag == Tag::br) writer.block();
  if (tag == Tag::pre) ++preformatted;
}

// "x <y" with nothing that closes it opens no element: a parser would take the rest of the text for the element's.
std::string with_open_signs(std::string_view html) {
  const std::size_t closed = html.rfind('>');
  const std::size_t from = closed == html.npos ? 0 : closed + 1;
  std::string out(html.substr(0, from));
  for (std::string_view rest = html.substr(from); !rest.empty();) {
    const std::size_t sign = std::min(rest.find('<'), rest.size());
    out.append(rest.substr(0, sign));
    rest.remove_prefix(sign);
    if (rest.empty()) break;
    rest.remove_prefix(1);
    const auto* const end = std::find_if_not(rest.begin(), rest.end(), is_ascii_alnum);
    const std::string name = lower(rest.substr(0, static_cast<std::size_t>(end - rest.begin())));
    out += !name.empty() && tag_of(name) == Tag::unknown ? "&lt;" : "<";
  }
  return out;
}

}  // namespace

void append_text(const HtmlNode* top, std::string& out) {
  Writer writer(out);
  int preformatted = 0;
  const HtmlNode* node = top;
  while (node != nullptr) {
    if (node->is_text()) writer.characters(node->text, preformatted > 0);
    const bool enter = node->first != nullptr && !is_silent(node->tag);
    if (!node->is_text()) open(node->tag, writer, preformatted);
    if (enter) {
      node = node->first;
      continue;
    }
    // Leave this node and every ancestor that ends with it.
    while (true) {
      if (node->tag == Tag::pre) --preformatted;
      if (node->tag != Tag::td && node->tag != Tag::th && is_block(node->tag)) writer.block();
      if (node == top) return;
      if (node->next != nullptr) break;
      node = node->parent;
    }
    node = node->next;
  }
}

std::string text_of(const HtmlNode* node) {
  std::string out;
  append_text(node, out);
  return out;
}

bool looks_like_html(std::string_view text) {
  std::size_t tag = text.find('<'), entity = text.find('&');
  for (std::size_t at = std::min(tag, entity); at != text.npos; at = std::min(tag, entity)) {
    const std::string_view rest = text.substr(at + 1, 40);
    if (rest.empty()) return false;
    if (text[at] == '<' && (is_ascii_alpha(rest[0]) || rest[0] == '/' || rest[0] == '!')) return true;
    const std::size_t end = rest.find(';');
    if (text[at] == '&' && end != rest.npos && end > 1 && end < 32 && (is_ascii_alpha(rest[0]) || rest[0] == '#'))
      return true;
    (at == tag ? tag : entity) = text.find(text[at], at + 1);
  }
  return false;
}

std::string html_fragment_text(std::string_view html) {
  std::string out;
  if (looks_like_html(html)) {
    HtmlTree tree;
    const bool open = html.find('<', html.rfind('>') + 1) != html.npos;  // npos + 1 is 0
    const std::string closed = open ? with_open_signs(html) : std::string();
    (void)tree.parse(open ? std::string_view(closed) : html);
    append_text(tree.root(), out);
  } else {
    out = html;
  }
  return out.find('[') == std::string::npos ? out : strip_shortcodes(out);
}

}  // namespace blotter::reader
