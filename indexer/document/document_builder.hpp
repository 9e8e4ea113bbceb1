// From an article to what the index holds of it: terms with positions, values and the stored record.
#pragma once

#include "common/article.hpp"
#include "common/schema.hpp"
#include "common/store/dictionary.hpp"
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

// Weights of BM25F's "simple" form (Robertson, Zaragoza, Taylor, CIKM 2004): a word of a weighty field counts
// as that many words, before saturation.
inline constexpr std::uint32_t title_weight = 3;
inline constexpr std::uint32_t body_weight = 1;

// One document, independent of how it will be written.
struct IndexDocument {
  struct Term {
    std::uint32_t id = 0;  // in the vocabulary
    std::uint32_t wdf = 0;
    std::uint32_t first_position = 0;  // into positions
    std::uint32_t position_count = 0;
  };
  std::string id;                        // the article's
  std::vector<Term> terms;               // each once, in no order
  std::vector<std::uint32_t> positions;  // ascending inside a term
  std::vector<std::pair<schema::Slot, std::string>> values;
  std::string data;  // store::encode, perhaps packed

  [[nodiscard]] std::string_view value(schema::Slot slot) const {
    for (const auto& [number, text] : values)
      if (number == slot) return text;
    return {};
  }
};

// One object a thread.  The tagger is shared.
class DocumentBuilder {
 public:
  // `watch_facets` names the watch-list facets.  Terms are numbered in `vocabulary`, which outlives the
  // builder.
  DocumentBuilder(const facets::Tagger& tagger, std::vector<std::string> watch_facets, text::Interner& vocabulary);

  // Completes the article (language when missing, found facets), as --dry-run prints it.
  void enrich(Article& article);
  // enrich(), then the document.  `content_hash` is kept in its slot.
  void build(Article& article, std::uint64_t content_hash, std::string_view absolute_path, IndexDocument& out);

  // The records of the documents are packed with it from now on; as they are when it is empty.
  void compress_with(const std::string& dictionary);

  // The documents get what a shard's have (common/store/shard.hpp), or not.
  void build_for_shard(bool shard) { for_shard_ = shard; }

  // To be called when the vocabulary was cleared: term numbers have ended.
  void forget_terms();
  // Clears the vocabulary when it has outgrown the cache; documents built before must have been consumed.
  void bound_vocabulary();

 private:
  struct Occurrence {
    std::uint32_t term_index;
    std::uint32_t position;
  };

  std::uint32_t term_index(std::uint32_t term_id);
  void count(std::uint32_t term_id, std::uint32_t wdf) { (*terms_)[term_index(term_id)].wdf += wdf; }
  void count_at(std::uint32_t index, std::uint32_t wdf, std::uint32_t position);
  void order_title(IndexDocument& out);
  void add_words(const text::TokenStream& stream, TermIdCache& lexicon, TextField field, std::uint32_t first_position);
  void number_words(const text::TokenStream& stream, TermIdCache& lexicon);
  void add_word(std::uint32_t exact, std::string_view form, TermIdCache& lexicon, TextField field,
                std::uint32_t position);
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
  std::map<std::string, TermIdCache> lexicons_;
  std::optional<store::RecordCompressor> packer_;
  bool for_shard_ = false;

  // Of the document being built.
  std::vector<IndexDocument::Term>* terms_ = nullptr;
  std::vector<Occurrence> occurrences_;
  std::vector<std::uint32_t> numbers_;  // of one text's words: of their exact terms
  std::vector<std::string_view> title_forms_;
  std::vector<std::string> title_words_;  // with the joined ones and those without marks
  std::string title_order_;               // empty: the title's terms need positions
  std::uint32_t document_ = 0;
  // By term number: the document that touched it last, and its index among that document's terms.
  struct Mark {
    std::uint32_t document = 0;
    std::uint32_t index = 0;
  };
  std::vector<Mark> marks_;
};

}  // namespace blotter
