#include "common/taxonomy/adjective.hpp"

#include "common/text/romanise.hpp"

#include <initializer_list>
#include <utility>

namespace blotter::taxonomy {
namespace {

constexpr std::string_view endings_after_sk[] = {"ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое"};
constexpr std::string_view endings_after_n[] = {"ый", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ое"};

// Adjectives that are not made of the name by rule: their stem before -ск, and the place.
constexpr std::pair<std::string_view, std::string_view> irregular[] = {
    {"москов", "москва"},    {"париж", "париж"}, {"риж", "рига"},      {"праж", "прага"},
    {"питер", "петербург"},  {"уфим", "уфа"},    {"орлов", "орёл"},    {"сочин", "сочи"},
    {"гааг", "гаага"},       {"волж", "волга"},  {"калуж", "калуга"},  {"лос-анджелес", "лос-анджелес"},
    {"актюбин", "актобе"},   {"чуй", "чуй"},     {"гомель", "гомель"}, {"алматин", "алматы"},
    {"алма-атин", "алматы"}, {"ош", "ош"},       {"хатлон", "хатлон"}, {"ленинград", "ленинград"}};

// What is left of an adjective before one of the endings that follow `mark`, with the mark; empty when there is none.
template <std::size_t N>
std::string_view stem_before(std::string_view form, std::string_view mark, const std::string_view (&endings)[N]) {
  for (const std::string_view ending : endings)
    if (form.ends_with(ending) && form.substr(0, form.size() - ending.size()).ends_with(mark))
      return form.substr(0, form.size() - ending.size());
  return {};
}

std::string_view stem_in_sk(std::string_view form) {
  const std::string_view stem = stem_before(form, "ск", endings_after_sk);
  return stem.empty() ? stem_before(form, "цк", endings_after_sk) : stem;
}

constexpr std::size_t letter = 2;  // bytes of a Cyrillic one

}  // namespace

std::string adjective_in_latin(std::string_view form) {
  constexpr std::size_t shortest = 5 * letter;
  const std::string_view in_sk = stem_in_sk(form);
  const std::string_view stem = in_sk.empty() ? stem_before(form, "н", endings_after_n) : in_sk;
  return stem.size() < shortest ? std::string() : text::romanise(stem) + "y";
}

std::vector<std::string> places_of_adjective(std::string_view form) {
  std::vector<std::string> names;
  const std::string_view whole = stem_in_sk(form);
  if (whole.size() < 4 * letter) return names;
  const std::string_view stem = whole.substr(0, whole.size() - (whole.ends_with("цк") ? letter : 2 * letter));
  for (const auto& [adjective, place] : irregular)
    if (stem == adjective) return {std::string(place)};
  const auto add = [&](std::string_view base, std::initializer_list<std::string_view> endings) {
    for (const std::string_view ending : endings) names.push_back(std::string(base).append(ending));
  };
  if (whole.ends_with("цк")) {  // Липецкий, Донецкий: Липецк; тайский has none
    add(whole, {""});
    return names;
  }
  add(stem, {"", "ск", "а", "ь", "о", "ы", "и", "е", "я"});  // Бостон, Томск, Самара, Казань, Чикаго
  const std::string_view shorter = stem.size() > 2 * letter ? stem.substr(0, stem.size() - letter) : std::string_view();
  if (stem.ends_with("ь")) add(shorter, {""});                  // стамбульский
  if (stem.ends_with("й")) add(shorter, {"й", "я", "о", "и"});  // токийский, калифорнийский
  if (stem.ends_with("н") && stem.size() > 3 * letter) {  // пензенский, карагандинский, чикагинский
    const std::string_view base = shorter.substr(0, shorter.size() - letter);
    if (shorter.ends_with("е") || shorter.ends_with("и")) add(base, {"а", "е", "ы", "и", "о"});
    if (shorter.ends_with("а")) add(base, {"а"});
  }
  if (stem.ends_with("ов") || stem.ends_with("ев")) add(stem.substr(0, stem.size() - 2 * letter), {"", "о"});
  return names;
}

}  // namespace blotter::taxonomy
