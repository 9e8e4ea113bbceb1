// Mail: single messages (EML) and mailboxes (mbox, RFC 4155); every message is an article, so newsletters can be
// searched.
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/dates.hpp"
#include "indexer/reader/emitter.hpp"
#include "indexer/reader/mail/field_names.hpp"
#include "indexer/reader/mail/mime.hpp"
#include "indexer/reader/strings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace blotter::reader {
namespace {

bool is_known_field(std::string_view name) {
  name = english_field(name);
  for (const std::string_view known :
       {"from", "to", "subject", "date", "message-id", "mime-version", "received", "return-path", "content-type",
        "delivered-to", "reply-to", "list-id", "x-mailer", "content-transfer-encoding", "cc", "sender", "sent"})
    if (equal_fold(name, known)) return true;
  return false;
}

// Lines of a message's header at the front of `text`.
int header_lines(std::string_view text) {
  int known = 0;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.empty()) break;
    if (is_space(line[0])) continue;
    const std::size_t colon = line.find(':');
    if (colon == line.npos || line.find(' ') < colon) return 0;
    known += is_known_field(line.substr(0, colon)) ? 1 : 0;
  }
  return known;
}

bool is_month(std::string_view word) {
  const std::size_t at = std::string_view("JanFebMarAprMayJunJulAugSepOctNovDec").find(word);
  return word.size() == 3 && at != word.npos && at % 3 == 0;
}

// "From desk@news.example Thu Nov 13 10:00:00 2025": a month, a time and a year.  A line of a body may begin with
// "From", so fields must follow as well.
bool is_separator(std::string_view line) {
  if (!line.starts_with("From ") || line.size() > 200) return false;
  bool month = false;
  bool time = false;
  bool year = false;
  split_each(line.substr(5), " \t", [&](std::string_view word) {
    month |= is_month(word);
    time |= word.size() >= 5 && is_digit(word[0]) && (word[2] == ':' || word[1] == ':');
    year |= word.size() == 4 && std::all_of(word.begin(), word.end(), is_digit);
  });
  return month && time && year;
}

// "Name: value", as a header's line begins.
bool is_field(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (line.starts_with(">From ")) return true;  // some programs keep the old separator above the header
  if (colon == line.npos || colon == 0) return false;
  return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon),
                     [](char c) { return is_ascii_alnum(c) || c == '-' || c == '_'; });
}

// Blank lines and a byte order mark above the header are not part of it.
std::string_view from_header_on(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty() && (text[0] == '\n' || text[0] == '\r')) text.remove_prefix(1);
  return text;
}

int recognise(const Sniff& sniff) {
  std::string_view head = from_header_on(sniff.head);
  if (head.starts_with("From ") && is_separator(take_line(head))) return header_lines(head) >= 2 ? 90 : 0;
  return header_lines(head) >= 3 ? 85 : 0;
}

// Name and host of `Aida <desk@news.example>`.
void set_sender(std::string_view from, Article& article) {
  const std::size_t angle = from.find('<');
  std::string_view name = trim(from.substr(0, angle));
  if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
  const std::size_t at = from.rfind('@');
  if (at != from.npos) {
    const std::string_view host = from.substr(at + 1);
    article.source = host.substr(0, host.find_first_of("> \t"));
  }
  if (!name.empty() && (name.find('@') == name.npos || angle != from.npos)) article.authors.emplace_back(name);
}

// The day of a mailbox's separator, for a message without a date of its own.
std::string day_of_separator(std::string_view line) {
  std::string day;
  std::string month;
  std::string year;
  split_each(line, " ", [&](std::string_view word) {
    if (word.size() <= 2 && is_digit(word[0])) day = word;
    else if (word.size() == 4 && is_digit(word[0]) && word.find(':') == word.npos) year = word;
    else if (word.size() == 3 && day.empty()) month = word;  // the weekday before it is overwritten
  });
  return day_of(day + " " + month + " " + year);
}

// Reads each attachment as a file of its own whose parent is the mail.
void open_attachments(const std::vector<Attachment>& attachments, const std::string& folder, const std::string& parent,
                      Emitter& emitter) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < attachments.size(); ++i) {
    const Attachment& attached = attachments[i];
    std::string name = attached.name;
    std::replace(name.begin(), name.end(), '/', '_');
    if (!names.insert(name).second) name = fmt::format("{}/{}", i + 1, name);
    if (emitter.context().open_inside) emitter.context().open_inside(folder + name, attached.bytes, parent);
    else emitter.leave_out(folder + name, "attachment");
  }
}

// `folder` is put before the names of its attachments.
void deliver(std::string_view raw, std::string_view separator, const std::string& folder, Emitter& emitter) {
  const int deepest = emitter.limits().mail_depth;
  MailMessage mail = parse_mail(with_english_fields(from_header_on(raw)), deepest);
  if (mail.too_deep)
    emitter.reject(fmt::format("message {}", emitter.ordinal() + 1), ErrorCode::limit,
                   fmt::format("parts nested deeper than {} (limit mail_depth) are left out", deepest));
  Article article;
  article.id = mail.message_id;
  article.title = mail.subject;
  article.published = day_of(mail.date);
  if (article.published.empty()) article.published = day_of_separator(separator);
  article.body = std::move(mail.text);
  set_sender(mail.from, article);
  if (!mail.list_id.empty() && mail.list_id.find('<') > 0) {
    std::string_view list = trim(std::string_view(mail.list_id).substr(0, mail.list_id.find('<')));
    if (!list.empty()) article.source = list;
  }
  if (!trim(article.title).empty() || !trim(article.body).empty()) {
    emitter.emit(std::move(article));
    return open_attachments(mail.attachments, folder, emitter.last_id(), emitter);
  }
  const std::string id = article.id.empty() ? emitter.next_path_id() : article.id;
  emitter.skip();
  if (mail.attachments.empty())
    emitter.reject(fmt::format("message {}", emitter.ordinal()), ErrorCode::bad_input, "has neither subject nor text");
  open_attachments(mail.attachments, folder, id, emitter);
}

Result<void> read_mailbox(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, true);
  const std::size_t limit = emitter.limits().article_bytes;
  LineReader lines(stream, limit);
  std::string message;
  std::string opened_by;  // the separator above it
  bool too_long = false;
  bool open = false;
  const auto flush = [&] {
    if (too_long) {
      emitter.skip();
      emitter.reject(fmt::format("message {}", emitter.ordinal()), ErrorCode::limit,
                     fmt::format("larger than {} bytes (limit article_bytes)", limit));
    } else if (open) {
      deliver(message, opened_by, fmt::format("{}/", emitter.ordinal() + 1), emitter);
    }
    message.clear();
    too_long = false;
  };
  std::string separator;  // a line that is one when a header follows
  const auto add = [&](std::string_view line, bool cut) {
    too_long |= cut || message.size() + line.size() > limit;
    if (!too_long) message.append(line).push_back('\n');
  };
  while (true) {
    const auto next = lines.next();
    if (!next) return tl::unexpected(next.error());
    if (!*next) break;
    std::string_view line = (*next)->text;
    if (!separator.empty()) {
      if (is_field(line)) {
        flush();
        opened_by = separator;
      } else {
        add(separator, false);
      }
      open = true;
      separator.clear();
    }
    if (is_separator(line)) {
      separator = line;
      continue;
    }
    // ">From" is how a mailbox hides a line that begins with "From".
    if (line.starts_with(">") &&
        trim(line.substr(line.find_first_not_of('>') == line.npos ? 0 : line.find_first_not_of('>')))
            .starts_with("From "))
      line.remove_prefix(1);
    add(line, (*next)->too_long);
  }
  if (!separator.empty()) add(separator, false);
  flush();
  return {};
}

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  PeekStream peek(stream);
  const auto head = peek.head(64);
  if (!head) return tl::unexpected(head.error());
  if (head->starts_with("From ")) return read_mailbox(peek, context, sink);
  Emitter emitter(context, sink, false);
  const auto bytes = read_all(peek, emitter.limits().article_bytes);
  if (!bytes) return tl::unexpected(bytes.error());
  deliver(*bytes, {}, {}, emitter);
  return {};
}

}  // namespace

extern const Format mail_format;
constinit const Format mail_format{"mail", "mail message (EML) or mailbox (mbox)", "eml mbox mbx", recognise, read};

}  // namespace blotter::reader
