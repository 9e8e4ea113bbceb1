#include "indexer/document/identity.hpp"

#include "common/hash.hpp"
#include "common/schema.hpp"
#include "indexer/reader/url.hpp"

#include <algorithm>
#include <cstdio>

namespace blotter {
namespace {

constexpr char distinct_mark = '~';
constexpr std::size_t hash_digits = 16;

// Keys of different kinds must not meet.
std::uint64_t key(const std::string& text, std::uint64_t kind) { return text.empty() ? 0 : hash_of(text, kind); }

std::string hex(std::uint64_t hash) {
  char digits[hash_digits + 1];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash));
  return digits;
}

bool only_title(const Article& article) { return article.body.empty() || article.body == article.title; }

}  // namespace

std::uint64_t text_hash(const Article& article) {
  if (only_title(article)) return 0;
  const std::uint64_t title = hash_of(article.title);
  // The day of a page that lists stories says nothing of them: the same page saved on another day has the same stories.
  const std::string_view published = article.published_by_page ? std::string_view() : article.published;
  const std::uint64_t date = hash_of(published, title);
  return std::max<std::uint64_t>(1, hash_of(article.body, date));
}

Identity identity_of(const Article& article) {
  Identity identity;
  identity.id = article.id;
  if (reader::names_one_page(article.url)) identity.url = article.url;
  identity.source = article.source.empty() ? article.path : article.source;
  identity.title = key(article.title, 4);
  identity.body = only_title(article) ? 0 : key(article.body, 5);
  identity.text = text_hash(article);
  identity.length = article.body.size();
  return identity;
}

std::string text_term(std::uint64_t text) {
  return text == 0 ? std::string() : schema::boolean_term(schema::text_prefix, hex(text));
}

std::string ocr_term(std::uint64_t key) {
  return key == 0 ? std::string() : schema::boolean_term(schema::ocr_prefix, hex(key));
}

std::array<std::uint64_t, 3> keys_of(const Identity& identity) {
  return {key(identity.id, 1), key(identity.url, 2), identity.text};
}

std::string scoped_id(const Identity& identity) { return identity.source + ':' + identity.id; }

std::string distinct_prefix(const std::string& id) { return id + distinct_mark; }

std::string distinct_id(const std::string& id, const Identity& identity) {
  return distinct_prefix(id) + hex(identity.title != 0 ? identity.title : identity.body);
}

bool is_distinct_id(const std::string& name, const std::string& id) {
  if (name.size() != id.size() + 1 + hash_digits || !name.starts_with(id) || name[id.size()] != distinct_mark)
    return false;
  return std::all_of(name.end() - hash_digits, name.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace blotter
