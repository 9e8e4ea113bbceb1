// The field table: what the indexer writes, what the searcher asks for, and what the help lists.  Term
// prefixes follow Omega's convention (S title, A author, Q id, L language, Z stem, X… own).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace blotter::schema {

// Stored in the index: the format that is written.  Format 1, with the words' positions in lists, is read, too; it
// becomes 2 with the first change.  To open an index of another number is an error.
inline constexpr std::string_view version = "2";
[[nodiscard]] constexpr bool is_readable(std::string_view format) { return format == version || format == "1"; }

enum class FieldKind : std::uint8_t {
  text,     // tokenised: exact terms `prefix + form`, in the order of slot_word_order (the author's: with positions),
            // and stems `Z + prefix + stem`
  boolean,  // one term per value: boolean_term(prefix, value), wdf 0
  facet,    // boolean, and counted: the columns are made from its terms
  date,     // a value slot, `slot`
  path,     // one term of the file's absolute path (path_prefix)
};

// Value slots.
using Slot = std::uint32_t;
inline constexpr Slot slot_published = 0;     // YYYYMMDD; absent when unknown
inline constexpr Slot slot_collected = 2;     // likewise
inline constexpr Slot slot_indexed = 3;       // likewise: an older index has none
inline constexpr Slot slot_content_hash = 1;  // 8 bytes: XXH3 of what the reader gave
inline constexpr Slot slot_signature = 9;     // text::Signature, from which the groups of near-duplicates are found
inline constexpr Slot slot_superseded = 8;  // 8 bytes each: content hashes of what it replaced in the run that wrote it
inline constexpr Slot slot_title_order = 10;  // of format 1: store::add_title_positions
inline constexpr Slot slot_word_order = 11;   // store::word_order; an article without it has position lists

struct Field {
  std::string_view name;    // as in `field:value`
  std::string_view prefix;  // of its terms
  FieldKind kind = FieldKind::text;
  std::string_view help;
  std::string_view table{};  // of a facet: the taxonomy's table of its values; empty where any value may come
  Slot slot = 0;             // of a date
  std::string_view event{};  // of a date: what happened to the article on that day
};

inline constexpr std::array fields{
    Field{"title", "S", FieldKind::text, "words of the title"},
    Field{"body", "XB", FieldKind::text, "words of the text below the title"},
    Field{"author", "A", FieldKind::text, "words of an author's name"},
    Field{"id", "Q", FieldKind::boolean, "the article's identifier"},
    Field{"url", "U", FieldKind::boolean, "an address, or a host and all below it"},
    Field{"path", "XP", FieldKind::path, "the file or a folder above it; * and ? are wildcards"},
    Field{"country", "XC", FieldKind::facet, "a country that is mentioned (code or name)", "country"},
    Field{"focus", "XF", FieldKind::facet, "a country that the story is about", "country"},
    Field{"agency", "XG", FieldKind::facet, "a body that is named (identifier)", "agency"},
    Field{"crime", "XK", FieldKind::facet, "a crime type; a parent finds its children", "crime"},
    Field{"indicator", "XI", FieldKind::facet, "a sign of forced labour, one of the ILO's eleven (identifier)",
          "indicator"},
    Field{"language", "L", FieldKind::facet, "language of the text (ISO 639-1)"},
    Field{"source", "XO", FieldKind::facet, "the outlet"},
    Field{"charge", "XR", FieldKind::facet, "the main crime of the story, or one that weighs the same", "crime"},
    Field{"keyword", "K", FieldKind::boolean, "a category or tag that the input gave"},
    Field{"parent", "XM", FieldKind::boolean, "identifier of the mail that it is attached to"},
    Field{"published", "", FieldKind::date, "a date or a range of dates", {}, slot_published, "published"},
    Field{"collected",
          "",
          FieldKind::date,
          "when it was saved: a date or a range of dates",
          {},
          slot_collected,
          "saved or captured"},
    Field{"indexed",
          "",
          FieldKind::date,
          "when it came into the index: a date or a range of dates",
          {},
          slot_indexed,
          "taken into the index"},
};

inline constexpr std::string_view path_prefix = "XP";  // absolute path of the file, for --prune
inline constexpr std::string_view text_prefix = "XD";  // hash of title, body and date: the same text is indexed once
inline constexpr std::string_view ocr_prefix = "XY";   // Recognition::key in hexadecimal
inline constexpr std::string_view host_prefix = "H";   // host name of the URL and each parent domain
inline constexpr std::string_view title_only_prefix =
    "XT";  // stem (Z form) or form that is in the title but not in the body
inline constexpr std::string_view watch_prefix = "XW";      // + facet name + ':' + value
inline constexpr std::string_view name_key_prefix = "XNK";  // + text::name_key + ':' + a form written as a name
inline constexpr std::string_view stem_prefix = "Z";

// Positions: the title's words are 1, 2, …; the body's follow after a gap that no phrase or NEAR crosses.
inline constexpr std::uint32_t body_gap = 1000;

// Returns the field of that name, or null.
[[nodiscard]] constexpr const Field* find_field(std::string_view name) {
  for (const Field& field : fields)
    if (field.name == name) return &field;
  return nullptr;
}

// Returns the taxonomy's table of a facet's values: "country" for "focus"; empty for a facet whose values come from the
// input.
[[nodiscard]] constexpr std::string_view table_of(std::string_view facet) {
  const Field* field = find_field(facet);
  return field ? field->table : std::string_view();
}

// Returns the facet that has the main ones of a facet's values ("focus" of "country", "charge" of "crime"), or null.
[[nodiscard]] constexpr const Field* main_field(std::string_view facet) {
  for (const Field& field : fields)
    if (!facet.empty() && field.table == facet && field.name != facet) return &field;
  return nullptr;
}

// Returns the field of dates of that slot, or null.
[[nodiscard]] constexpr const Field* find_date(Slot slot) {
  for (const Field& field : fields)
    if (field.kind == FieldKind::date && field.slot == slot) return &field;
  return nullptr;
}

// Returns `prefix:value`, truncated and completed by a hash if it exceeds Xapian's 245 bytes (zero bytes count twice).
[[nodiscard]] std::string boolean_term(std::string_view prefix, std::string_view value);
// Returns `prefix` + form, truncated by the same rule; for words.
[[nodiscard]] std::string word_term(std::string_view prefix, std::string_view form);
// Bytes up to which a form is its own term: word_term({}, form) gives the form.
inline constexpr std::size_t short_form = 120;
// Returns a name that people type (source, keyword, author) as terms and slots have it: case-folded NFKC with single
// spaces.  Facets keep the written form as the label.
[[nodiscard]] std::string fold_name(std::string_view name);

}  // namespace blotter::schema
