// What the planner asks of the index: words, their frequencies and the values of facets.
#pragma once

#include "common/store/columns.hpp"
#include "common/store/database.hpp"
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

// Returns the prefix of the terms of a facet's values, of a watch list's facet too.
[[nodiscard]] std::string prefix_of_facet(std::string_view facet);

// Words found for a pattern; the most frequent first when there were more than the limit.
struct TermExpansion {
  std::vector<IndexWord> words;
  bool cut = false;  // there were more than the limit
};

// Of indexes on this machine; behind servers the terms alone have to answer, and other classes override what needs
// columns or would ask a server too often.
class Vocabulary {
 public:
  using Visit = std::function<void(std::string_view form, std::uint32_t articles)>;

  // `database` holds all shards, `columns` one a shard.
  Vocabulary(const Xapian::Database& database, std::vector<std::shared_ptr<const store::Columns>> columns,
             const std::vector<std::string>& languages);
  virtual ~Vocabulary() = default;
  Vocabulary(const Vocabulary&) = default;
  Vocabulary& operator=(const Vocabulary&) = delete;

  // Returns the number of articles that contain the term.
  [[nodiscard]] virtual std::uint32_t articles(const std::string& term) const { return database_.get_termfreq(term); }
  [[nodiscard]] std::uint32_t article_count() const { return database_.get_doccount(); }
  // Returns the stems that the word may have been indexed under, with its marks and without, ascending.  Of a name
  // those that cut into it are left out: name_cases() are what it is found by.
  [[nodiscard]] std::vector<std::string> stems(std::string_view form) const;

  // Returns whether the articles write a form as a name: with a capital inside a sentence in half of those that have
  // it.
  [[nodiscard]] bool is_name(std::string_view form) const;
  // Returns the forms of the index that are cases of a name whose stem is left out, and itself; none for any other
  // word.
  [[nodiscard]] TermExpansion name_cases(std::string_view form, std::string_view prefix, std::size_t limit) const;
  // Other forms of the index that spell the same name, and their cases, the most frequent first; none when the form, or
  // the word that it is an inflection of, is an ordinary word here.
  [[nodiscard]] TermExpansion spellings(std::string_view form, std::size_t limit) const;

  // Words that match a pattern of characters, `?` (one) and `*` (any), in forms with that prefix ("", "S",
  // "A").
  [[nodiscard]] TermExpansion matching(std::string_view pattern, std::string_view prefix, std::size_t limit) const;
  // Words within that many edits (insert, delete, replace, swap of neighbours).
  [[nodiscard]] TermExpansion similar(std::string_view form, std::string_view prefix, std::uint32_t edits,
                                      std::size_t limit) const;
  // Forms of the index with one of these stems, and name_cases(), for words near each other: stems have no positions.
  [[nodiscard]] TermExpansion inflections(std::string_view form, const std::vector<std::string>& stems,
                                          std::string_view prefix, std::size_t limit) const;

  // Visits the values of a facet that the index has; one of several shards once for each.
  virtual void each_value(std::string_view facet, const std::function<void(std::string_view)>& visit) const;
  // Returns what is shown for a value; the taxonomy's label unless `label_with` said otherwise.
  [[nodiscard]] std::string label(std::string_view facet, std::string_view value) const;
  void label_with(std::function<std::string(std::string_view, std::string_view)> label) { label_ = std::move(label); }

  // Returns the values of a facet, as written in the index, that fold to the same name.
  [[nodiscard]] virtual std::vector<std::string> values_named(std::string_view facet, std::string_view name) const;
  [[nodiscard]] virtual bool has_facet(std::string_view facet) const;
  [[nodiscard]] virtual bool has_value(std::string_view facet, std::string_view value) const;

 protected:
  [[nodiscard]] const Xapian::Database& database() const { return database_; }
  // Returns the sum of the term's wdf over all articles.
  [[nodiscard]] virtual std::uint32_t occurrences(const std::string& term) const {
    return static_cast<std::uint32_t>(database_.get_collection_freq(term));
  }
  // Visits the terms with that prefix, ascending, with the articles that have each.
  virtual void each_term(const std::string& prefix, const Visit& visit) const;
  // Visits the words with `start`, of the field with that prefix.
  virtual void each_word(const std::string& prefix, const std::string& start, const Visit& visit) const;

 private:
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
  std::vector<std::shared_ptr<const store::Columns>> columns_;
  std::vector<text::Stemmer> stemmers_;  // of the index's languages
};

}  // namespace blotter::query
