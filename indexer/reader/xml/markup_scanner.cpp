#include "indexer/reader/xml/markup_scanner.hpp"

#include "common/text/utf8.hpp"
#include "indexer/reader/html/html_entities.hpp"
#include "indexer/reader/strings.hpp"

#include <algorithm>

namespace blotter::reader {
namespace {

constexpr std::size_t max_tag = 1 << 20;
constexpr std::size_t max_opening = 16;  // bytes by which markup is recognised, and to spare
constexpr std::string_view cdata_opening = "<![CDATA[";

bool is_name_start(char c) { return is_ascii_alpha(c) || c == '_' || (static_cast<unsigned char>(c) & 0x80) != 0; }
bool ends_name(char c) { return is_space(c) || c == '/' || c == '>' || c == '='; }

bool begins_markup(std::string_view rest) {
  if (rest.size() < 2 || rest[0] != '<') return false;
  if (rest[1] == '/') return rest.size() > 2 && is_name_start(rest[2]);
  return is_name_start(rest[1]) || rest[1] == '!' || rest[1] == '?';
}

}  // namespace

Result<bool> MarkupScanner::fill() {
  if (finished_) return false;
  const auto piece = stream_.next();
  if (!piece) return tl::unexpected(piece.error());
  if (piece->empty()) {
    finished_ = true;
    return false;
  }
  if (at_ > 0) {
    buffer_.erase(0, at_);
    unquoted_to_ -= std::min(at_, unquoted_to_);
    at_ = 0;
  }
  buffer_.append(*piece);
  return true;
}

// Distance from at_ to `what`, npos when the input ends before; reads on as far as the limit.
Result<std::size_t> MarkupScanner::find(std::string_view what, std::size_t from) {
  while (true) {
    const std::size_t found = buffer_.find(what, at_ + from);
    if (found != std::string::npos) return found - at_;
    const std::size_t have = buffer_.size() - at_;
    if (have > limit_) return std::string::npos;
    from = std::max(from, have >= what.size() ? have - what.size() + 1 : 0);
    auto more = fill();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return std::string::npos;
  }
}

Result<bool> MarkupScanner::skip_past(std::string_view what) {
  while (true) {
    auto found = find(what, 0);
    if (!found) return tl::unexpected(found.error());
    if (*found != std::string::npos) {
      at_ += *found + what.size();
      return true;
    }
    if (finished_) {
      at_ = buffer_.size();
      return false;
    }
    at_ = buffer_.size() - std::min(buffer_.size() - at_, what.size() - 1);
  }
}

// Distance from at_ ('<') to behind the '>' that closes the tag; quotation marks hide a '>'.  Where they have once
// hidden so much that it can be no tag, they hide nothing, so that no byte is looked at again from each '<' before it.
Result<std::size_t> MarkupScanner::tag_end() {
  const bool quotes = at_ >= unquoted_to_;
  char quote = 0;
  std::size_t i = 1;
  const auto none = [&] {
    if (quotes) unquoted_to_ = at_ + i;
    return std::string::npos;
  };
  while (true) {
    for (; at_ + i < buffer_.size(); ++i) {
      const char c = buffer_[at_ + i];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '>') {
        return i + 1;
      } else if (quotes && (c == '"' || c == '\'') && buffer_[at_ + i - 1] == '=') {
        quote = c;
      } else if (c == '<') {
        return std::string::npos;  // a stray '<' before
      }
    }
    if (i > max_tag) return none();
    auto more = fill();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return none();
  }
}

// "<!DOCTYPE … [ … ]>": the internal subset is passed over, its entities stay unknown.
Result<bool> MarkupScanner::skip_doctype() {
  auto end = find(">", 0);
  if (!end) return tl::unexpected(end.error());
  const std::size_t stop = *end == std::string::npos ? buffer_.size() : at_ + *end;
  if (std::string_view(buffer_).substr(at_, stop - at_).find('[') != std::string_view::npos) {
    if (auto closed = skip_past("]"); !closed) return closed;
    // An entity's value may hold a ']' too; the subset's own is followed by '>'.
    while (true) {
      while (at_ < buffer_.size() && is_space(buffer_[at_])) ++at_;
      if (at_ < buffer_.size() && buffer_[at_] == '>') break;
      auto closed = skip_past("]");
      if (!closed || !*closed) return closed;
      if (at_ == buffer_.size())
        if (auto more = fill(); !more) return more;
    }
  }
  return skip_past(">");
}

Markup MarkupScanner::make_tag(std::size_t end) {
  Markup tag;
  std::string_view inside = std::string_view(buffer_).substr(at_ + 1, end - 2);
  at_ += end;
  tag.kind = inside.starts_with('/') ? Markup::end : Markup::start;
  if (tag.kind == Markup::end) inside.remove_prefix(1);
  std::size_t n = 0;
  while (n < inside.size() && !ends_name(inside[n])) ++n;
  tag.name = inside.substr(0, n);
  tag.attributes = trim(inside.substr(n));
  if (tag.kind == Markup::start && tag.attributes.ends_with('/')) {
    tag.empty_element = true;
    tag.attributes = trim(tag.attributes.substr(0, tag.attributes.size() - 1));
  }
  return tag;
}

// Reads on to the longest opening that next() looks for; false at the end of the input.
Result<bool> MarkupScanner::has_more() {
  while (buffer_.size() - at_ < max_opening) {
    auto more = fill();
    if (!more) return more;
    if (!*more) break;
  }
  return at_ < buffer_.size();
}

Markup MarkupScanner::take(std::size_t length, bool literal) {
  const std::string_view characters = std::string_view(buffer_).substr(at_, length);
  at_ += length;
  return {Markup::text, {}, {}, characters, false, literal};
}

Result<Markup> MarkupScanner::text() {
  const auto end = find("<", 1);
  if (!end) return tl::unexpected(end.error());
  return take(std::min(*end, buffer_.size() - at_), false);
}

Result<Markup> MarkupScanner::cdata() {
  constexpr std::string_view closing = "]]>";
  const auto end = find(closing, cdata_opening.size());
  if (!end) return tl::unexpected(end.error());
  at_ += cdata_opening.size();
  const Markup inside = take(std::min(*end - cdata_opening.size(), buffer_.size() - at_), true);
  at_ += std::min(closing.size(), buffer_.size() - at_);
  return inside;
}

// A '<' that no '>' closes is text.
Result<Markup> MarkupScanner::tag() {
  const auto end = tag_end();
  if (!end) return tl::unexpected(end.error());
  return *end == std::string::npos ? take(1, true) : make_tag(*end);
}

// A comment, a processing instruction or a declaration.
Result<bool> MarkupScanner::skip(std::string_view rest) {
  if (rest.starts_with("<!--")) return skip_past("-->");
  if (rest.starts_with("<?")) return skip_past(">");
  return skip_doctype();
}

Result<Markup> MarkupScanner::next() {
  while (true) {
    const auto more = has_more();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return Markup{};
    const std::string_view rest = std::string_view(buffer_).substr(at_);
    if (!begins_markup(rest)) return text();
    if (rest.starts_with(cdata_opening)) return cdata();
    if (rest[1] != '!' && rest[1] != '?') return tag();
    if (const auto skipped = skip(rest); !skipped) return tl::unexpected(skipped.error());
  }
}

std::vector<std::pair<std::string, std::string>> parse_attributes(std::string_view raw) {
  std::vector<std::pair<std::string, std::string>> out;
  while (!(raw = trim(raw)).empty()) {
    std::size_t n = 0;
    while (n < raw.size() && !ends_name(raw[n])) ++n;
    if (n == 0) {
      raw.remove_prefix(1);
      continue;
    }
    std::string name(raw.substr(0, n));
    raw = trim(raw.substr(n));
    std::string value;
    if (raw.starts_with('=')) {
      raw = trim(raw.substr(1));
      const bool quoted = raw.starts_with('"') || raw.starts_with('\'');
      const std::size_t end = quoted ? raw.find(raw[0], 1) : raw.find_first_of(" \t\r\n");
      const std::size_t stop = std::min(end, raw.size());
      append_unescaped(raw.substr(quoted ? 1 : 0, stop - (quoted ? 1 : 0)), value);
      raw.remove_prefix(std::min(stop + (quoted ? 1 : 0), raw.size()));
    }
    out.emplace_back(std::move(name), std::move(value));
  }
  return out;
}

void append_unescaped(std::string_view raw, std::string& out) {
  while (!raw.empty()) {
    const std::size_t amp = std::min(raw.find('&'), raw.size());
    out.append(raw, 0, amp);
    raw.remove_prefix(amp);
    if (raw.empty()) return;
    const std::size_t end = raw.substr(0, 40).find(';');
    const char32_t c = end == raw.npos ? 0 : character_of_reference(raw.substr(1, end - 1));
    if (c == 0) {
      out.push_back('&');
      raw.remove_prefix(1);
    } else {
      text::append_utf8(c, out);
      raw.remove_prefix(end + 1);
    }
  }
}

}  // namespace blotter::reader
