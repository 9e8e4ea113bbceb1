// Infers crimes from acts that the text describes without naming a crime: passports locked in a safe, wages that were
// never paid.  Such an act is an element of the crime.  An element is found where all parts of one of its patterns
// (data/elements.tsv) occur in one sentence, within 18 words; a crime where enough different elements of it
// (data/crime_elements.tsv) occur within 150 words.
#pragma once

#include "common/taxonomy/element_rule.hpp"
#include "indexer/facets/mention.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::facets {

// A crime that was inferred from its elements.
struct InferredCrime {
  std::string_view crime;         // its identifier in the taxonomy
  std::vector<Mention> elements;  // from which it was inferred, in text order
};

// Finds elements of crimes and infers crimes.  Immutable: threads share it.
class ElementFinder {
 public:
  // Reads the patterns and rules that are compiled into the program.  `lexicon` must outlive the finder.
  explicit ElementFinder(const taxonomy::Lexicon& lexicon);

  // The last occurrence of a pattern's part: indices of its first word and of the word after it; end 0: none so far.
  struct WordRange {
    std::uint32_t first = 0, end = 0;
  };
  // Buffer of find(), by pattern and part.  One per thread.
  using Scratch = std::vector<std::array<WordRange, taxonomy::max_pattern_parts>>;
  // Replaces `out` by the elements in the text, in text order.
  void find(const Scan& scan, Scratch& scratch, std::vector<Mention>& out) const;

  // Returns the crimes of which `elements` (from find()) are enough, each crime once, in the order of the table.  A
  // crime is left out if all of its elements already belong to crimes before it.
  [[nodiscard]] std::vector<InferredCrime> infer(const std::vector<Mention>& elements) const;

 private:
  // Which part of which pattern a value of the lexicon is.
  struct Part {
    std::uint32_t element = 0, pattern = 0;
    std::uint8_t number = 0, count = 0;  // the part's number in the pattern, and how many parts that has; 0: no part
  };
  // Elements of which a rule needs `min_present`, or forbids all (`none`); taxonomy::ElementGroup with numbers for
  // names.
  struct Group {
    std::size_t min_present = 1;
    bool none = false;
    std::vector<std::uint32_t> elements;  // numbers, ascending
  };
  struct Rule {
    std::string_view crime;
    std::vector<Group> groups;
  };
  using Counts = std::vector<std::uint32_t>;  // mentions by element number; the last: elements without a number
  // Returns the element's index in names_, or names_.size() if it is not there.
  [[nodiscard]] std::uint32_t number_of(std::string_view element) const;
  [[nodiscard]] static bool meets(const Rule& rule, const Counts& counts, bool forbidden_count);

  std::vector<Part> part_of_;       // by value number of the lexicon
  std::vector<std::string> names_;  // by element number
  std::size_t patterns_ = 0;        // number of patterns
  std::vector<Rule> rules_;
};

}  // namespace blotter::facets
