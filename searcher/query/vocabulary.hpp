// Looks words, their frequencies and the values of facets up in the index, for the planner.
#pragma once

#include "common/store/columns.hpp"
#include "common/store/database.hpp"
#include "common/store/glass/mapped_table.hpp"
#include "common/text/stemmer.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter::query {

// A word of the index and the number of articles that contain it.
struct IndexWord {
  std::string form;
  std::uint32_t articles = 0;
};

// Returns the prefix of the terms of a facet, which may be one of a watch list.
[[nodiscard]] std::string prefix_of_facet(std::string_view facet);

// The words that match a pattern; if they are more than the limit, the most frequent ones, most frequent first.
struct TermExpansion {
  std::vector<IndexWord> words;
  bool cut = false;  // whether there were more
};

// For indexes on this machine.  remote/vocabulary overrides the virtual functions for servers, which have no columns
// and are slow to ask.  Functions may throw Xapian::Error.
class Vocabulary {
 public:
  using Visit = std::function<void(std::string_view form, std::uint32_t articles)>;

  struct Shard {
    std::shared_ptr<const store::Columns> columns;
    std::shared_ptr<glass::MappedTable> postings;
  };
  // `database` has all shards; behind servers, they are not named one by one.
  Vocabulary(const Xapian::Database& database, std::vector<Shard> shards, const std::vector<std::string>& languages);
  virtual ~Vocabulary() = default;
  Vocabulary(const Vocabulary&) = default;
  Vocabulary& operator=(const Vocabulary&) = delete;

  // Returns the number of articles that contain the term.
  [[nodiscard]] virtual std::uint32_t articles(const std::string& term) const { return frequencies(term).articles; }
  // Returns articles() of each of many terms.
  [[nodiscard]] virtual std::vector<std::uint32_t> articles_of_each(const std::vector<std::string>& terms) const;
  [[nodiscard]] std::uint32_t article_count() const { return database_.get_doccount(); }
  // Returns the stems under which the word may have been indexed, with its diacritics and without, ascending.  If the
  // word is a name, stems that remove a part of the name itself are left out; use name_cases() for these.
  [[nodiscard]] std::vector<std::string> stems(std::string_view form) const;

  // Returns how the word is written in Uzbek's other alphabet, where the index has Uzbek text.
  [[nodiscard]] std::vector<std::string> other_alphabet(std::string_view form) const;

  // Returns whether the index uses a form as a name: at least half of the articles that contain it write it with a
  // capital inside a sentence.
  [[nodiscard]] bool is_name(std::string_view form) const;
  // Returns the inflected forms of a name whose stem stems() leaves out, and the name itself; nothing for other words.
  [[nodiscard]] TermExpansion name_cases(std::string_view form, std::string_view prefix, std::size_t limit) const;
  // Returns other spellings of a name in the index, with their inflected forms, most frequent first; nothing if the
  // form, or the word of which it is an inflection, is used as an ordinary word.
  [[nodiscard]] TermExpansion spellings(std::string_view form, std::size_t limit) const;

  // Returns the words that match any of the patterns of characters, `?` (one) and `*` (any number), in the field with
  // that prefix ("", "S", "A").
  [[nodiscard]] TermExpansion matching(const std::vector<std::string>& patterns, std::string_view prefix,
                                       std::size_t limit) const;
  // Returns the words that differ by at most `edits` (insert, delete, replace, swap two neighbours).
  [[nodiscard]] TermExpansion similar(std::string_view form, std::string_view prefix, std::uint32_t edits,
                                      std::size_t limit) const;
  // Returns the forms that have one of these stems, and name_cases().  Phrases and NEAR need them, because stems have
  // no positions.
  [[nodiscard]] TermExpansion inflections(std::string_view form, const std::vector<std::string>& stems,
                                          std::string_view prefix, std::size_t limit) const;

  // Calls `visit` for every value of a facet in the index; more than once for a value that several shards have.
  virtual void each_value(std::string_view facet, const std::function<void(std::string_view)>& visit) const;
  // Returns the label under which a value is shown: as the function given to label_with() says, else the taxonomy's.
  [[nodiscard]] std::string label(std::string_view facet, std::string_view value) const;
  void label_with(std::function<std::string(std::string_view, std::string_view)> label) { label_ = std::move(label); }

  // Returns the values of a facet, as written in the index, whose folded form is that of `name`.
  [[nodiscard]] virtual std::vector<std::string> values_named(std::string_view facet, std::string_view name) const;
  [[nodiscard]] virtual bool has_facet(std::string_view facet) const;
  [[nodiscard]] virtual bool has_value(std::string_view facet, std::string_view value) const;

 protected:
  [[nodiscard]] const Xapian::Database& database() const { return database_; }
  // Returns the sum of the term's wdf over all articles.
  [[nodiscard]] virtual std::uint32_t occurrences(const std::string& term) const {
    return frequencies(term).occurrences;
  }
  // Calls `visit` for every term with that prefix, ascending, with the number of articles that contain it.
  virtual void each_term(const std::string& prefix, const Visit& visit) const;
  // Calls `visit` for every word that begins with `start`, in the field with that prefix.
  virtual void each_word(const std::string& prefix, const std::string& start, const Visit& visit) const;

 private:
  struct Frequencies {
    std::uint32_t articles = 0;
    std::uint32_t occurrences = 0;
  };
  [[nodiscard]] Frequencies frequencies(const std::string& term) const;
  // Numbers of articles that have a form, have it with a capital, and have it with a capital inside a sentence.
  struct Capitals {
    std::uint32_t articles = 0;
    std::uint32_t capital = 0;
    std::uint32_t evidence = 0;
    [[nodiscard]] bool name() const { return evidence > 0 && evidence * 2ull >= articles; }
    [[nodiscard]] bool always() const { return capital > 0 && capital >= articles; }
  };
  [[nodiscard]] Capitals capitals_of(const std::string& plain, std::string_view key) const;
  [[nodiscard]] std::vector<std::string> all_stems(std::string_view form) const;
  [[nodiscard]] bool is_cut_name(const std::string& plain, const std::vector<std::string>& stems) const;
  [[nodiscard]] std::vector<IndexWord> cases(const std::string& plain, std::string_view prefix) const;
  [[nodiscard]] TermExpansion with_cases(const TermExpansion& spellings, const std::string& plain,
                                         std::size_t limit) const;

  std::function<std::string(std::string_view, std::string_view)> label_;
  Xapian::Database database_;
  std::vector<Shard> shards_;
  std::vector<text::Stemmer> stemmers_;  // of the index's languages
  bool uzbek_ = false;                   // whether that is one of them
};

}  // namespace blotter::query
