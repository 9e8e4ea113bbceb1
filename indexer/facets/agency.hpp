// Bodies named in the text: those with a name of their own, those that every country has (their country comes
// from the words around or from the story), and unlisted ones recognised by their build.
#pragma once

#include "indexer/facets/local_body.hpp"
#include "indexer/facets/mention.hpp"

#include <string>
#include <vector>

namespace blotter::facets {

class AgencyResolver {
 public:
  // The lexicon outlives the resolver.
  explicit AgencyResolver(const taxonomy::Lexicon& lexicon);

  // `countries` are the resolved country mentions, `salience` their scores (for the story's country).
  void resolve(const Scan& scan, const std::vector<CountryMention>& countries, const std::vector<Salience>& salience,
               std::vector<Mention>& out) const;

 private:
  struct Body {
    std::string slug;
    std::vector<CountryCode> countries;                          // the first is the default; empty: any
    std::vector<std::pair<CountryCode, std::string>> overrides;  // slugs of single countries
  };
  [[nodiscard]] CountryCode country_of(const Scan& scan, const std::vector<CountryMention>& countries,
                                       const std::vector<Salience>& salience, std::uint32_t first, std::uint32_t last,
                                       const std::vector<CountryCode>& allowed) const;
  // Returns the identifier of a country's body of that kind.
  [[nodiscard]] static std::string id_of(const Body& body, CountryCode country);
  // Adds the bodies of the countries that are joined to a body's.
  void add_joined(const Scan& scan, const std::vector<CountryMention>& countries, std::vector<Mention>& out) const;
  static void add_acronyms(const Scan& scan, const std::vector<CountryMention>& countries,
                           const std::vector<Mention>& acronyms, std::vector<Mention>& out);
  void follow_references(const Scan& scan, const std::vector<const AliasMatch*>& references,
                         std::vector<Mention>& out) const;

  const taxonomy::Lexicon& lexicon_;
  LocalBodyFinder local_bodies_;
  std::vector<std::string> names_;      // by value: identifier of a named body, or part of one
  std::vector<std::uint32_t> body_of_;  // by value: 1 + index into bodies_
  std::vector<Body> bodies_;
};

}  // namespace blotter::facets
