#include "indexer/document/term_id_cache.hpp"

#include "common/schema.hpp"
#include "common/store/word_order.hpp"
#include "common/text/name_key.hpp"

#include <string>

namespace blotter {
namespace {

// Stem terms: Z, the field's prefix, the stem.
std::string stem_prefix(std::string_view field_prefix) {
  return std::string(schema::stem_prefix) + std::string(field_prefix);
}

}  // namespace

std::uint32_t TermIdCache::term(std::string_view prefix, std::string_view form) {
  return vocabulary_->intern(schema::word_term(prefix, form)).first;
}

std::uint32_t TermIdCache::number(std::string_view form) {
  // A short form is its own term: nearly every word is.
  return form.size() <= schema::short_form ? vocabulary_->intern(form).first : term({}, form);
}

TermIdCache::TermIds& TermIdCache::word(std::uint32_t exact, std::string_view form) {
  if (exact >= words_.size()) words_.resize(vocabulary_->size());
  TermIds& word = words_[exact];
  if (word.stem == unknown) {
    word.stem = term(schema::stem_prefix, stemmer_.stem(form));
    word.hash = store::order_hash(form);
  }
  return word;
}

void TermIdCache::know_title(TermIds& word, std::string_view form) {
  if (word.title_exact != unknown) return;
  const std::string_view title = schema::find_field("title")->prefix;
  word.title_exact = term(title, form);
  word.title_stem = term(stem_prefix(title), stemmer_.stem(form));
}

void TermIdCache::know_name_key(TermIds& word, std::string_view form) {
  if (word.name_key != unknown) return;
  const std::string key = text::name_key(form);
  word.name_key = key.empty() ? text::Interner::none : term(schema::name_key_prefix, key + ':' + std::string(form));
}

std::uint32_t TermIdCache::title_only_exact(std::string_view form) { return term(schema::title_only_prefix, form); }

std::uint32_t TermIdCache::title_only_stem(std::string_view form) {
  return term(std::string(schema::title_only_prefix) + std::string(schema::stem_prefix), stemmer_.stem(form));
}

}  // namespace blotter
