#include "indexer/reader/xml/wikitext.hpp"

#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/strings.hpp"

#include <array>

namespace blotter::reader {
namespace {

constexpr std::size_t max_link = 4096;  // bytes of an outer link, or of the tag of a reference

constexpr std::array category_names = {std::string_view("category"),  std::string_view("категория"),
                                       std::string_view("Категория"), std::string_view("санат"),
                                       std::string_view("Санат"),     std::string_view("turkum"),
                                       std::string_view("kategoriya")};
constexpr std::array file_names = {std::string_view("file"),  std::string_view("image"), std::string_view("media"),
                                   std::string_view("файл"),  std::string_view("Файл"),  std::string_view("сүрөт"),
                                   std::string_view("Сурет"), std::string_view("fayl"),  std::string_view("special")};

template <class Names>
bool is_named(std::string_view text, const Names& names) {
  for (const std::string_view name : names)
    if (equal_fold(text, name)) return true;
  return false;
}

// Where the construct that opens at `at` closes; npos when it does not.
std::size_t closing(std::string_view s, std::size_t at, std::string_view open, std::string_view close) {
  int depth = 0;
  const std::string_view window = s.substr(0, std::min(s.size(), at + (1 << 18)));
  for (std::size_t i = at; i < window.size();) {
    if (window.substr(i).starts_with(open)) {
      if (++depth > 64) return s.npos;
      i += open.size();
    } else if (window.substr(i).starts_with(close)) {
      i += close.size();
      if (--depth == 0) return i;
    } else {
      ++i;
    }
  }
  return s.npos;
}

class Stripper {
 public:
  explicit Stripper(std::string_view markup) : s_(markup) {}

  WikiText run() {
    while (at_ < s_.size()) {
      const std::string_view rest = s_.substr(at_);
      if (rest.starts_with("{{")) template_();
      else if (rest.starts_with("{|")) skip_to(closing(s_, at_, "{|", "|}"));
      else if (rest.starts_with("[[")) link();
      else if (rest.starts_with("[http")) outer_link();
      else if (rest.starts_with("<!--")) skip_past("-->");
      else if (starts_fold(rest, "<ref")) reference();
      else if (rest.starts_with("''")) quotes();
      else if (rest.starts_with("__") && rest.find("__", 2) < 20) at_ += rest.find("__", 2) + 2;
      else if (at_ == 0 || s_[at_ - 1] == '\n') line_start();
      else put();
    }
    found_.body = html_fragment_text(paragraphs());
    return std::move(found_);
  }

 private:
  void put() { out_ += s_[at_++]; }
  // Where the sign that ends a link or a tag is, npos when it is too far off to do so.
  [[nodiscard]] std::size_t find_near(char sign) const { return s_.substr(0, at_ + max_link).find(sign, at_); }
  void skip_to(std::size_t end) {
    if (end == s_.npos) put();
    else at_ = end;
  }
  void skip_past(std::string_view what) {
    const std::size_t end = s_.find(what, at_);
    at_ = end == s_.npos ? s_.size() : end + what.size();
  }
  void template_() {
    const std::size_t end = closing(s_, at_, "{{", "}}");
    if (end == s_.npos) {
      at_ += 2;
      return;
    }
    const std::string_view inside = s_.substr(at_ + 2, end - at_ - 4);
    const std::size_t bar = inside.find('|');
    const std::string_view name = trim(inside.substr(0, bar));
    if (bar != inside.npos && (equal_fold(name, "date") || name == "дата" || name == "Дата") && found_.date.empty())
      found_.date = trim(inside.substr(bar + 1));
    else if (bar != inside.npos && (equal_fold(name, "w") || equal_fold(name, "lang")))
      out_ += inside.substr(inside.rfind('|') + 1);
    at_ = end;
  }
  void link() {
    const std::size_t end = closing(s_, at_, "[[", "]]");
    if (end == s_.npos) {
      at_ += 2;
      return;
    }
    std::string_view inside = s_.substr(at_ + 2, end - at_ - 4);
    at_ = end;
    const bool shown = inside.starts_with(':');
    if (shown) inside.remove_prefix(1);
    const std::string_view target = inside.substr(0, inside.find('|'));
    const std::size_t colon = target.find(':');
    const std::string_view space = colon == target.npos ? std::string_view{} : trim(target.substr(0, colon));
    if (!shown && is_named(space, category_names)) {
      found_.categories.emplace_back(trim(target.substr(colon + 1)));
      return;
    }
    if (!shown && (is_named(space, file_names) || (space.size() == 2 && is_ascii_alpha(space[0])))) return;
    const std::size_t bar = inside.rfind('|');
    out_ += bar == inside.npos ? inside : inside.substr(bar + 1);
  }
  void outer_link() {
    const std::size_t end = find_near(']');
    if (end == s_.npos) return put();
    const std::string_view inside = s_.substr(at_ + 1, end - at_ - 1);
    const std::size_t blank = inside.find(' ');
    if (blank != inside.npos) out_ += inside.substr(blank + 1);
    at_ = end + 1;
  }
  void reference() {
    const std::size_t end = find_near('>');
    if (end == s_.npos) return put();
    at_ = s_[end - 1] == '/' ? end + 1 : at_;
    if (at_ == end + 1) return;
    const std::size_t close = may_close_ref_ ? find_fold(s_, "</ref>", end) : s_.npos;
    may_close_ref_ = close != s_.npos;
    at_ = close == s_.npos ? end + 1 : close + 6;
  }
  void quotes() {
    while (at_ < s_.size() && s_[at_] == '\'') ++at_;
  }
  void line_start() {
    const char c = s_[at_];
    if (c == '=' || c == '*' || c == '#' || c == ':' || c == ';') {
      while (at_ < s_.size() && (s_[at_] == c || s_[at_] == ' ')) ++at_;
      out_ += '\n';
      if (c == '=') heading();
      return;
    }
    if (s_.substr(at_).starts_with("----")) {
      while (at_ < s_.size() && s_[at_] == '-') ++at_;
      return;
    }
    put();
  }
  void heading() {
    const std::size_t end = std::min(s_.find('\n', at_), s_.size());
    std::string_view line = trim(s_.substr(at_, end - at_));
    while (line.ends_with('=')) line.remove_suffix(1);
    out_.append(trim(line)).append("\n\n");
    at_ = end;
  }
  // Blank lines part paragraphs; single breaks inside do not.
  [[nodiscard]] std::string paragraphs() const {
    std::string html;
    for (std::string_view rest = out_; !rest.empty();) {
      const std::string_view line = trim(take_line(rest));
      if (line.empty()) html += "<p>";
      else html.append(line).append("\n");
    }
    return html;
  }

  std::string_view s_;
  std::size_t at_ = 0;
  bool may_close_ref_ = true;  // false once no </ref> follows
  std::string out_;
  WikiText found_;
};

}  // namespace

WikiText plain_wikitext(std::string_view markup) { return Stripper(markup).run(); }

}  // namespace blotter::reader
