#include "indexer/reader/json/json_article.hpp"

#include "indexer/reader/dates.hpp"
#include "indexer/reader/given_facets.hpp"
#include "indexer/reader/html/html_text.hpp"
#include "indexer/reader/strings.hpp"

#include <array>
#include <cmath>
#include <utility>

namespace blotter::reader {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

enum class Member : std::uint8_t {
  none,
  id,
  url,
  title,
  body,
  other_body,
  published,
  created,
  published_from,
  collected,
  parent,
  ocr,
  ocr_confidence,
  language,
  source,
  authors,
  keywords,
  facets,
  country,
  focus,
  agency,
  crime,
};

constexpr std::array<std::pair<std::string_view, Member>, 45> members = {{
    {"id", Member::id},
    {"_id", Member::id},
    {"docno", Member::id},
    {"doc_id", Member::id},
    {"guid", Member::id},
    {"url", Member::url},
    {"link", Member::url},
    {"canonical_url", Member::url},
    {"title", Member::title},
    {"headline", Member::title},
    {"body", Member::body},
    {"text", Member::other_body},
    {"content", Member::other_body},
    {"published", Member::published},
    {"date", Member::published},
    {"pubDate", Member::published},
    {"published_at", Member::published},
    {"date_published", Member::published},
    {"datePublished", Member::published},
    {"publish_date", Member::published},
    {"created_at", Member::created},
    {"published_from", Member::published_from},
    {"collected", Member::collected},
    {"collect_date", Member::collected},  // Media Cloud
    {"parent", Member::parent},
    {"ocr", Member::ocr},
    {"ocr_confidence", Member::ocr_confidence},
    {"language", Member::language},
    {"lang", Member::language},
    {"source", Member::source},
    {"sourcename", Member::source},
    {"site_name", Member::source},
    {"publisher", Member::source},
    {"authors", Member::authors},
    {"author", Member::authors},
    {"byline", Member::authors},
    {"keywords", Member::keywords},
    {"tags", Member::keywords},
    {"categories", Member::keywords},
    {"facets", Member::facets},
    {"country", Member::country},
    {"countries", Member::country},
    {"focus", Member::focus},
    {"agency", Member::agency},
    {"crime", Member::crime},
}};

Member member_of(std::string_view name) {
  for (const auto& [known, member] : members)
    if (known == name) return member;
  return Member::none;
}

void set_if_empty(std::string& field, element value) {
  if (!field.empty()) return;
  std::string_view text;
  simdjson::dom::object object;
  if (value.get(text) == simdjson::SUCCESS) field.assign(text);
  else if (value.get(object) == simdjson::SUCCESS && object["rendered"].get(text) == simdjson::SUCCESS)
    field.assign(text);  // WordPress's REST interface
  else field = json_text(value);
}

// A list of strings or of objects with a name; a plain string counts as a list of one.
template <class Each>
void each_name(element value, Each&& each) {
  simdjson::dom::array list;
  simdjson::dom::object object;
  if (value.get(list) == simdjson::SUCCESS) {
    for (const element item : list) {
      if (item.is_array()) continue;
      each_name(item, each);
    }
  } else if (value.get(object) == simdjson::SUCCESS) {
    element name;
    if (object["name"].get(name) == simdjson::SUCCESS) each(json_text(name));
  } else if (std::string text = json_text(value); !text.empty() && !value.is_number()) {  // numbers are keys elsewhere
    each(std::move(text));
  }
}

// Labels: a list, or one string of labels separated by commas.
void give(Article& article, std::string_view facet, element value, bool focus) {
  each_name(value, [&](const std::string& names) {
    split_each(names, value.is_string() ? ",;" : "",
               [&](std::string_view name) { give_facet(article, facet, name, focus); });
  });
}

bool is_true(simdjson::dom::object object, const char* name) {
  bool value = false;
  return object[name].get(value) == simdjson::SUCCESS && value;
}
bool has(simdjson::dom::object object, const char* name) { return object[name].error() == simdjson::SUCCESS; }

// A facet of our own output: only what its input had stated is a label; the rest will be found again.
void give_objects(Article& article, std::string_view facet, simdjson::dom::array values) {
  for (const element value : values) {
    simdjson::dom::object object;
    if (value.get(object) != simdjson::SUCCESS) {
      give_facet(article, facet, json_text(value), false);
      continue;
    }
    const bool found = has(object, "mentions") || has(object, "evidence") || has(object, "implied");
    std::string_view id;
    std::string_view label;
    if ((found && !is_true(object, "given")) || object["value"].get(id) != simdjson::SUCCESS) continue;
    if (object["label"].get(label) != simdjson::SUCCESS || label == id) label = {};
    give_facet(article, facet, id, is_true(object, "focus"), label);
  }
}

void give_all(Article& article, element value) {
  simdjson::dom::object facets;
  if (value.get(facets) != simdjson::SUCCESS) return;
  for (const auto& [name, values] : facets) {
    simdjson::dom::array list;
    if (values.get(list) == simdjson::SUCCESS) give_objects(article, name, list);
    else give(article, name, values, false);
  }
}

// A stamp of zero seconds comes with a clock or a zone and means that nobody set it; the bare day was written by
// someone.
constexpr std::string_view first_day = "1970-01-01";

void set_date(Article& article, element value) {
  if (!article.published.empty()) return;
  double number = 0;
  if (value.is_number() && value.get(number) == simdjson::SUCCESS) {
    // Seconds since 1970, or milliseconds; 20251113 is a day.
    const bool is_day = number >= 16000101 && number < 30000000;
    article.published = is_day ? day_of(json_text(value)) : day_of_seconds(number > 1e11 ? number / 1000 : number);
  } else {
    const std::string text = json_text(value);
    article.published = text == first_day ? text : day_of(text);
  }
}

void set_source(Article& article, element value) {
  if (article.source.empty()) each_name(value, [&](std::string name) { article.source = std::move(name); });
}

}  // namespace

std::string json_text(element value) {
  switch (value.type()) {
    case element_type::STRING: return std::string(value.get_string().value_unsafe());
    case element_type::INT64: return std::to_string(value.get_int64().value_unsafe());
    case element_type::UINT64: return std::to_string(value.get_uint64().value_unsafe());
    case element_type::DOUBLE: return simdjson::minify(value);
    case element_type::BOOL: return value.get_bool().value_unsafe() ? "true" : "false";
    default: return {};
  }
}

void fill_from_json(simdjson::dom::object object, Article& article) {
  std::string other_body;
  std::optional<element> created;
  double confidence = 0;
  for (const auto& [name, value] : object) {
    switch (member_of(name)) {
      case Member::none: break;
      case Member::id: set_if_empty(article.id, value); break;
      case Member::url: set_if_empty(article.url, value); break;
      case Member::title: set_if_empty(article.title, value); break;
      case Member::body: set_if_empty(article.body, value); break;
      case Member::other_body: set_if_empty(other_body, value); break;
      case Member::published: set_date(article, value); break;
      case Member::created: created = value; break;
      case Member::language: set_if_empty(article.language, value); break;
      case Member::source: set_source(article, value); break;
      case Member::authors: each_name(value, [&](std::string n) { article.authors.push_back(std::move(n)); }); break;
      case Member::keywords: each_name(value, [&](std::string n) { article.keywords.push_back(std::move(n)); }); break;
      case Member::collected: article.collected = day_of(json_text(value)); break;
      case Member::parent:  // a number is a page above it
        if (value.is_string()) set_if_empty(article.parent, value);
        break;
      case Member::ocr:
        if (json_text(value) == "true" && !article.ocr) article.ocr.emplace();
        break;
      case Member::ocr_confidence:
        if (value.get(confidence) != simdjson::SUCCESS) confidence = 0;
        break;
      case Member::published_from: article.published_by_page = json_text(value) == "page"; break;
      case Member::facets: give_all(article, value); break;
      case Member::country: give(article, "country", value, false); break;
      case Member::focus: give(article, "country", value, true); break;
      case Member::agency: give(article, "agency", value, false); break;
      case Member::crime: give(article, "crime", value, false); break;
    }
  }
  if (article.ocr && confidence >= 0 && confidence <= 1)
    article.ocr->confidence = static_cast<std::uint8_t>(std::lround(confidence * 100));
  if (article.body.empty()) article.body = std::move(other_body);
  if (created) set_date(article, *created);
  // An article of our own schema is text, whatever it looks like.
  if (object["schema"].error() == simdjson::SUCCESS) return;
  for (std::string* field : {&article.title, &article.body})
    if (looks_like_html(*field)) *field = html_fragment_text(*field);
}

}  // namespace blotter::reader
