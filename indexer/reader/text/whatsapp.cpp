// WhatsApp's export of a chat as text, from Android ("13/11/2025, 10:22 - Aida: text") and iOS ("[13.11.2025, 10:22:33]
// Aida: text"): every message with text is an article.  Dates are written as the telephone's locale does.
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/dates.hpp"
#include "indexer/reader/emitter.hpp"
#include "indexer/reader/encoding.hpp"
#include "indexer/reader/strings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::reader {
namespace {

constexpr std::string_view left_to_right = "\u200E";  // before what is the program's own text
constexpr std::string_view narrow_blank = "\u202F";
constexpr std::size_t max_stamp = 48;  // bytes
constexpr std::size_t max_name = 120;

struct Message {
  std::string_view day;   // as written
  std::string_view time;  // likewise
  std::string_view author;
  std::string text;
};

void skip_marks(std::string_view& text) {
  for (const std::string_view mark : {left_to_right, std::string_view("\uFEFF"), std::string_view("\u200F")})
    while (text.starts_with(mark)) text.remove_prefix(mark.size());
}

// Takes digits with the signs that part a date or a time.
std::string_view take_numbers(std::string_view& text, std::string_view signs) {
  std::size_t end = 0;
  while (end < text.size() && (is_digit(text[end]) || signs.find(text[end]) != signs.npos)) ++end;
  std::string_view taken = text.substr(0, end);
  text.remove_prefix(end);
  return taken;
}

// Three numbers with two equal signs between them.
bool is_day(std::string_view text) {
  std::size_t signs = 0;
  std::size_t run = 0;
  for (const char c : text) {
    if (is_digit(c)) {
      if (++run > 4) return false;
      continue;
    }
    if (run == 0) return false;
    run = 0;
    ++signs;
  }
  return signs == 2 && run > 0;
}

bool is_time(std::string_view text) {
  return text.size() >= 4 && text.size() <= 8 && is_digit(text.front()) && is_digit(text.back()) &&
         text.find_first_of(":.") != text.npos;
}

// Takes "13/11/2025, 10:22 AM" off the front.
bool take_stamp(std::string_view& line, Message& message) {
  std::string_view rest = line;
  message.day = take_numbers(rest, "./-");
  while (message.day.ends_with('.')) message.day.remove_suffix(1);
  if (!is_day(message.day)) return false;
  const std::size_t gap = rest.find_first_of("0123456789");
  if (gap == rest.npos || gap == 0 || gap > 8) return false;  // ", ", " ", " à "
  rest.remove_prefix(gap);
  message.time = take_numbers(rest, ":.");
  if (!is_time(message.time)) return false;
  line = rest;
  return true;
}

// What follows the stamp: " AM", " p. m.", " ч." and the sign that ends it.
bool take_end(std::string_view& line, std::string_view sign) {
  const std::size_t end = line.find(sign);
  if (end == line.npos || end > max_stamp / 2) return false;
  if (std::any_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(end), is_digit)) return false;
  line.remove_prefix(end + sign.size());
  return true;
}

// A line of the program's own may quote a text with a colon: changed the subject to "Harvest: autumn".
bool has_quotation(std::string_view text) {
  for (const std::string_view mark : {"\"", "\u201C", "\u201E", "\u00AB"})
    if (text.find(mark) != text.npos) return true;
  return false;
}

// A line that begins a message; `text` is what follows the name, which a line of the program's own lacks.
std::optional<Message> open_message(std::string_view line) {
  Message message;
  skip_marks(line);
  if (line.starts_with('[')) {
    line.remove_prefix(1);
    if (!take_stamp(line, message) || !take_end(line, "] ")) return std::nullopt;
  } else if (!take_stamp(line, message) || !take_end(line, " - ")) {
    return std::nullopt;
  }
  const std::size_t colon = line.find(": ");
  const std::size_t end = colon == line.npos && line.ends_with(':') ? line.size() - 1 : colon;
  if (end != line.npos && end > 0 && end <= max_name && !line.starts_with(left_to_right) &&
      !has_quotation(line.substr(0, end))) {
    message.author = line.substr(0, end);
    if (message.author.starts_with("~")) message.author = trim(message.author.substr(1));  // not among the contacts
    while (message.author.starts_with(narrow_blank)) message.author.remove_prefix(narrow_blank.size());
    line.remove_prefix(std::min(end + 2, line.size()));
    message.text = line;
  }
  return message;
}

// The words alone: placeholders of a picture, a call or a deleted message goes, and so does the mark of an edited one.
std::string words_of(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::string_view line = take_line(text);
    const bool own = line.starts_with(left_to_right);
    if (const std::size_t mark = line.find(left_to_right); !own && mark != line.npos) line = line.substr(0, mark);
    const bool placeholder = line.starts_with('<') && line.ends_with('>') && line.find('<', 1) == line.npos;
    if (!own && !placeholder) out.append(line).push_back('\n');
  }
  return std::string(trim(out));
}

// The order of day and month in which the chat runs forward: one of both must not.
DateOrder order_of(const std::vector<Message>& messages) {
  std::array<bool, 2> forward{true, true};
  std::array<std::string, 2> last;
  constexpr std::array orders{DateOrder::day_first, DateOrder::month_first};
  for (const Message& message : messages) {
    const std::string day = day_of(message.day);
    for (std::size_t i = 0; i < orders.size(); ++i) {
      const std::string settled = is_open_day(day) ? settle_day(day, orders[i]) : day;
      if (settled.empty()) continue;
      forward[i] = forward[i] && settled >= last[i];
      last[i] = settled;
    }
  }
  if (forward[0] == forward[1]) return DateOrder::unknown;
  return forward[0] ? orders[0] : orders[1];
}

// "WhatsApp Chat with Harvest.txt"; "_chat.txt" is named by what holds it.
std::string chat_name(std::string_view path) {
  const auto last = [&path] {
    const std::size_t slash = path.find_last_of("/!");
    const std::string_view name = slash == path.npos ? path : path.substr(slash + 1);
    path = slash == path.npos ? std::string_view() : path.substr(0, slash);
    while (path.ends_with('!') || path.ends_with('/')) path.remove_suffix(1);
    return name;
  };
  std::string_view name = last();
  if (equal_fold(name, "_chat.txt") && !path.empty()) name = last();
  for (const std::string_view extension : {".txt", ".zip"})
    if (name.size() > extension.size() && equal_fold(name.substr(name.size() - extension.size()), extension))
      name.remove_suffix(extension.size());
  for (const std::string_view start : {"WhatsApp Chat with ", "WhatsApp Chat - "})
    if (starts_fold(name, start)) name.remove_prefix(start.size());
  return std::string(trim(name));
}

std::vector<Message> messages_of(std::string_view text) {
  std::vector<Message> messages;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (std::optional<Message> opened = open_message(line)) messages.push_back(std::move(*opened));
    else if (!messages.empty() && !messages.back().author.empty()) messages.back().text.append("\n").append(line);
  }
  return messages;
}

int recognise(const Sniff& sniff) {
  std::string storage;
  std::string_view head = as_utf8(sniff.head.substr(0, 16384), {}, storage);
  int lines = 0;
  int stamped = 0;
  int named = 0;
  for (; lines < 60 && !head.empty(); ++lines) {
    const std::optional<Message> message = open_message(take_line(head));
    if (lines == 0 && !message) return 0;
    stamped += message ? 1 : 0;
    named += message && !message->author.empty() ? 1 : 0;
  }
  return named > 0 && (stamped >= 2 || lines == 1) ? 88 : 0;
}

Result<void> read(ByteStream& stream, const ReadContext& given, ArticleSink& sink) {
  ReadContext context = given;
  Emitter emitter(context, sink, true);
  const Result<std::string> bytes = read_all(stream, emitter.limits().document_bytes, "document_bytes");
  if (!bytes) return tl::unexpected(bytes.error());
  std::string storage;
  std::vector<Message> messages = messages_of(as_utf8(*bytes, context.charset, storage));
  if (const DateOrder order = order_of(messages); order != DateOrder::unknown) context.date_order = order;
  const std::string chat = chat_name(context.path);
  std::string stamp;
  int in_minute = 0;
  for (Message& message : messages) {
    const std::string now = fmt::format("{} {}", message.day, message.time);
    in_minute = now == stamp ? in_minute + 1 : 1;
    stamp = now;
    Article article;
    article.body = message.author.empty() ? std::string() : words_of(message.text);
    if (article.body.empty()) {
      emitter.skip();
      continue;
    }
    article.id = fmt::format("whatsapp:{}/{}/{}", chat, stamp, in_minute);
    article.published = day_of(message.day);
    article.source = chat;
    article.authors.emplace_back(message.author);
    emitter.emit_bounded(fmt::format("message {}", emitter.ordinal() + 1), std::move(article));
  }
  if (emitter.ordinal() == 0) return fail(ErrorCode::bad_input, "no message in the chat");
  return {};
}

}  // namespace

extern const Format whatsapp_format;
constinit const Format whatsapp_format{"whatsapp", "WhatsApp chat exported as text", "txt", recognise, read};

}  // namespace blotter::reader
