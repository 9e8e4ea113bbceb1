// What is done in the text, where it tells a crime without naming it: passports put into a safe, wages that never came.
// An element is found where all parts of one of its patterns (data/elements.tsv) stand together in a sentence; a crime
// where enough different elements of it (data/crime_elements.tsv) stand near each other.
#pragma once

#include "common/taxonomy/element_rule.hpp"
#include "indexer/facets/mention.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::facets {

// A crime that no word of the text names.
struct InferredCrime {
  std::string_view crime;
  std::vector<Mention> elements;  // that make it, in text order
};

class ElementFinder {
 public:
  explicit ElementFinder(const taxonomy::Lexicon& lexicon);

  // The elements in the text, in text order; `scratch` is one thread's.
  struct Place {
    std::uint32_t first = 0, end = 0;  // words; end 0: not seen
  };
  using Scratch = std::vector<std::array<Place, taxonomy::max_pattern_parts>>;
  void find(const Scan& scan, Scratch& scratch, std::vector<Mention>& out) const;

  // Returns the crimes that these elements make, each once, in the order of the table; one all of whose elements make
  // an earlier one is left out.
  [[nodiscard]] std::vector<InferredCrime> infer(const std::vector<Mention>& elements) const;

 private:
  struct Part {  // of a lexicon value; count 0: of another kind
    std::uint32_t element = 0, pattern = 0;
    std::uint8_t number = 0, count = 0;
  };
  struct Group {  // taxonomy::ElementGroup by the elements' numbers
    std::size_t least = 1;
    bool none = false;
    std::vector<std::uint32_t> elements;  // ascending
  };
  struct Rule {
    std::string_view crime;
    std::vector<Group> groups;
  };
  using Counts = std::vector<std::uint32_t>;  // by element: its mentions; the last is of others
  // Returns the element's place in names_, the size of that for another.
  [[nodiscard]] std::uint32_t number_of(std::string_view element) const;
  [[nodiscard]] static bool meets(const Rule& rule, const Counts& counts, bool forbidden_count);

  std::vector<Part> part_of_;       // by value
  std::vector<std::string> names_;  // by element
  std::size_t patterns_ = 0;
  std::vector<Rule> rules_;
};

}  // namespace blotter::facets
