#include "indexer/reader/text/front_matter.hpp"

#include "common/text/characters.hpp"
#include "indexer/reader/dates.hpp"
#include "indexer/reader/given_facets.hpp"
#include "indexer/reader/strings.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace blotter::reader {
namespace {

constexpr std::size_t longest = 64 << 10;

std::string_view unquote(std::string_view value) {
  value = trim(value);
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
    value = value.substr(1, value.size() - 2);
  return value;
}

// "a, b", "[a, b]" or one value.
template <class Each>
void each_value(std::string_view value, Each&& each) {
  value = trim(value);
  if (value.starts_with('[') && value.ends_with(']')) value = value.substr(1, value.size() - 2);
  split_each(value, ",;", [&](std::string_view item) {
    if (item = unquote(item); !item.empty()) each(item);
  });
}

struct NameValue {
  std::string_view name, value;
};

NameValue split_pair(std::string_view line, char separator) {
  const std::size_t at = line.find(separator);
  if (at == line.npos || at == 0) return {};
  const std::string_view name = trim(line.substr(0, at));
  if (!std::all_of(name.begin(), name.end(), [](char c) { return is_ascii_alnum(c) || c == '_' || c == '-'; }))
    return {};
  return {name, trim(line.substr(at + 1))};
}

bool is_known_header(std::string_view name) {
  for (const std::string_view known :
       {"title", "headline", "date", "published", "author", "authors", "source", "url", "language"})
    if (equal_fold(name, known)) return true;
  return false;
}

// "Title: …" lines without fences: at least two, all known, then a blank line.
std::size_t header_length(std::string_view text) {
  std::string_view rest = text;
  int lines = 0;
  while (!rest.empty()) {
    const std::string_view line = trim(take_line(rest));
    if (line.empty()) return lines >= 2 ? text.size() - rest.size() : 0;
    if (!is_known_header(split_pair(line, ':').name)) return 0;
    ++lines;
  }
  return 0;
}

void read_lines(std::string_view block, char separator, Article& article) {
  std::string_view list_name;
  while (!block.empty()) {
    const std::string_view raw = take_line(block);
    const std::string_view line = trim(raw);
    if (line.starts_with("- ") && !list_name.empty()) {
      set_field(article, field_of(list_name), unquote(line.substr(2)));
      continue;
    }
    const NameValue pair = split_pair(line, separator);
    if (pair.name.empty()) continue;
    list_name = pair.value.empty() ? pair.name : std::string_view{};
    if (!pair.value.empty()) set_field(article, field_of(pair.name), pair.value);
  }
}

struct FieldNames {
  Field field;
  std::string_view names;  // separated by blanks; a blank inside a name is '_'
};

// In English, and as exports head their columns in the languages of the region.
constexpr std::array field_names{
    FieldNames{Field::title,
               "title headline subject заголовок название назва тақырып тақырыбы тема темасы сарлавҳа унвон "
               "sarlavha sarlavhasi başlık baslik sözbaşy"},
    FieldNames{Field::id, "id _id docno doc_id guid slug stories_id"},
    FieldNames{Field::url,
               "url link permalink canonical_url ссылка адрес посилання сілтеме шилтеме havola bağlantı пайванд "
               "salgy"},
    FieldNames{Field::date,
               "date published pubdate published_at publish_date date_published publication_date дата "
               "дата_публикации опубликовано күні күн датасы sana sanasi сана tarih таърих sene senesi"},
    FieldNames{Field::language, "language lang locale язык мова тіл тіли тили til tili dil забон"},
    FieldNames{Field::source,
               "source site publisher outlet site_name publication media_name sourcecommonname источник издание "
               "джерело дереккөз булак "
               "булагы manba kaynak манбаъ çeşme"},
    FieldNames{Field::authors, "author authors byline автор авторы авторлар muallif mualliflar yazar муаллиф awtor"},
    FieldNames{Field::keywords,
               "tags tag keywords categories category теги ключевые_слова рубрика рубрики etiketler kategori "
               "teglar"},
    FieldNames{Field::collected, "collected collect_date collected_at accessed retrieved seendate"},
    FieldNames{Field::country, "country countries"},
    FieldNames{Field::focus, "focus"},
    FieldNames{Field::agency, "agency agencies"},
    FieldNames{Field::crime, "crime crimes"},
    FieldNames{Field::body,
               "body text content description full_text текст содержание полный_текст зміст мәтін мәтіні мазмұны "
               "тексти мазмуну матн matn matni mazmuni metin içerik tekst"},
};

}  // namespace

Field field_of(std::string_view written) {
  std::string name = text::to_lower(written);
  std::replace(name.begin(), name.end(), ' ', '_');
  Field found = Field::none;
  for (const FieldNames& row : field_names)
    split_each(row.names, " ", [&](std::string_view known) {
      if (known == name) found = row.field;
    });
  return found;
}

bool set_field(Article& article, Field field, std::string_view raw) {
  const std::string_view value = unquote(raw);
  if (value.empty()) return false;
  switch (field) {
    case Field::none: return false;
    case Field::title: article.title = value; break;
    case Field::id: article.id = value; break;
    case Field::url: article.url = value; break;
    case Field::date: article.published = day_of(value); break;
    case Field::language: article.language = value; break;
    case Field::source: article.source = value; break;
    case Field::authors: each_value(raw, [&](std::string_view v) { article.authors.emplace_back(v); }); break;
    case Field::keywords: each_value(raw, [&](std::string_view v) { article.keywords.emplace_back(v); }); break;
    case Field::country: each_value(raw, [&](std::string_view v) { give_facet(article, "country", v, false); }); break;
    case Field::focus: each_value(raw, [&](std::string_view v) { give_facet(article, "country", v, true); }); break;
    case Field::agency: each_value(raw, [&](std::string_view v) { give_facet(article, "agency", v, false); }); break;
    case Field::crime: each_value(raw, [&](std::string_view v) { give_facet(article, "crime", v, false); }); break;
    case Field::body: article.body = value; break;
    case Field::collected: article.collected = day_of(value); break;
  }
  return true;
}

std::size_t front_matter_length(std::string_view text) {
  std::string_view rest = text.substr(0, longest);
  const std::size_t all = rest.size();
  const std::string_view fence = trim(take_line(rest));
  if (fence != "---" && fence != "+++") return header_length(text.substr(0, longest));
  bool pairs = false;
  while (!rest.empty()) {
    const std::string_view line = trim(take_line(rest));
    if (line == fence || (fence == "---" && line == "...")) return pairs ? all - rest.size() : 0;
    pairs |= !split_pair(line, fence == "---" ? ':' : '=').name.empty();
  }
  return 0;
}

std::size_t take_front_matter(std::string_view text, Article& article) {
  const std::size_t length = front_matter_length(text);
  if (length > 0) read_lines(text.substr(0, length), text.starts_with("+++") ? '=' : ':', article);
  return length;
}

}  // namespace blotter::reader
