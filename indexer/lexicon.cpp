#include "indexer/lexicon.hpp"

#include "common/schema.hpp"
#include "common/text/name_key.hpp"

#include <string>

namespace blotter {
namespace {

// Stem terms: Z, the field's prefix, the stem.
std::string stem_prefix(std::string_view field_prefix) {
  return std::string(schema::stem_prefix) + std::string(field_prefix);
}

}  // namespace

std::uint32_t Lexicon::term(std::string_view prefix, std::string_view form) {
  return vocabulary_->intern(schema::word_term(prefix, form)).first;
}

std::uint32_t Lexicon::word(std::string_view form) {
  const auto [number, is_new] = forms_.intern(form);
  if (is_new) {
    Word word;
    word.exact = term({}, form);
    word.stem = term(schema::stem_prefix, stemmer_.stem(form));
    words_.push_back(word);
  }
  return number;
}

void Lexicon::know_title(std::uint32_t number) {
  Word& word = words_[number];
  if (word.title_exact != text::Interner::none) return;
  const std::string form(forms_.text(number));
  const std::string_view title = schema::find_field("title")->prefix;
  word.title_exact = term(title, form);
  word.title_stem = term(stem_prefix(title), stemmer_.stem(form));
}

void Lexicon::know_name_key(std::uint32_t number) {
  Word& word = words_[number];
  if (word.name_key_known) return;
  word.name_key_known = true;
  const std::string key = text::name_key(forms_.text(number));
  if (!key.empty()) word.name_key = term(schema::name_key_prefix, key);
}

std::uint32_t Lexicon::title_only_exact(std::uint32_t number) {
  return term(schema::title_only_prefix, forms_.text(number));
}

std::uint32_t Lexicon::title_only_stem(std::uint32_t number) {
  return term(std::string(schema::title_only_prefix) + std::string(schema::stem_prefix),
              stemmer_.stem(forms_.text(number)));
}

void Lexicon::clear() {
  forms_.clear();
  words_.clear();
}

}  // namespace blotter
