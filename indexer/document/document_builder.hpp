// Turns an article into the document that the index stores: terms with positions, values, and the article's record.
#pragma once

#include "common/article.hpp"
#include "common/schema.hpp"
#include "common/store/dictionary.hpp"
#include "common/store/word_order.hpp"
#include "common/text/interner.hpp"
#include "common/text/token.hpp"
#include "common/text/tokeniser.hpp"
#include "indexer/document/term_id_cache.hpp"
#include "indexer/facets/tagger.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter {

// Field weights of BM25F's "simple" form (Robertson, Zaragoza, Taylor, CIKM 2004): one word of the field adds this much
// to the wdf of its terms.
inline constexpr std::uint32_t title_weight = 3;
inline constexpr std::uint32_t body_weight = 1;

// One document, before it is written by either of the writers (run_writer, index_writer).
struct IndexDocument {
  struct Term {
    std::uint32_t id = 0;  // in the builder's vocabulary
    std::uint32_t wdf = 0;
    std::uint32_t first_position = 0;  // index in `positions`
    std::uint32_t position_count = 0;
  };
  std::string id;                        // of the article
  std::vector<Term> terms;               // each term once, unordered
  std::vector<std::uint32_t> positions;  // of all terms; ascending within one term
  std::vector<std::pair<schema::Slot, std::string>> values;
  std::string data;  // the article's record (store::encode), compressed if the index has a dictionary

  // Returns the value of a slot, or empty.
  [[nodiscard]] std::string_view value(schema::Slot slot) const {
    for (const auto& [number, text] : values)
      if (number == slot) return text;
    return {};
  }
};

// Builds documents.  Use one per thread; threads share the tagger.
class DocumentBuilder {
 public:
  // `watch_facets` are the names of the facets that watch lists declare.  `vocabulary` gives terms their ids and must
  // outlive the builder, as the tagger must.
  DocumentBuilder(const facets::Tagger& tagger, std::vector<std::string> watch_facets, text::Interner& vocabulary);

  // Adds to the article what analysis finds: its language, if it has none, and its facets.  --dry-run prints the
  // result.
  void enrich(Article& article);
  // Enriches the article, then replaces `out` by its document.  `content_hash` (content_hash.hpp) is stored in a value
  // slot, `absolute_path` (of the file, may be empty) in a term.
  // An article that comes from no index gets the day on which the builder was made as the day of indexing.
  void build(Article& article, std::uint64_t content_hash, std::string_view absolute_path, IndexDocument& out);

  // Compresses the records of later documents with this dictionary (store/dictionary.hpp); empty: no compression.
  void compress_with(const std::string& dictionary);

  // Chooses whether later documents get the values that the documents of a shard have (common/store/shard.hpp).
  void build_for_shard(bool shard) { for_shard_ = shard; }

  // Discards cached term ids.  Must be called after the vocabulary was cleared.
  void forget_terms();
  // Clears the vocabulary if it has grown beyond its limit.  The ids in documents built before become invalid.
  void bound_vocabulary();

 private:
  struct Occurrence {
    std::uint32_t term_index;
    std::uint32_t position;
  };

  std::uint32_t term_index(std::uint32_t term_id);
  void count(std::uint32_t term_id, std::uint32_t wdf) { (*terms_)[term_index(term_id)].wdf += wdf; }
  void count_at(std::uint32_t index, std::uint32_t wdf, std::uint32_t position);
  void order_words(IndexDocument& out);
  void add_words(const text::TokenStream& stream, TermIdCache& lexicon, TextField field, std::uint32_t first_index);
  void number_words(const text::TokenStream& stream, TermIdCache& lexicon);
  void add_word(std::uint32_t exact, std::string_view form, TermIdCache& lexicon, TextField field, std::uint32_t index);
  void add_name_key(std::uint32_t exact, std::string_view form, TermIdCache& lexicon, bool evidence);
  void mark_title_only(TermIdCache& lexicon);
  void add_authors(const Article& article);
  void add_boolean(std::string_view prefix, std::string_view value);
  void add_urls(const Article& article);
  void add_facets(const Article& article);
  void place_positions(IndexDocument& out);
  TermIdCache& lexicon_of(const std::string& language);

  const facets::Tagger& tagger_;
  std::vector<std::string> watch_facets_;
  facets::TaggerScratch scratch_;
  text::Tokeniser tokeniser_;
  text::TokenStream title_;
  text::TokenStream body_;
  text::TokenStream author_;
  text::Interner& vocabulary_;
  std::string indexed_;  // for slot_indexed
  std::map<std::string, TermIdCache> lexicons_;
  std::optional<store::RecordCompressor> packer_;
  bool for_shard_ = false;

  // State of the document that is being built.
  std::vector<IndexDocument::Term>* terms_ = nullptr;
  std::vector<Occurrence> occurrences_;
  std::vector<std::uint32_t> numbers_;    // term ids of one text's words as typed
  std::vector<std::string> title_words_;  // also joined words, and words without their marks
  // The different forms of title and body: indexes of their terms in `terms`.
  struct Form {
    std::uint32_t exact_index = 0;
    std::uint32_t title_index = 0;  // of forms that the title has
    std::uint32_t hash = 0;
  };
  std::vector<Form> forms_;
  std::vector<store::OrderedForm> words_;
  std::vector<std::uint32_t> hashes_;  // of the forms
  bool orderable_ = true;              // no form is so long that its terms may be truncated
  std::uint32_t document_ = 0;
  // By term id: the last document that has the term, and the term's index in that document's `terms`.
  struct Mark {
    std::uint32_t document = 0;
    std::uint32_t index = 0;
  };
  std::vector<Mark> marks_;
};

}  // namespace blotter
