// Tests of the words around a place name: is it a person's name, a street, a dateline?  A hit is a match in a country's
// layer of the lexicon and belongs to the scan; words are indexes into Scan::words.  None of the tests fails.
#pragma once

#include "common/taxonomy/word_list.hpp"
#include "indexer/facets/scan.hpp"

namespace blotter::facets {

// Lists that several rules look at.
inline const taxonomy::WordList coordinator("coordinator"), body_noun("body");

// Returns whether the entry has at least one of the conditions (taxonomy::Condition).
[[nodiscard]] inline bool has(const taxonomy::Entry& entry, std::uint32_t conditions) {
  return (entry.conditions & conditions) != 0;
}

// Returns whether the entry is a name of the country itself.
[[nodiscard]] inline bool names_country(taxonomy::EntryKind kind) {
  using taxonomy::EntryKind;
  return kind == EntryKind::name || kind == EntryKind::old || kind == EntryKind::abbreviation;
}

// Returns whether the entry names the country itself, its state or its people, rather than a place in it.
[[nodiscard]] inline bool is_country_word(const taxonomy::Entry& entry) {
  return names_country(entry.kind) || entry.kind == taxonomy::EntryKind::demonym;
}

// Returns whether a word is a given name with a capital.  An everyday word that is a given name's form too is one only
// where its capital shows a name: «Власти» not where a sentence begins, but "Mark", whose kind English does not
// decline.
[[nodiscard]] bool is_given_name(const Scan& scan, std::uint32_t word);

// Returns whether the words around it make a person's name likely: "Michael Jordan", "Judge Houston", "Torres said";
// with `also_given`, "Jordan Smith" too.
[[nodiscard]] bool looks_like_person(const Scan& scan, const AliasMatch& hit, bool also_given);

// Returns whether an unknown capitalised English word precedes the hit, so that the hit may be a surname: "Matt Shaul",
// where Shaul is also a small town and "Matt" is in no list.
[[nodiscard]] bool follows_unknown_name(const Scan& scan, const AliasMatch& hit);

// Returns whether a person's name precedes the hit: a given name and a surname ("Laura Chen"), or an initial.
[[nodiscard]] bool follows_person(const Scan& scan, const AliasMatch& hit);

// Returns whether a preposition precedes the hit, in the same field and with no sign between: "in Jordan".
[[nodiscard]] bool after_preposition(const Scan& scan, const AliasMatch& hit);

// Returns whether a preposition precedes the list of places that holds the `at`-th hit: "in Tbilisi and Varna".
[[nodiscard]] bool after_listed_preposition(const Scan& scan, std::size_t at);

// Returns whether the hit is part of a longer proper name: a capitalised word that is not a known place adjoins it.
[[nodiscard]] bool inside_longer_name(const Scan& scan, const AliasMatch& hit);

// Returns whether the hit names a street or a business: "Dublin Road", "Yokohama Japanese Restaurant".
[[nodiscard]] bool names_a_street(const Scan& scan, const AliasMatch& hit);

// Returns whether the words belong to a sum of money, which is not evidence of a place: "40 mln Canadian dollars",
// «500 долларов США».
[[nodiscard]] bool names_money(const Scan& scan, std::uint32_t first, std::uint32_t last);

// Returns whether the hit names a county: "Westmoreland County".
[[nodiscard]] bool is_county(const Scan& scan, const AliasMatch& hit);

// Returns whether the words begin a dateline, "TASHKENT, Feb 26 -": a dash follows within a few words, at the beginning
// of the body, or after its first lines if the place is in capitals.
[[nodiscard]] bool is_dateline(const Scan& scan, std::uint32_t first, std::uint32_t last);

}  // namespace blotter::facets
