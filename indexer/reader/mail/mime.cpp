#include "indexer/reader/mail/mime.hpp"

#include "indexer/reader/dates.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/text/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <gmime/gmime.h>
#include <memory>
#include <mutex>

namespace blotter::reader {
namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Handle = std::unique_ptr<T, Unref>;

std::string taken(char* text) {
  std::string out = text != nullptr ? text : "";
  g_free(text);
  return out;
}

std::string_view view(const char* text) { return text != nullptr ? text : ""; }

// Blanks behind a soft line break ("=  ") are padding of a relay (RFC 2045, 6.7), which GMime takes for text.
std::string without_padding(std::string_view message) {
  std::string out;
  out.reserve(message.size());
  while (!message.empty()) {
    const std::size_t end = std::min(message.find('\n'), message.size());
    std::string_view line = message.substr(0, end);
    message.remove_prefix(std::min(end + 1, message.size()));
    std::string_view bare = line;
    while (!bare.empty() && (is_space(bare.back()))) bare.remove_suffix(1);
    if (bare.ends_with('=')) line = bare;
    out.append(line).push_back('\n');
  }
  return out;
}

// The value with its base64 words ("=?utf-8?B?0JA?=") rewritten as quoted ones.  GMime joins neighbours of one charset
// before it decodes them, since a letter may be split between two: base64 then ends at the padding of the first word,
// and a word without padding loses its last letter.
std::string with_quoted_words(std::string_view value) {
  constexpr std::string_view ends_of_part = "? \t\r\n";
  std::string out;
  for (std::size_t at = value.find("=?"); at != value.npos; at = value.find("=?")) {
    const std::size_t charset_end = std::min(value.find_first_of(ends_of_part, at + 2), value.size());
    out.append(value.substr(0, charset_end));
    value.remove_prefix(charset_end);
    if (!value.starts_with("?B?") && !value.starts_with("?b?")) continue;
    const std::size_t end = value.find_first_of(ends_of_part, 3);
    if (end == value.npos || !value.substr(end).starts_with("?=")) continue;
    out.append("?Q?");
    for (const char byte : decode_base64(value.substr(3, end - 3)))
      fmt::format_to(std::back_inserter(out), "={:02X}", static_cast<unsigned char>(byte));
    value.remove_prefix(end);
  }
  return out.append(value);
}

// A header's value, folded as it was, its bytes in any encoding: those of the body's charset where no word says it.
std::string header(GMimeObject* object, const char* name, std::string_view charset) {
  GMimeHeaderList* list = g_mime_object_get_header_list(object);
  GMimeHeader* found = g_mime_header_list_get_header(list, name);
  if (found == nullptr) return {};
  std::string storage;
  const std::string raw = with_quoted_words(as_utf8(trim(view(g_mime_header_get_raw_value(found))), charset, storage));
  return taken(g_mime_utils_header_decode_text(nullptr, raw.c_str()));
}

std::string parameter(GMimeObject* part, const char* name) {
  return std::string(view(g_mime_object_get_content_type_parameter(part, name)));
}

std::string bytes_of(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  const Handle<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, stream.get());
  const GByteArray* array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  return {reinterpret_cast<const char*>(array->data), array->len};
}

std::string message_bytes(GMimeMessagePart* part) {
  GMimeMessage* message = g_mime_message_part_get_message(part);
  return message != nullptr ? taken(g_mime_object_to_string(GMIME_OBJECT(message), nullptr)) : std::string();
}

bool is_attached(GMimeObject* object) {
  GMimeContentDisposition* disposition = g_mime_object_get_content_disposition(object);
  return disposition != nullptr && g_mime_content_disposition_is_attachment(disposition) != FALSE;
}

std::string file_name(GMimeObject* object) {
  std::string name = GMIME_IS_PART(object) ? std::string(view(g_mime_part_get_filename(GMIME_PART(object))))
                                           : parameter(object, "name");
  if (!name.empty() || GMIME_IS_PART(object)) return name;
  return std::string(view(g_mime_object_get_content_disposition_parameter(object, "filename")));
}

// RFC 3676: a line that ends with a blank goes on in the next; with DelSp the blank is not the text's.
std::string unflow(std::string_view text, bool delete_space) {
  std::string out;
  while (!text.empty()) {
    std::string_view line = take_line(text);
    if (line.starts_with(' ')) line.remove_prefix(1);  // stuffed
    const bool flows = line.ends_with(' ') && line != "-- ";
    if (flows && delete_space) line.remove_suffix(1);
    out += line;
    if (!flows) out += '\n';
  }
  return out;
}

// The text below "-- " is a signature.
std::string_view without_signature(std::string_view text) {
  const std::size_t at = text.find("\n-- \n");
  return at == text.npos ? text : text.substr(0, at);
}

// Words, addresses of the web left out: a stub that says "open it in your browser" is no richer for its link.
std::size_t words_in(std::string_view text) {
  std::size_t words = 0;
  split_each(text, " \n\t", [&words](std::string_view word) { words += word.find("://") == word.npos ? 1u : 0u; });
  return words;
}

class PartReader {
 public:
  PartReader(MailMessage& mail, int max_depth) : mail_(mail), max_depth_(max_depth) {}

  std::string text(GMimeObject* object, int depth) {
    if (object == nullptr) return {};
    if (depth > max_depth_) {
      mail_.too_deep = true;
      return {};
    }
    if (GMIME_IS_MULTIPART(object)) return multipart(GMIME_MULTIPART(object), depth);
    if (GMIME_IS_MESSAGE_PART(object)) {
      if (is_attached(object)) return attach(object, message_bytes(GMIME_MESSAGE_PART(object)));
      GMimeMessage* inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
      return inner != nullptr ? text(g_mime_message_get_mime_part(inner), depth + 1) : std::string();
    }
    return GMIME_IS_PART(object) ? leaf(GMIME_PART(object)) : std::string();
  }

 private:
  std::string multipart(GMimeMultipart* parts, int depth) {
    const std::string_view subtype =
        view(g_mime_content_type_get_media_subtype(g_mime_object_get_content_type(GMIME_OBJECT(parts))));
    const bool alternative = equal_fold(subtype, "alternative");
    std::string joined;
    std::size_t max_words = 0;
    for (int i = 0; i < g_mime_multipart_get_count(parts); ++i) {
      std::string one = text(g_mime_multipart_get_part(parts, i), depth + 1);
      if (!alternative) {
        if (!trim(one).empty()) joined.append(one).push_back('\n');
        continue;
      }
      // The parts of an alternative say the same, the first the plainest; a later one must say clearly more.
      const std::size_t words = words_in(one);
      if (words > max_words + max_words / 2) {
        max_words = words;
        joined = std::move(one);
      }
    }
    return joined;
  }

  std::string leaf(GMimePart* part) {
    GMimeObject* object = GMIME_OBJECT(part);
    GMimeContentType* type = g_mime_object_get_content_type(object);
    const bool html = g_mime_content_type_is_type(type, "text", "html") != FALSE;
    const bool plain = g_mime_content_type_is_type(type, "text", "plain") != FALSE;
    if (is_attached(object) || (!html && !plain)) return attach(object, bytes_of(part));
    const std::string bytes = bytes_of(part);
    std::string storage;
    const std::string_view text = as_utf8(bytes, parameter(object, "charset"), storage);
    if (html) return html_fragment_text(text);
    if (equal_fold(parameter(object, "format"), "flowed"))
      return std::string(without_signature(unflow(text, equal_fold(parameter(object, "delsp"), "yes"))));
    return unwrap_lines(without_signature(text));
  }

  // Has no text in the message.
  std::string attach(GMimeObject* object, std::string bytes) {
    std::string name = file_name(object);
    if (name.empty()) name = taken(g_mime_content_type_get_mime_type(g_mime_object_get_content_type(object)));
    mail_.attachments.push_back({std::move(name), std::move(bytes)});
    return {};
  }

  MailMessage& mail_;
  int max_depth_;
};

// The charset of the first text part that names one.
std::string charset_of(GMimeObject* object, int depth) {
  if (object == nullptr || depth > 8) return {};
  if (std::string named = parameter(object, "charset"); !named.empty()) return named;
  if (!GMIME_IS_MULTIPART(object)) return {};
  for (int i = 0; i < g_mime_multipart_get_count(GMIME_MULTIPART(object)); ++i)
    if (std::string named = charset_of(g_mime_multipart_get_part(GMIME_MULTIPART(object), i), depth + 1);
        !named.empty())
      return named;
  return {};
}

void start_gmime() {
  static std::once_flag once;
  std::call_once(once, g_mime_init);
}

Handle<GMimeMessage> parse(std::string_view message) {
  start_gmime();
  const std::string clean = without_padding(message);
  const Handle<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(clean.data(), clean.size()));
  const Handle<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  return Handle<GMimeMessage>(g_mime_parser_construct_message(parser.get(), nullptr));
}

// The first part that is HTML, or null.
GMimePart* first_page(GMimeObject* object, int depth) {
  if (object == nullptr || depth > 8) return nullptr;
  if (GMIME_IS_PART(object)) {
    GMimeContentType* type = g_mime_object_get_content_type(object);
    const bool page = g_mime_content_type_is_type(type, "text", "html") != FALSE ||
                      g_mime_content_type_is_type(type, "application", "xhtml+xml") != FALSE;
    return page ? GMIME_PART(object) : nullptr;
  }
  if (!GMIME_IS_MULTIPART(object)) return nullptr;
  for (int i = 0; i < g_mime_multipart_get_count(GMIME_MULTIPART(object)); ++i)
    if (GMimePart* page = first_page(g_mime_multipart_get_part(GMIME_MULTIPART(object), i), depth + 1)) return page;
  return nullptr;
}

}  // namespace

MailMessage parse_mail(std::string_view message, int max_depth) {
  MailMessage mail;
  const Handle<GMimeMessage> parsed = parse(message);
  if (!parsed) return mail;
  GMimeObject* root = g_mime_message_get_mime_part(parsed.get());
  GMimeObject* object = GMIME_OBJECT(parsed.get());
  const std::string charset = charset_of(root, 0);
  mail.subject = header(object, "Subject", charset);
  mail.from = header(object, "From", charset);
  mail.date = header(object, "Date", charset);
  if (mail.date.empty()) mail.date = header(object, "Sent", charset);  // Outlook's texts
  if (day_of(mail.date).empty()) {  // none, or the clock of a program that has none: when the last host took it
    const std::string received = header(object, "Received", charset);
    const std::size_t stamp = received.rfind(';');
    if (stamp != received.npos) mail.date = received.substr(stamp + 1);
  }
  mail.message_id = view(g_mime_message_get_message_id(parsed.get()));
  mail.list_id = header(object, "List-Id", charset);
  mail.text = PartReader(mail, max_depth).text(root, 0);
  return mail;
}

MailedPage parse_mailed_page(std::string_view message) {
  MailedPage page;
  const Handle<GMimeMessage> parsed = parse(message);
  if (!parsed) return page;
  GMimeObject* object = GMIME_OBJECT(parsed.get());
  page.date = header(object, "Date", {});
  page.url = header(object, "Snapshot-Content-Location", {});
  GMimePart* part = first_page(g_mime_message_get_mime_part(parsed.get()), 0);
  if (part == nullptr) return page;
  if (page.url.empty()) page.url = trim(view(g_mime_part_get_content_location(part)));
  page.charset = parameter(GMIME_OBJECT(part), "charset");
  page.html = bytes_of(part);
  return page;
}

std::string decode_base64(std::string_view text) {
  start_gmime();
  GMimeEncoding state;
  g_mime_encoding_init_decode(&state, GMIME_CONTENT_ENCODING_BASE64);
  std::string padded;
  for (const char c : text)
    if (is_ascii_alnum(c) || c == '+' || c == '/') padded += c;
  padded.append((4 - padded.size() % 4) % 4, '=');
  std::string out(g_mime_encoding_outlen(&state, padded.size()) + 16, '\0');
  out.resize(g_mime_encoding_flush(&state, padded.data(), padded.size(), out.data()));
  return out;
}

}  // namespace blotter::reader
