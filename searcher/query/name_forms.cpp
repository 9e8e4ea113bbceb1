#include "searcher/query/name_forms.hpp"

#include "common/text/light_stem.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <utility>

namespace blotter::query {
namespace {

// What may follow one base, by how the name ends in the nominative; Russian, with the Ukrainian endings that differ.
constexpr std::string_view after_consonant[] = {"",  "а",  "у",   "ом", "ем",  "ым", "е", "ой", "ою",
                                                "ы", "ых", "ыми", "ам", "ами", "ах", "і", "ові"};
constexpr std::string_view in_a[] = {"а", "ы", "и", "е", "у", "ой", "ою", "ей", "ам", "ами", "ах", "і"};
constexpr std::string_view in_ya[] = {"я", "и", "е", "ю", "ей", "ею", "ям", "ями", "ях", "ї"};
constexpr std::string_view in_short_i[] = {"й", "я", "ю", "ем", "е", "и", "єм", "ї"};
constexpr std::string_view in_soft_sign[] = {"ь", "я", "ю", "ем", "е", "и", "ью", "єм"};
constexpr std::string_view in_o[] = {"о", "а", "у", "ом", "е"};
constexpr std::string_view of_adjective[] = {"ий", "ый", "ой", "ого", "его", "ому", "ему", "им", "ым",  "ом",  "ем",
                                             "ая", "яя", "ую", "ей",  "ие",  "ые",  "их",  "ых", "ими", "ыми", "ое"};
using Paradigm = std::span<const std::string_view>;
constexpr Paradigm paradigms[] = {after_consonant, in_a, in_ya, in_short_i, in_soft_sign, in_o, of_adjective};

constexpr std::size_t letter_bytes = 2;

bool is_cyrillic(std::string_view form) {
  if (form.empty() || form.size() % letter_bytes != 0) return false;
  for (std::size_t i = 0; i < form.size(); i += letter_bytes)
    if (const auto lead = static_cast<unsigned char>(form[i]); lead < 0xD0 || lead > 0xD4) return false;
  return true;
}

// Whether `form` is a base and this ending.  A short name that seems to end in -им, -ем or -ам is more likely to be one
// whole (Рахим, Артем, Адам) than an oblique case.
bool ends_in(std::string_view form, std::string_view ending) {
  if (!form.ends_with(ending)) return false;
  const bool doubtful = ending == "им" || ending == "ем" || ending == "ам";
  return ending.empty() || form.size() - ending.size() >= (doubtful ? 4 : 2) * letter_bytes;
}

}  // namespace

std::string_view name_base(std::string_view form) {
  if (!is_cyrillic(form)) return form;
  std::size_t longest = 0;
  for (const Paradigm paradigm : paradigms)
    for (const std::string_view ending : paradigm)
      if (ends_in(form, ending)) longest = std::max(longest, ending.size());
  return form.substr(0, form.size() - longest);
}

bool cuts_name(std::string_view stem, std::string_view form) {
  return is_cyrillic(form) && stem.size() + 2 * letter_bytes <= name_base(form).size();
}

std::vector<std::string> as_plural(std::string_view form) {
  std::vector<std::string> found;
  if (!form.ends_with("ов") && !form.ends_with("ев")) return found;
  const std::string base(form.substr(0, form.size() - 2 * letter_bytes));
  for (const char* ending : {"ы", "и", "ам", "ами", "ах"}) found.push_back(base + ending);
  return found;
}

bool are_cases(std::string_view form, std::string_view other) {
  if (form == other) return true;
  if (!is_cyrillic(form) || !is_cyrillic(other)) return false;
  for (const Paradigm paradigm : paradigms)
    for (const std::string_view ending : paradigm) {
      if (!ends_in(form, ending)) continue;
      const std::string_view base = form.substr(0, form.size() - ending.size());
      if (other.starts_with(base) &&
          std::find(paradigm.begin(), paradigm.end(), other.substr(base.size())) != paradigm.end())
        return true;
    }
  return false;
}

bool are_turkic_cases(std::string_view form, std::string_view other) {
  if (form.size() > other.size()) std::swap(form, other);
  const std::size_t letters = is_cyrillic(form) ? form.size() / letter_bytes : form.size();
  if (letters < 4 || form == other || !other.starts_with(form)) return false;
  constexpr std::string_view languages[] = {"kk", "ky", "uz", "tk"};
  return std::any_of(std::begin(languages), std::end(languages),
                     [&](std::string_view language) { return text::light_stem(other, language) == form; });
}

}  // namespace blotter::query
