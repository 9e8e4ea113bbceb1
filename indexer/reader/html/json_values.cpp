// JSON as pages hold it, to JSON as a parser wants it.
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/html/json_ld.hpp"
#include "indexer/reader/strings.hpp"

#include <algorithm>
#include <utility>

namespace blotter::reader {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::vector<std::string> run() {
    while (at_ < text_.size()) {
      if (depth_ == 0 && text_.substr(at_).starts_with("<![CDATA[")) at_ += 9;
      const char c = at_ < text_.size() ? text_[at_] : ' ';
      if (c == '/' && skip_comment()) continue;
      if (c == '{' || c == '[') {
        ++depth_;
        append(c);
      } else if (depth_ == 0) {
        ++at_;  // a byte order mark, <!--, the end of CDATA, a semicolon
      } else if (c == '"') {
        string();
      } else if (c == ',') {
        comma_ = true;
        ++at_;
      } else if (c == '}' || c == ']') {
        comma_ = false;
        append(c);
        if (--depth_ == 0) values_.push_back(std::exchange(out_, {}));
      } else if (is_space(c)) {
        ++at_;
      } else {
        append(c);
      }
    }
    return std::move(values_);
  }

 private:
  void append(char c) {
    if (comma_) out_ += ',';
    comma_ = false;
    out_ += c;
    ++at_;
  }
  bool skip_comment() {
    const std::string_view rest = text_.substr(at_);
    std::size_t end = 0;
    if (rest.starts_with("/*")) {
      end = rest.find("*/", 2);
      end = end == rest.npos ? rest.size() : end + 2;
    } else if (rest.starts_with("//") && depth_ > 0) {
      end = std::min(rest.find('\n'), rest.size());
    }
    at_ += end;
    return end > 0;
  }
  void string() {
    append('"');
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '\\' && at_ < text_.size()) {
        const char escaped = text_[at_++];
        if (std::string_view("\"\\/bfnrtu").find(escaped) != std::string_view::npos) (out_ += c) += escaped;
        else out_ += escaped;
        continue;
      }
      out_ += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
      if (c == '"') return;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool comma_ = false;  // one is due before the next token, unless that closes
  std::string out_;
  std::vector<std::string> values_;
};

}  // namespace

std::vector<std::string> json_values(std::string_view script) {
  // Escaped as if it were text of the page.
  if (script.find('"') == script.npos && script.find("&quot;") != script.npos) {
    const std::string plain = html_fragment_text(script);
    return Scanner(plain).run();
  }
  return Scanner(script).run();
}

}  // namespace blotter::reader
