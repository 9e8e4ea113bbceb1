// Stems words of a language.  The indexer and the searcher use the same object, or queries would miss what
// was indexed.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace blotter::text {

// Snowball (through Xapian) where it has the language; our light stemmer for Kazakh, Kyrgyz, Uzbek, Turkmen
// and Tajik (light_stem.hpp).  A word in another script than the language's own is stemmed as English (Latin)
// or Russian (Cyrillic), since that is how a reader of the mixed text would inflect it.  One object a thread.
class Stemmer {
 public:
  explicit Stemmer(std::string_view language);  // ISO 639-1; an unknown one stems by script alone
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;
  Stemmer(const Stemmer&) = delete;
  Stemmer& operator=(const Stemmer&) = delete;

  // Returns the stem of a normalised form; the form itself where there is nothing to strip.
  [[nodiscard]] std::string stem(std::string_view form) const;

 private:
  struct Rules;
  std::unique_ptr<Rules> rules_;
};

}  // namespace blotter::text
