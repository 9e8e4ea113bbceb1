// What the words around a place name say of it: a person's name, a street, a dateline.
#pragma once

#include "common/taxonomy/word_list.hpp"
#include "indexer/facets/scan.hpp"

namespace blotter::facets {

// Lists that several rules look at.
inline const taxonomy::WordList coordinator("coordinator"), body_noun("body");

[[nodiscard]] inline bool has(const taxonomy::Entry& entry, std::uint32_t conditions) {
  return (entry.conditions & conditions) != 0;
}

// Names the country itself.
[[nodiscard]] inline bool names_country(taxonomy::EntryKind kind) {
  using taxonomy::EntryKind;
  return kind == EntryKind::name || kind == EntryKind::old || kind == EntryKind::abbreviation;
}

// Names the country itself, its state or its people: not a place in it.
[[nodiscard]] inline bool is_country_word(const taxonomy::Entry& entry) {
  return names_country(entry.kind) || entry.kind == taxonomy::EntryKind::demonym;
}

// A word that can be a person's name by what stands around it: "Michael Jordan", "Judge Houston", "Torres said";
// with `also_given`, "Jordan Smith" too.
[[nodiscard]] bool looks_like_person(const Scan& scan, const AliasMatch& hit, bool also_given);

// "Matt Shaul", where Shaul is a small town and Matt no word that we know: a surname, in English.
[[nodiscard]] bool follows_unknown_name(const Scan& scan, const AliasMatch& hit);

// "Laura Chen" before the hit: a given name and a surname, or an initial.
[[nodiscard]] bool follows_person(const Scan& scan, const AliasMatch& hit);

[[nodiscard]] bool after_preposition(const Scan& scan, const AliasMatch& hit);

// Returns the same for a hit by its number, through a list: "in Tbilisi and Varna".
[[nodiscard]] bool after_listed_preposition(const Scan& scan, std::size_t at);

// A capitalised word that is no known place joins it: part of a longer proper name.
[[nodiscard]] bool inside_longer_name(const Scan& scan, const AliasMatch& hit);

// "Dublin Road", "Yokohama Japanese Restaurant".
[[nodiscard]] bool names_a_street(const Scan& scan, const AliasMatch& hit);

// "40 mln Canadian dollars", «500 долларов США»: a sum of money, which says nothing of the place.
[[nodiscard]] bool names_money(const Scan& scan, std::uint32_t first, std::uint32_t last);

// "Westmoreland County".
[[nodiscard]] bool is_county(const Scan& scan, const AliasMatch& hit);

// "TASHKENT, Feb 26 -": a dash follows within a few words, at the body's beginning or after its first lines where
// the place is in capitals.
[[nodiscard]] bool is_dateline(const Scan& scan, std::uint32_t first, std::uint32_t last);

}  // namespace blotter::facets
