// Chooses the piece of an article that shows why it matched.
#pragma once

#include "common/article.hpp"
#include "common/text/interner.hpp"
#include "common/text/stemmer.hpp"
#include "common/text/tokeniser.hpp"
#include "searcher/answer/answer.hpp"
#include "searcher/query/planner.hpp"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace blotter::match {

// Finds the words of one query in texts.  One thread.
class Highlighter {
 public:
  explicit Highlighter(const std::vector<query::QueryWord>& words);

  // Returns the whole text with its matching words marked.
  [[nodiscard]] search::Snippet whole(std::string_view text, std::string_view language);
  // Returns a piece of about `length` bytes with as many different words of the query as can be had, the earliest of
  // the best; the beginning when there is none.
  [[nodiscard]] search::Snippet piece(std::string_view text, std::string_view language, std::size_t length);

 private:
  struct Found {
    std::uint32_t start;
    std::uint32_t end;
    std::size_t word;  // of the query
  };
  void find(std::string_view text, std::string_view language);
  // Returns the number of the query's word that the form is, or -1.
  [[nodiscard]] int word_of(std::string_view form, const text::Stemmer& stemmer);
  [[nodiscard]] int find_word(std::string_view form, const text::Stemmer& stemmer) const;

  std::unordered_map<std::string, std::size_t> forms_;
  std::unordered_map<std::string, std::size_t> stems_;
  std::map<std::string, text::Stemmer, std::less<>> stemmers_;
  // What word_of() has found in texts of one language: stemming a word is what a snippet costs.
  std::string language_;
  text::Interner known_;
  std::vector<int> words_;  // by number in `known_`
  text::Tokeniser tokeniser_;
  text::TokenStream stream_;
  std::vector<Found> found_;
};

}  // namespace blotter::match
