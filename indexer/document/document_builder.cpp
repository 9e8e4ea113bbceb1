#include "indexer/document/document_builder.hpp"

#include "common/current_day.hpp"
#include "common/store/article_record.hpp"
#include "common/store/shard.hpp"
#include "common/store/word_order.hpp"
#include "common/text/fold.hpp"
#include "common/text/language.hpp"
#include "common/text/signature.hpp"
#include "indexer/document/identity.hpp"
#include "indexer/reader/url.hpp"

#include <algorithm>
#include <cstring>

namespace blotter {
namespace {

// A capital initial, detected cheaply: ASCII capitals, and for other scripts a first character that folding
// changed.
bool has_capital(std::string_view written, std::string_view form) {
  if (written.empty()) return false;
  const auto first = static_cast<unsigned char>(written.front());
  if (first < 0x80) return first >= 'A' && first <= 'Z';
  return form.empty() || written.substr(0, 2) != form.substr(0, 2);
}

// Whether a capital says nothing of the word: nothing but spaces, hyphens and low marks lies between it and the word
// before in the middle of a sentence.
bool starts_sentence(const text::TokenStream& stream, std::size_t word) {
  if (word == 0) return true;
  const text::Token& before = stream.tokens[word - 1];
  const std::string_view gap = stream.source.substr(before.end, stream.tokens[word].start - before.end);
  // The words of a hashtag all have capitals.
  if (gap.empty() || gap.ends_with('#') || gap.ends_with('@') || gap.find('\n') != std::string_view::npos) return true;
  // An initial or abbreviation (г. Ош, Mr. Smith) ends no sentence.
  if (gap.starts_with('.')) return before.form_length > 4;
  return gap.find_first_of("!?:\"(") != std::string_view::npos || gap.find('\xE2') != std::string_view::npos ||
         gap.find('\xC2') != std::string_view::npos;
}

}  // namespace

DocumentBuilder::DocumentBuilder(const facets::Tagger& tagger, std::vector<std::string> watch_facets,
                                 text::Interner& vocabulary)
    : tagger_(tagger),
      watch_facets_(std::move(watch_facets)),
      vocabulary_(vocabulary),
      indexed_(std::to_string(current_day())) {}

TermIdCache& DocumentBuilder::lexicon_of(const std::string& language) {
  return lexicons_.try_emplace(language, language, vocabulary_).first->second;
}

void DocumentBuilder::forget_terms() {
  marks_.clear();
  for (auto& [language, lexicon] : lexicons_) lexicon.clear();
}

void DocumentBuilder::bound_vocabulary() {
  constexpr std::size_t limit = 8u << 20;
  if (vocabulary_.bytes() < limit) return;
  vocabulary_.clear();
  forget_terms();
}

void DocumentBuilder::compress_with(const std::string& dictionary) {
  packer_.reset();
  if (!dictionary.empty()) packer_.emplace(dictionary);
}

void DocumentBuilder::enrich(Article& article) {
  if (article.language.empty()) article.language = text::detect_language(article.title, article.body);
  tokeniser_.tokenise(article.title, title_);
  tokeniser_.tokenise(article.body, body_);
  tagger_.tag(title_, body_, article, scratch_);
}

// The index of a term among those of the document being built.
std::uint32_t DocumentBuilder::term_index(std::uint32_t term_id) {
  if (term_id >= marks_.size()) marks_.resize(std::max<std::size_t>(vocabulary_.size(), term_id + 1));
  Mark& mark = marks_[term_id];
  if (mark.document != document_) {
    mark = {document_, static_cast<std::uint32_t>(terms_->size())};
    terms_->push_back({term_id, 0, 0, 0});
  }
  return mark.index;
}

void DocumentBuilder::count_at(std::uint32_t index, std::uint32_t wdf, std::uint32_t position) {
  IndexDocument::Term& term = (*terms_)[index];
  term.wdf += wdf;
  ++term.position_count;
  occurrences_.push_back({index, position});
}

// Servers check phrases by position lists, and so must we where no order can be made.
void DocumentBuilder::order_words(IndexDocument& out) {
  const auto title_words = static_cast<std::uint32_t>(title_.tokens.size());
  std::string order;
  if (!for_shard_ && orderable_) {
    hashes_.clear();
    for (const Form& form : forms_) hashes_.push_back(form.hash);
    order = store::word_order(hashes_, words_, title_words);
  }
  if (!order.empty()) {
    out.values.emplace_back(schema::slot_word_order, std::move(order));
    return;
  }
  const auto list = [&](bool of_title, std::uint32_t start) {
    for (const store::OrderedForm& word : words_) {
      if ((word.index < title_words) != of_title) continue;
      const std::uint32_t position = start + word.index - (of_title ? 0 : title_words);
      count_at(forms_[word.form].exact_index, 0, position);
      if (of_title) count_at(forms_[word.form].title_index, 0, position);
    }
  };
  const std::uint32_t title = store::title_start(title_words);
  const std::uint32_t body = store::body_start(title_words);
  if (title < body) list(true, title);  // positions rise
  list(false, body);
  if (title > body) list(true, title);
}

// The tables that words are looked up in do not fit into the processor's caches: their places are read before they are
// needed, here those of the forms, then those of the records.
constexpr std::size_t words_ahead = 8;

void DocumentBuilder::number_words(const text::TokenStream& stream, TermIdCache& lexicon) {
  const std::size_t size = stream.tokens.size();
  numbers_.clear();
  for (std::size_t i = 0; i < size; ++i) {
    if (i + words_ahead < size) lexicon.prefetch(stream.form(i + words_ahead));
    numbers_.push_back(lexicon.number(stream.form(i)));
  }
}

void DocumentBuilder::add_word(std::uint32_t exact, std::string_view form, TermIdCache& lexicon, TextField field,
                               std::uint32_t index) {
  const bool in_title = field == TextField::title;
  const std::uint32_t weight = in_title ? title_weight : body_weight;
  TermIdCache::TermIds& word = lexicon.word(exact, form);
  if (word.document != document_) {
    word.document = document_;
    word.form = static_cast<std::uint32_t>(forms_.size());
    word.stem_index = term_index(word.stem);
    forms_.push_back({term_index(exact), 0, word.hash});
    orderable_ = orderable_ && form.size() <= schema::short_form;
  }
  Form& known = forms_[word.form];
  words_.push_back({word.form, index});
  (*terms_)[known.exact_index].wdf += weight;
  (*terms_)[word.stem_index].wdf += weight;
  if (in_title) {
    title_words_.emplace_back(form);
    lexicon.know_title(word, form);
    known.title_index = term_index(word.title_exact);
    count(word.title_exact, 1);
    count(word.title_stem, 1);
  }
}

// Once a document, with a wdf of 1 where the capital is evidence of a name: how many articles write the form as a name
// is what is asked.
void DocumentBuilder::add_name_key(std::uint32_t exact, std::string_view form, TermIdCache& lexicon, bool evidence) {
  TermIdCache::TermIds& word = lexicon.word(exact, form);
  lexicon.know_name_key(word, form);
  if (word.name_key == text::Interner::none) return;
  std::uint32_t& wdf = (*terms_)[term_index(word.name_key)].wdf;
  wdf = std::max<std::uint32_t>(wdf, evidence);
}

// A word without its marks, and words read as one, are further words of the same index.
void DocumentBuilder::add_words(const text::TokenStream& stream, TermIdCache& lexicon, TextField field,
                                std::uint32_t first_index) {
  std::uint32_t index = first_index;
  std::size_t next_joined = 0;
  if (field == TextField::title) title_words_.clear();
  number_words(stream, lexicon);
  for (std::size_t i = 0; i < stream.tokens.size(); ++i, ++index) {
    if (i + words_ahead < numbers_.size()) lexicon.prefetch(numbers_[i + words_ahead]);
    const std::string_view form = stream.form(i);
    const std::uint32_t exact = numbers_[i];
    add_word(exact, form, lexicon, field, index);
    if (has_capital(stream.written(stream.tokens[i]), form))
      add_name_key(exact, text::plain_form(form), lexicon, field == TextField::body && !starts_sentence(stream, i));
    if (const std::string plain = text::without_marks(form); !plain.empty())
      add_word(lexicon.number(plain), plain, lexicon, field, index);
    for (; next_joined < stream.joined.size() && stream.joined[next_joined].token == i; ++next_joined) {
      const std::string joined(stream.form(stream.joined[next_joined]));
      const std::uint32_t whole = lexicon.number(joined);
      add_word(whole, joined, lexicon, field, index);
      if (joined.front() > '9') add_name_key(whole, joined, lexicon, field == TextField::body);
    }
  }
}

// Words that the body does not have are marked, so that `body:word` is `word AND_NOT marker`; likewise stems.
void DocumentBuilder::mark_title_only(TermIdCache& lexicon) {
  const auto all_in_title = [this](std::uint32_t index, std::uint32_t title_term) {
    return (*terms_)[index].wdf == (*terms_)[term_index(title_term)].wdf * title_weight;
  };
  for (const std::string& form : title_words_) {
    const TermIdCache::TermIds word = lexicon.word(lexicon.number(form), form);
    if (!all_in_title(forms_[word.form].exact_index, word.title_exact)) continue;
    count(lexicon.title_only_exact(form), 0);
    if (all_in_title(word.stem_index, word.title_stem)) count(lexicon.title_only_stem(form), 0);
  }
}

void DocumentBuilder::add_authors(const Article& article) {
  const std::string prefix(schema::find_field("author")->prefix);
  std::uint32_t position = 1;
  for (const std::string& author : article.authors) {
    tokeniser_.tokenise(author, author_);
    for (const text::Token& token : author_.tokens) {
      const std::string form = text::plain_form(author_.form(token));
      count_at(term_index(vocabulary_.intern(schema::word_term(prefix, form)).first), 1, position++);
    }
    position += 10;  // no phrase runs from one author into the next
  }
}

void DocumentBuilder::add_boolean(std::string_view prefix, std::string_view value) {
  if (value.empty()) return;
  count(vocabulary_.intern(schema::boolean_term(prefix, value)).first, 0);
}

void DocumentBuilder::add_urls(const Article& article) {
  if (article.url.empty()) return;
  add_boolean(schema::find_field("url")->prefix, article.url);
  for (std::string_view host = reader::host_of(article.url); !host.empty();) {
    add_boolean(schema::host_prefix, schema::fold_name(host));
    const std::size_t dot = host.find('.');
    if (dot == std::string_view::npos) break;
    host.remove_prefix(dot + 1);
  }
}

void DocumentBuilder::add_facets(const Article& article) {
  store::each_facet_value(
      article, watch_facets_,
      [this](std::string_view, std::string_view prefix, std::string_view value) { add_boolean(prefix, value); });
}

// Counting sort: occurrences come in position order, so each term's end up ascending.
void DocumentBuilder::place_positions(IndexDocument& out) {
  std::uint32_t next = 0;
  for (IndexDocument::Term& term : out.terms) {
    term.first_position = next;
    next += term.position_count;
    term.position_count = 0;
  }
  out.positions.resize(next);
  for (const Occurrence& occurrence : occurrences_) {
    IndexDocument::Term& term = out.terms[occurrence.term_index];
    out.positions[term.first_position + term.position_count++] = occurrence.position;
  }
}

void DocumentBuilder::build(Article& article, std::uint64_t content_hash, std::string_view absolute_path,
                            IndexDocument& out) {
  enrich(article);
  out.terms.clear();
  out.values.clear();
  occurrences_.clear();
  forms_.clear();
  words_.clear();
  orderable_ = true;
  terms_ = &out.terms;
  if (++document_ == 0) {  // wrapped: no mark may seem current
    forget_terms();
    document_ = 1;
  }
  TermIdCache& lexicon = lexicon_of(article.language);
  add_words(title_, lexicon, TextField::title, 0);
  add_words(body_, lexicon, TextField::body, static_cast<std::uint32_t>(title_.tokens.size()));
  order_words(out);
  mark_title_only(lexicon);
  add_authors(article);

  add_boolean(schema::find_field("id")->prefix, article.id);
  if (const std::string text = text_term(text_hash(article)); !text.empty()) count(vocabulary_.intern(text).first, 0);
  if (article.ocr)
    if (const std::string key = ocr_term(article.ocr->key); !key.empty()) count(vocabulary_.intern(key).first, 0);
  add_boolean(schema::find_field("parent")->prefix, article.parent);
  add_urls(article);
  for (const std::string& keyword : article.keywords)
    add_boolean(schema::find_field("keyword")->prefix, schema::fold_name(keyword));
  if (!absolute_path.empty()) add_boolean(schema::path_prefix, absolute_path);
  if (std::string date = store::compact_date(article.published); !date.empty())
    out.values.emplace_back(schema::slot_published, std::move(date));
  if (std::string date = store::compact_date(article.collected); !date.empty())
    out.values.emplace_back(schema::slot_collected, std::move(date));
  out.values.emplace_back(schema::slot_indexed,
                          article.indexed.empty() ? indexed_ : store::compact_date(article.indexed));
  std::string hash(sizeof content_hash, '\0');
  std::memcpy(hash.data(), &content_hash, sizeof content_hash);
  out.values.emplace_back(schema::slot_content_hash, std::move(hash));
  if (std::string signature = text::signature_of(title_, body_).bytes(); !signature.empty())
    out.values.emplace_back(schema::slot_signature, std::move(signature));
  add_facets(article);
  if (for_shard_)
    for (auto& value : store::shard_values(article, watch_facets_)) out.values.push_back(std::move(value));
  place_positions(out);
  out.id = article.id;
  out.data = store::encode(article);
  if (packer_) store::pack(out.data, *packer_);
  terms_ = nullptr;
}

}  // namespace blotter
