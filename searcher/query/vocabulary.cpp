#include "searcher/query/vocabulary.hpp"

#include "common/schema.hpp"
#include "common/store/posting_reader.hpp"
#include "common/taxonomy/taxonomy.hpp"
#include "common/text/edit_distance.hpp"
#include "common/text/fold.hpp"
#include "common/text/name_key.hpp"
#include "common/text/uzbek.hpp"
#include "searcher/query/name_forms.hpp"

#include <algorithm>

namespace blotter::query {
namespace {

// Keeps the most frequent; equal ones by name, so that several indexes give what one gives.
TermExpansion best_of(std::vector<IndexWord> words, std::size_t limit) {
  TermExpansion out{std::move(words), false};
  std::sort(out.words.begin(), out.words.end(), [](const IndexWord& a, const IndexWord& b) {
    return a.articles != b.articles ? a.articles > b.articles : a.form < b.form;
  });
  if (out.words.size() > limit) {
    out.words.resize(limit);
    out.cut = true;
  }
  return out;
}

bool is_latin(std::string_view form) { return !form.empty() && static_cast<unsigned char>(form.front()) < 0xCC; }

}  // namespace

Vocabulary::Vocabulary(const Xapian::Database& database, std::vector<Shard> shards,
                       const std::vector<std::string>& languages)
    : database_(database), shards_(std::move(shards)) {
  for (const std::string& language : languages) stemmers_.emplace_back(language);
  uzbek_ = std::find(languages.begin(), languages.end(), "uz") != languages.end();
  if (languages.empty()) stemmers_.emplace_back("en");
}

Vocabulary::Frequencies Vocabulary::frequencies(const std::string& term) const {
  const auto is_mapped = [](const Shard& shard) { return shard.postings->map(); };
  if (shards_.empty() || !std::all_of(shards_.begin(), shards_.end(), is_mapped))
    return {database_.get_termfreq(term), static_cast<std::uint32_t>(database_.get_collection_freq(term))};
  Frequencies all;
  for (const Shard& shard : shards_) {
    store::PostingReader reader(*shard.postings, shard.columns->last_docid());
    if (!reader.find(term)) continue;
    all.articles += reader.documents();
    all.occurrences += reader.occurrences();
  }
  return all;
}

std::vector<std::string> Vocabulary::all_stems(std::string_view form) const {
  std::vector<std::string> found;
  for (const text::Stemmer& stemmer : stemmers_) found.push_back(stemmer.stem(form));
  if (const std::string plain = text::without_marks(form); !plain.empty())
    for (const text::Stemmer& stemmer : stemmers_) found.push_back(stemmer.stem(plain));
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<std::string> Vocabulary::other_alphabet(std::string_view form) const {
  return uzbek_ ? text::in_other_uzbek_alphabet(form) : std::vector<std::string>();
}

std::vector<std::string> Vocabulary::stems(std::string_view form) const {
  std::vector<std::string> found = all_stems(form);
  if (const std::string plain = text::plain_form(form); is_cut_name(plain, found))
    std::erase_if(found, [&](const std::string& stem) { return cuts_name(stem, plain); });
  return found;
}

// A form that no article has is a name when one of its cases is.  One that may be a plural (штатов) is one when the
// index has it as such and no other case of a surname.
bool Vocabulary::is_cut_name(const std::string& plain, const std::vector<std::string>& stems) const {
  if (std::none_of(stems.begin(), stems.end(), [&](const std::string& stem) { return cuts_name(stem, plain); }))
    return false;
  const bool indexed = articles(schema::word_term({}, plain)) > 0;
  if (indexed && !is_name(plain)) return false;
  const std::vector<IndexWord> found = cases(plain, {});
  const bool others = std::any_of(found.begin(), found.end(),
                                  [&](const IndexWord& word) { return word.form != plain && is_name(word.form); });
  if (others || !indexed) return others;
  const std::vector<std::string> plural = as_plural(plain);
  return std::none_of(plural.begin(), plural.end(),
                      [this](const std::string& form) { return articles(schema::word_term({}, form)) > 0; });
}

// Those that are names, or that only ever begin sentences.
std::vector<IndexWord> Vocabulary::cases(const std::string& plain, std::string_view prefix) const {
  std::vector<IndexWord> found;
  each_word(std::string(prefix), std::string(name_base(plain)), [&](std::string_view word, std::uint32_t articles) {
    if (!are_cases(plain, word) && !are_turkic_cases(plain, word)) return;
    const Capitals capitals = capitals_of(std::string(word), text::name_key(word));
    if (capitals.name() || capitals.always()) found.push_back({std::string(word), articles});
  });
  return found;
}

TermExpansion Vocabulary::name_cases(std::string_view form, std::string_view prefix, std::size_t limit) const {
  const std::string plain = text::plain_form(form);
  if (!is_cut_name(plain, all_stems(form))) return {};
  return best_of(cases(plain, prefix), limit);
}

void Vocabulary::each_term(const std::string& prefix, const Visit& visit) const {
  for (auto term = database_.allterms_begin(prefix); term != database_.allterms_end(prefix); ++term)
    visit(*term, term.get_termfreq());
}

void Vocabulary::each_word(const std::string& prefix, const std::string& start, const Visit& visit) const {
  const std::string from = prefix + start;
  for (auto term = database_.allterms_begin(from); term != database_.allterms_end(from);) {
    const std::string name = *term;
    const char first = name.size() > prefix.size() ? name[prefix.size()] : '\0';
    if (first >= 'A' && first <= 'Z') {  // other fields' terms: words are folded and have no capitals
      term.skip_to(prefix + static_cast<char>(first + 1));
      continue;
    }
    if (first != ':' && first != '\0') visit(std::string_view(name).substr(prefix.size()), term.get_termfreq());
    ++term;
  }
}

// A name's term has a wdf of 1 in articles that write it with a capital inside a sentence, else 0.
Vocabulary::Capitals Vocabulary::capitals_of(const std::string& plain, std::string_view key) const {
  const std::uint32_t all = articles(schema::word_term({}, plain));
  if (key.empty()) return {all, 0, 0};
  const std::string term = schema::word_term(schema::name_key_prefix, std::string(key) + ':' + plain);
  return {all, articles(term), occurrences(term)};
}

bool Vocabulary::is_name(std::string_view form) const {
  const std::string plain = text::plain_form(form);
  return capitals_of(plain, text::name_key(plain)).name();
}

TermExpansion Vocabulary::spellings(std::string_view form, std::size_t limit) const {
  const std::string plain = text::plain_form(form);
  const std::string key = text::name_key(plain);
  if (key.empty()) return {};
  const auto is_ordinary = [this](const std::string& word) {
    const Capitals capitals = capitals_of(word, text::name_key(word));
    return capitals.articles > 0 && !capitals.name() && !capitals.always();
  };
  if (is_ordinary(plain)) return {};
  if (articles(schema::word_term({}, plain)) == 0)
    for (const std::string& stem : stems(plain))
      if (is_ordinary(stem)) return {};
  std::vector<IndexWord> found;
  const std::string prefix = std::string(schema::name_key_prefix) + key + ':';
  each_term(prefix, [&](std::string_view term, std::uint32_t) {
    const std::string other(term.substr(prefix.size()));
    const Capitals capitals = capitals_of(other, key);
    // Across scripts a form that only begins sentences may be a name, if it never has a small letter.
    const bool name = capitals.name() || (is_latin(plain) != is_latin(other) && capitals.always());
    if (other != plain && name && text::same_name(plain, other)) found.push_back({other, capitals.articles});
  });
  return with_cases(best_of(std::move(found), limit), plain, limit);
}

// The case forms of each spelling, which have keys of their own (Атамбаевдин for Atambayev).
TermExpansion Vocabulary::with_cases(const TermExpansion& spellings, const std::string& plain,
                                     std::size_t limit) const {
  std::vector<IndexWord> words = spellings.words;
  for (const IndexWord& spelling : spellings.words)
    for (IndexWord& word : cases(spelling.form, {})) {
      const auto is_same = [&](const IndexWord& known) { return known.form == word.form; };
      if (word.form != plain && std::none_of(words.begin(), words.end(), is_same)) words.push_back(std::move(word));
    }
  TermExpansion all = best_of(std::move(words), limit);
  all.cut = all.cut || spellings.cut;
  return all;
}

TermExpansion Vocabulary::matching(const std::vector<std::string>& patterns, std::string_view prefix,
                                   std::size_t limit) const {
  std::vector<IndexWord> found;
  for (const std::string& pattern : patterns) {
    const std::u32string characters = text::to_characters(pattern);
    const std::string start = pattern.substr(0, pattern.find_first_of("*?"));
    each_word(std::string(prefix), start, [&](std::string_view form, std::uint32_t articles) {
      if (text::glob_match(characters, text::to_characters(form))) found.push_back({std::string(form), articles});
    });
  }
  if (patterns.size() > 1) {
    std::sort(found.begin(), found.end(), [](const IndexWord& a, const IndexWord& b) { return a.form < b.form; });
    const auto same = [](const IndexWord& a, const IndexWord& b) { return a.form == b.form; };
    found.erase(std::unique(found.begin(), found.end(), same), found.end());
  }
  return best_of(std::move(found), limit);
}

TermExpansion Vocabulary::similar(std::string_view form, std::string_view prefix, std::uint32_t edits,
                                  std::size_t limit) const {
  const std::u32string wanted = text::to_characters(form);
  std::vector<IndexWord> found;
  each_word(std::string(prefix), {}, [&](std::string_view word, std::uint32_t articles) {
    if (word.size() > form.size() + 4 * std::size_t{edits} || word.size() + 4 * std::size_t{edits} < form.size())
      return;
    if (text::edit_distance(wanted, text::to_characters(word), edits) <= edits)
      found.push_back({std::string(word), articles});
  });
  return best_of(std::move(found), limit);
}

TermExpansion Vocabulary::inflections(std::string_view form, const std::vector<std::string>& stems,
                                      std::string_view prefix, std::size_t limit) const {
  // The stem's own beginning, less the letter that inflection may change; never so short that half the index
  // is read.
  std::string start(stems.empty() ? form : std::string_view(stems.front()));
  const std::u32string characters = text::to_characters(start);
  const std::size_t keep = characters.size() > 4 ? characters.size() - 1 : characters.size();
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < keep; ++i)
    bytes += characters[i] < 0x80 ? 1 : characters[i] < 0x800 ? 2 : characters[i] < 0x10000 ? 3 : 4;
  start.resize(std::min(bytes, start.size()));
  std::vector<IndexWord> found;
  each_word(std::string(prefix), start, [&](std::string_view word, std::uint32_t articles) {
    const std::vector<std::string> others = this->stems(word);
    const bool shares = std::any_of(others.begin(), others.end(), [&](const std::string& stem) {
      return std::find(stems.begin(), stems.end(), stem) != stems.end();
    });
    if (shares || word == form) found.push_back({std::string(word), articles});
  });
  for (IndexWord& name : name_cases(form, prefix, limit).words)
    if (std::none_of(found.begin(), found.end(), [&](const IndexWord& word) { return word.form == name.form; }))
      found.push_back(std::move(name));
  return best_of(std::move(found), limit);
}

std::string prefix_of_facet(std::string_view facet) {
  if (const schema::Field* field = schema::find_field(facet)) return std::string(field->prefix);
  return std::string(schema::watch_prefix) + std::string(facet);
}

bool Vocabulary::has_facet(std::string_view facet) const {
  return std::any_of(shards_.begin(), shards_.end(),
                     [&](const Shard& shard) { return shard.columns->find(facet) != nullptr; });
}

bool Vocabulary::has_value(std::string_view facet, std::string_view value) const {
  return std::any_of(shards_.begin(), shards_.end(), [&](const Shard& shard) {
    const store::Column* column = shard.columns->find(facet);
    return column && column->code(value) >= 0;
  });
}

std::vector<std::uint32_t> Vocabulary::articles_of_each(const std::vector<std::string>& terms) const {
  std::vector<std::uint32_t> all;
  all.reserve(terms.size());
  for (const std::string& term : terms) all.push_back(articles(term));
  return all;
}

void Vocabulary::each_value(std::string_view facet, const std::function<void(std::string_view)>& visit) const {
  for (const Shard& shard : shards_)
    if (const store::Column* column = shard.columns->find(facet))
      for (const std::string_view value : column->values) visit(value);
}

std::string Vocabulary::label(std::string_view facet, std::string_view value) const {
  return label_ ? label_(facet, value) : taxonomy::label(facet, value);
}

std::vector<std::string> Vocabulary::values_named(std::string_view facet, std::string_view name) const {
  const std::string folded = text::plain_form(schema::fold_name(name));
  std::vector<std::string> found;
  for (const Shard& shard : shards_) {
    const store::Column* column = shard.columns->find(facet);
    if (!column) continue;
    for (const std::string_view value : column->values)
      if (value == name || text::plain_form(schema::fold_name(value)) == folded) found.emplace_back(value);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace blotter::query
