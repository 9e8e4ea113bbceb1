// Telegram Desktop's export as JSON (result.json): every message with text is an article.
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/dates.hpp"
#include "indexer/reader/emitter.hpp"
#include "indexer/reader/json/json_article.hpp"
#include "indexer/reader/json/json_mend.hpp"
#include "indexer/reader/strings.hpp"

#include <fmt/format.h>
#include <simdjson.h>

namespace blotter::reader {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

std::string member(object o, const char* name) {
  element value;
  return o[name].get(value) == simdjson::SUCCESS ? json_text(value) : std::string();
}

// A string, or a list of strings and of objects with a text: links, names, bold words.  A link that the words hide
// follows them in brackets.
std::string text_of(object message) {
  element text;
  if (message["text"].get(text) != simdjson::SUCCESS) return {};
  array pieces;
  if (text.get(pieces) != simdjson::SUCCESS) return json_text(text);
  std::string out;
  for (const element piece : pieces) {
    object entity;
    if (piece.get(entity) != simdjson::SUCCESS) {
      out += json_text(piece);
      continue;
    }
    out += member(entity, "text");
    if (const std::string link = member(entity, "href"); !link.empty()) out += " (" + link + ")";
  }
  return out;
}

void read_chat(object chat, Emitter& emitter) {
  const std::string name = member(chat, "name");
  const std::string id = member(chat, "id");
  array messages;
  if (chat["messages"].get(messages) != simdjson::SUCCESS) return;
  for (const element item : messages) {
    object message;
    // Services: a member joined, a picture was changed.
    if (item.get(message) != simdjson::SUCCESS || member(message, "type") != "message") {
      emitter.skip();
      continue;
    }
    Article article;
    article.body = text_of(message);
    if (trim(article.body).empty()) {
      emitter.skip();
      continue;
    }
    if (const std::string from = member(message, "forwarded_from"); !from.empty())
      article.body = "Forwarded from " + from + ":\n" + article.body;
    article.id = fmt::format("telegram:{}/{}", id, member(message, "id"));
    article.published = day_of(member(message, "date"));
    article.source = name;
    if (std::string author = member(message, "from"); !author.empty()) article.authors.push_back(std::move(author));
    emitter.emit_bounded("message " + member(message, "id"), std::move(article));
  }
}

int recognise(const Sniff& sniff) {
  const std::string_view head = sniff.head.substr(0, 16384);
  if (!trim(head.substr(0, 256)).starts_with('{') || head.find("\"messages\"") == head.npos) return 0;
  int marks = 0;
  for (const std::string_view mark : {"\"date_unixtime\"", "\"text_entities\"", "\"from_id\"", "\"actor_id\""})
    marks += head.find(mark) != head.npos ? 1 : 0;
  return marks >= 2 ? 92 : 0;
}

Result<void> read(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  Emitter emitter(context, sink, true);
  const Result<std::string> bytes = read_all(stream, emitter.limits().document_bytes, "document_bytes");
  if (!bytes) return tl::unexpected(bytes.error());
  simdjson::dom::parser parser;
  object exported;
  auto error = parser.parse(*bytes).get(exported);
  std::string mended;
  if (error != simdjson::SUCCESS) error = parser.parse(mended = mend_json(*bytes)).get(exported);
  if (error != simdjson::SUCCESS)
    return fail(ErrorCode::bad_input, fmt::format("not JSON: {}", simdjson::error_message(error)));
  read_chat(exported, emitter);
  // The export of an account has a list of chats.
  object chats;
  array list;
  if (exported["chats"].get(chats) != simdjson::SUCCESS || chats["list"].get(list) != simdjson::SUCCESS) return {};
  for (const element item : list) {
    object chat;
    if (item.get(chat) == simdjson::SUCCESS) read_chat(chat, emitter);
  }
  return {};
}

}  // namespace

extern const Format telegram_format;
constinit const Format telegram_format{"telegram", "Telegram export as JSON", "json", recognise, read};

}  // namespace blotter::reader
