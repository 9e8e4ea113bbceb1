#include "indexer/reader/emitter.hpp"

#include "common/text/locales.hpp"
#include "common/text/steering.hpp"
#include "common/text/utf8.hpp"
#include "indexer/reader/cyrillic.hpp"
#include "indexer/reader/dates.hpp"
#include "indexer/reader/strings.hpp"
#include "indexer/reader/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace blotter::reader {
namespace {

constexpr Limits default_limits;

bool plain_line(std::string_view s) {
  char before = ' ';
  for (const char c : s) {
    if (c < 0x20 || c == 0x7F || (c == ' ' && before == ' ')) return false;
    before = c;
  }
  return before != ' ';
}

void clean_line_field(std::string& field) {
  if (!field.empty() && !plain_line(field)) field = text::clean_line(field);
}

// Reports whether values were left out.
template <class Value>
bool truncate_list(std::vector<Value>& list, std::size_t max_values) {
  if (list.size() <= max_values) return false;
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(max_values), list.end());
  return true;
}

// Cuts every list that the input states, so that what follows may compare each value with each.
bool truncate_lists(Article& article, std::size_t max_values) {
  bool cut = truncate_list(article.authors, max_values);
  cut |= truncate_list(article.keywords, max_values);
  cut |= truncate_list(article.facets, max_values);
  for (Facet& facet : article.facets) cut |= truncate_list(facet.values, max_values);
  return cut;
}

void clean_list(std::vector<std::string>& list) {
  std::vector<std::string> kept;
  for (std::string& value : list) {
    clean_line_field(value);
    if (!value.empty() && std::find(kept.begin(), kept.end(), value) == kept.end()) kept.push_back(std::move(value));
  }
  list = std::move(kept);
}

// 06/12/2025 becomes a day where the source's own dates, its locale or its country decide the order, and is kept as it
// is written where nothing does.
void settle_published(Article& article, DateOrder order) {
  if (!is_open_day(article.published)) return;
  if (order == DateOrder::unknown) order = order_of_locale(article.language);
  if (order == DateOrder::unknown) order = order_of_host(host_of(article.url));
  std::string day = settle_day(article.published, order);
  if (day.empty()) article.published_text = std::move(article.published);
  article.published = std::move(day);
}

}  // namespace

const Limits& Emitter::limits() const { return context_.limits != nullptr ? *context_.limits : default_limits; }

std::string Emitter::path_id(std::uint64_t ordinal) const {
  return several_ ? context_.path + "#" + std::to_string(ordinal) : context_.path;
}

void Emitter::emit(Article&& article) {
  ++ordinal_;
  for (std::string* field : {&article.title, &article.body}) (void)undo_double_encoding(*field);
  clean_line_field(article.title);
  text::clean_body(article.body, buffer_);
  article.body.assign(buffer_);
  if (article.title.empty() && article.body.empty())
    return reject("article " + std::to_string(ordinal_), ErrorCode::bad_input, "has neither title nor text");
  for (std::string* field : {&article.id, &article.url, &article.parent}) {
    clean_line_field(*field);
    *field = text::percent_encode_steering(*field);  // so that what a search prints is the id
  }
  clean_line_field(article.source);
  if (truncate_lists(article, limits().list_values))
    reject("article " + std::to_string(ordinal_), ErrorCode::limit,
           fmt::format("states more than {} authors, keywords or facets (limit list_values); the rest is left out",
                       limits().list_values));
  clean_list(article.authors);
  clean_list(article.keywords);
  settle_published(article, context_.date_order);
  article.language = language_code(article.language);
  article.path = context_.path;
  if (article.collected.empty()) article.collected = context_.collected;
  if (article.collected.empty() && context_.modified > 0)
    article.collected = day_of_seconds(static_cast<double>(context_.modified));
  if (article.parent.empty()) article.parent = context_.parent;
  if (article.source.empty()) article.source = host_of(article.url);
  if (article.id.empty() && names_one_page(article.url)) article.id = article.url;
  if (article.id.empty()) article.id = path_id(ordinal_);
  last_id_ = article.id;
  sink_.accept(std::move(article));
}

void Emitter::emit_bounded(const std::string& where, Article&& article) {
  if (article.body.size() <= limits().article_bytes) return emit(std::move(article));
  skip();
  reject(where, ErrorCode::limit, fmt::format("larger than {} bytes (limit article_bytes)", limits().article_bytes));
}

std::string language_code(std::string_view tag) {
  tag = trim(tag);
  std::size_t letters = 0;
  while (letters < tag.size() && is_ascii_alpha(tag[letters])) ++letters;
  std::string code = lower(tag.substr(0, letters));
  const bool ends = letters == tag.size() || tag[letters] == '-' || tag[letters] == '_' || tag[letters] == '.';
  if (!ends || (letters != 2 && letters != 3) || code == "und" || code == "mul") return {};
  // ICU canonicalises ISO 639-2 codes to ISO 639-1 where there is one.
  if (letters == 3) code = text::short_language_code(code);
  return code.size() == 2 ? code : std::string();
}

}  // namespace blotter::reader
