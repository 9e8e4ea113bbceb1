#include "indexer/reader/xml/shortcodes.hpp"

#include "indexer/reader/strings.hpp"

#include <array>
#include <optional>

namespace blotter::reader {
namespace {

// Codes whose content is not the story: a picture's caption, a player, a form.
constexpr std::array dropped_whole = {
    std::string_view("caption"),         std::string_view("wp_caption"), std::string_view("gallery"),
    std::string_view("audio"),           std::string_view("video"),      std::string_view("playlist"),
    std::string_view("embed"),           std::string_view("youtube"),    std::string_view("vimeo"),
    std::string_view("twitter"),         std::string_view("instagram"),  std::string_view("contact-form"),
    std::string_view("contact-form-7"),  std::string_view("poll"),       std::string_view("rev_slider"),
    std::string_view("slideshow"),       std::string_view("ads"),        std::string_view("adrotate"),
    std::string_view("sc_embed_player"),
};

struct Code {
  std::string_view name;
  std::size_t end = 0;  // behind the ']'
  bool closing = false;
  bool self_closing = false;
  bool has_attributes = false;
};

// A shortcode that opens at `at`: '[' '/'? name (space attributes)? ']' with a lower-case name.
std::optional<Code> code_at(std::string_view text, std::size_t at) {
  std::size_t i = at + 1;
  Code code;
  code.closing = i < text.size() && text[i] == '/';
  if (code.closing) ++i;
  const std::size_t start = i;
  while (i < text.size() &&
         ((text[i] >= 'a' && text[i] <= 'z') || is_digit(text[i]) || text[i] == '_' || text[i] == '-'))
    ++i;
  code.name = text.substr(start, i - start);
  if (code.name.size() < 2 || is_digit(code.name[0]) || code.name[0] == '-') return std::nullopt;
  if (i < text.size() && is_space(text[i])) {
    const std::size_t end = text.substr(0, std::min(text.size(), i + 2000)).find(']', i);
    if (end == text.npos) return std::nullopt;
    code.has_attributes = text.substr(i, end - i).find('=') != text.npos;
    code.self_closing = text[end - 1] == '/';
    code.end = end + 1;
    return code;
  }
  if (i < text.size() && text[i] == '/') {
    code.self_closing = true;
    ++i;
  }
  if (i >= text.size() || text[i] != ']') return std::nullopt;
  code.end = i + 1;
  return code;
}

bool is_dropped_whole(std::string_view name) {
  return std::find(dropped_whole.begin(), dropped_whole.end(), name) != dropped_whole.end();
}

// Behind the closing tag of `name`, or npos.  Only so far as a caption may go.
std::size_t closing_end(std::string_view text, std::size_t from, std::string_view name) {
  const std::string_view window = text.substr(0, std::min(text.size(), from + 4000));
  const std::string tag = "[/" + std::string(name) + "]";
  const std::size_t at = window.find(tag, from);
  return at == window.npos ? text.npos : at + tag.size();
}

}  // namespace

std::string strip_shortcodes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t open = std::min(text.find('[', at), text.size());
    out.append(text, at, open - at);
    at = open;
    if (at == text.size()) break;
    const auto code = code_at(text, at);
    if (!code) {
      out.push_back(text[at++]);
      continue;
    }
    const bool whole = is_dropped_whole(code->name);
    const std::size_t close =
        code->closing || code->self_closing ? text.npos : closing_end(text, code->end, code->name);
    // A word in brackets is a shortcode only when it is known, has attributes, or is closed by its twin.
    if (!whole && !code->closing && !code->has_attributes && close == text.npos) {
      out.push_back(text[at++]);
      continue;
    }
    at = whole && close != text.npos ? close : code->end;
    if (!out.empty() && out.back() == ' ' && at < text.size() && text[at] == ' ') ++at;
  }
  return out;
}

}  // namespace blotter::reader
