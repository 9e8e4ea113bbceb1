#include "indexer/reader/mail/mime.hpp"

#include "indexer/reader/encoding.hpp"
#include "indexer/reader/mail/base64.hpp"
#include "indexer/reader/strings.hpp"

#include <map>
#include <optional>

namespace blotter::reader {
namespace {

using Fields = std::map<std::string, std::string, std::less<>>;

// Header fields, folded lines joined; the first of a name counts.
Fields take_fields(std::string_view& rest) {
  Fields fields;
  std::string name;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (line.empty()) break;
    if (is_space(line[0])) {
      if (const auto at = fields.find(name); at != fields.end()) at->second.append(" ").append(trim(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == line.npos) continue;
    name = lower(trim(line.substr(0, colon)));
    if (!fields.emplace(name, trim(line.substr(colon + 1))).second) name.clear();
  }
  return fields;
}

std::string_view get(const Fields& fields, std::string_view name) {
  const auto at = fields.find(name);
  return at != fields.end() ? std::string_view(at->second) : std::string_view{};
}

// A parameter of a structured field: charset=utf-8, boundary="x".
std::string parameter(std::string_view value, std::string_view name) {
  for (std::size_t at = find_fold(value, name); at != value.npos; at = find_fold(value, name, at + 1)) {
    std::string_view rest = trim(value.substr(at + name.size()));
    if (!rest.starts_with('=') || (at > 0 && value[at - 1] != ';' && !is_space(value[at - 1]))) continue;
    rest = trim(rest.substr(1));
    if (rest.starts_with('"')) return std::string(rest.substr(1, std::min(rest.find('"', 1), rest.size()) - 1));
    return std::string(trim(rest.substr(0, rest.find_first_of("; \t"))));
  }
  return {};
}

std::string decode_body(std::string_view body, std::string_view transfer) {
  if (equal_fold(transfer, "base64")) return decode_base64(body).value_or(std::string());
  if (equal_fold(transfer, "quoted-printable")) return decode_quoted_printable(body);
  return std::string(body);
}

struct Text {
  std::string plain, html;
  int deepest = 0;
  bool too_deep = false;
};

void read_part(const Fields& fields, std::string_view body, Text& text, int depth);

void read_multipart(std::string_view body, const std::string& boundary, Text& text, int depth) {
  const std::string mark = "--" + boundary;
  std::size_t at = body.starts_with(mark) ? 0 : body.find("\n" + mark);
  while (at != body.npos) {
    const std::size_t start = body.find(mark, at) + mark.size();
    if (body.substr(start).starts_with("--")) return;
    const std::size_t end = body.find("\n" + mark, start);
    std::string_view part = body.substr(start, std::min(end, body.size()) - start);
    (void)take_line(part);
    const Fields fields = take_fields(part);
    read_part(fields, part, text, depth + 1);
    at = end;
  }
}

void read_part(const Fields& fields, std::string_view body, Text& text, int depth) {
  if (depth > text.deepest) {
    text.too_deep = true;
    return;
  }
  const std::string_view type = get(fields, "content-type");
  if (starts_fold(type, "multipart/")) {
    if (const std::string boundary = parameter(type, "boundary"); !boundary.empty())
      read_multipart(body, boundary, text, depth);
    return;
  }
  if (starts_fold(get(fields, "content-disposition"), "attachment")) return;
  if (starts_fold(type, "message/rfc822")) {
    const Fields inner = take_fields(body);
    return read_part(inner, body, text, depth + 1);
  }
  const bool html = starts_fold(type, "text/html");
  if (!type.empty() && !html && !starts_fold(type, "text/plain")) return;
  const std::string decoded = decode_body(body, get(fields, "content-transfer-encoding"));
  std::string storage;
  std::string& into = html ? text.html : text.plain;
  into.append(as_utf8(decoded, parameter(type, "charset"), storage)).push_back('\n');
}

}  // namespace

std::string decode_header_words(std::string_view value) {
  std::string out;
  std::string pending;  // bytes of neighbouring words in one charset: a character may be cut between them
  std::string charset;
  const auto flush = [&] {
    std::string storage;
    if (!pending.empty()) out += as_utf8(pending, charset, storage);
    pending.clear();
  };
  while (!value.empty()) {
    const std::size_t open = value.find("=?");
    const std::size_t first = open == value.npos ? open : value.find('?', open + 2);
    const std::size_t end = first == value.npos || first + 3 > value.size() ? value.npos : value.find("?=", first + 3);
    if (end == value.npos) break;
    const std::string_view before = value.substr(0, open);
    if (pending.empty() || !trim(before).empty()) {
      flush();
      out += before;
    }
    const std::string name(value.substr(open + 2, first - open - 2));
    if (name != charset) flush();
    charset = name;
    const std::string_view word = value.substr(first + 3, end - first - 3);
    pending += lower(value[first + 1]) == 'b' ? decode_base64(word).value_or(std::string())
                                              : decode_quoted_printable(word, true);
    value.remove_prefix(end + 2);
  }
  flush();
  return out.append(value);
}

MailMessage parse_mail(std::string_view message, int deepest) {
  const Fields fields = take_fields(message);
  MailMessage mail;
  mail.subject = decode_header_words(get(fields, "subject"));
  mail.from = decode_header_words(get(fields, "from"));
  mail.date = get(fields, "date");
  std::string_view id = trim(get(fields, "message-id"));
  if (id.starts_with('<')) id = id.substr(1, std::min(id.find('>'), id.size()) - 1);
  mail.message_id = id;
  mail.list_id = decode_header_words(get(fields, "list-id"));
  Text text;
  text.deepest = deepest;
  read_part(fields, message, text, 0);
  mail.too_deep = text.too_deep;
  mail.is_html = trim(text.plain).empty() && !text.html.empty();
  mail.text = mail.is_html ? std::move(text.html) : std::move(text.plain);
  return mail;
}

}  // namespace blotter::reader
