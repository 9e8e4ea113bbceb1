#include "searcher/query/facet_values.hpp"

#include "common/schema.hpp"
#include "common/taxonomy/called.hpp"
#include "common/taxonomy/taxonomy.hpp"
#include "common/text/edit_distance.hpp"
#include "common/text/locales.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace blotter::query {
namespace {

bool is_country(std::string_view facet) { return schema::table_of(facet) == "country"; }

// An identifier as typed: lower case, dashes between words.
std::string identifier(std::string_view typed) {
  std::string id = schema::fold_name(typed);
  std::replace(id.begin(), id.end(), ' ', '-');
  std::replace(id.begin(), id.end(), '_', '-');
  return id;
}

// Values by label: those of the index, else those of the taxonomy.
std::vector<std::string> labelled(const Vocabulary& vocabulary, std::string_view facet, std::string_view typed) {
  const std::string wanted = schema::fold_name(typed);
  std::vector<std::string> found;
  vocabulary.each_value(facet, [&](std::string_view value) {
    if (schema::fold_name(vocabulary.label(facet, value)) == wanted) found.emplace_back(value);
  });
  if (found.empty())
    for (const taxonomy::Value& value : taxonomy::values(facet))
      if (schema::fold_name(value.label) == wanted) found.emplace_back(value.id);
  return found;
}

// Values by any name that the lexicon has, those of the index if there are any.
std::vector<std::string> called(const Vocabulary& vocabulary, std::string_view facet, std::string_view typed) {
  std::vector<std::string> present;
  std::vector<std::string> absent;
  for (const taxonomy::Called& one : taxonomy::called(facet, typed)) {
    if (one.any_country) {
      vocabulary.each_value(facet, [&](std::string_view value) {
        if (value == one.id || (value.size() == one.id.size() + 3 && value.ends_with(one.id) && value[2] == '-'))
          present.emplace_back(value);
      });
      absent.push_back(one.id);
    } else {
      (vocabulary.has_value(facet, one.id) ? present : absent).push_back(one.id);
    }
  }
  return present.empty() ? absent : present;
}

std::vector<std::string> languages_called(const Vocabulary& vocabulary, std::string_view typed) {
  std::vector<std::string> found;
  vocabulary.each_value("language", [&](std::string_view code) {
    if (taxonomy::is_language_called(code, typed)) found.emplace_back(code);
  });
  return found;
}

tl::unexpected<Error> nothing_called(const Vocabulary& vocabulary, std::string_view facet, std::string_view typed) {
  std::vector<std::string> names;
  const auto add = [&](std::string_view value, std::string label) {
    names.emplace_back(value);
    if (label != value) names.push_back(std::move(label));
  };
  vocabulary.each_value(facet, [&](std::string_view value) {
    add(value, facet == "language" ? text::language_name(std::string(value), "en") : vocabulary.label(facet, value));
  });
  if (is_closed(facet))
    for (const taxonomy::Value& value : taxonomy::values(facet)) add(value.id, std::string(value.label));
  std::string hint = text::nearest_name(typed, names);
  if (hint.empty()) hint = taxonomy::nearest_called(facet, typed);
  if (!hint.empty()) hint = fmt::format("did you mean {}? ", hint);
  hint += is_country(facet) ? "use a code (UZ, uzb) or a name in any language"
                            : fmt::format("blotter-search --list {} shows what there is", facet);
  return fail(ErrorCode::bad_query, fmt::format("no {} is called '{}'", is_country(facet) ? "country" : facet, typed),
              hint);
}

}  // namespace

bool is_closed(std::string_view facet) { return !schema::table_of(facet).empty(); }

Result<std::vector<std::string>> resolve_value(const Vocabulary& vocabulary, std::string_view facet,
                                               std::string_view typed) {
  using Values = std::vector<std::string>;
  if (vocabulary.has_value(facet, typed)) return Values{std::string(typed)};
  if (typed == "none" || typed == no_value) return Values{std::string(no_value)};
  if (is_country(facet)) {
    if (const std::optional<std::string> code = taxonomy::country_code(typed)) return Values{*code};
    // As the input stated it, which no table has.
    if (Values stated = vocabulary.values_named(facet, typed); !stated.empty()) return stated;
  } else {
    if (const std::string id = identifier(typed);
        is_closed(facet) && (vocabulary.has_value(facet, id) || taxonomy::find(facet, id)))
      return Values{id};
    if (Values values = vocabulary.values_named(facet, typed); !values.empty()) return values;
    if (Values values = labelled(vocabulary, facet, typed); !values.empty()) return values;
  }
  if (Values values = called(vocabulary, is_country(facet) ? "country" : facet, typed); !values.empty()) return values;
  if (facet == "language") {
    if (Values values = languages_called(vocabulary, typed); !values.empty()) return values;
    // A code of ISO 639-1 that no article is in.
    if (typed.size() == 2 && text::is_iso_language(typed)) return Values{std::string(typed)};
  }
  return nothing_called(vocabulary, facet, typed);
}

}  // namespace blotter::query
