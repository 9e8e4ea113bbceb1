#include "indexer/facets/mention.hpp"

#include "common/taxonomy/taxonomy.hpp"
#include "common/taxonomy/word_list.hpp"
#include "indexer/reader/url.hpp"

#include <algorithm>
#include <utility>

namespace blotter::facets {

namespace {

const taxonomy::WordList sold_anywhere("site-anywhere");

}  // namespace

CountryCode country_of_language(std::string_view language) {
  static constexpr std::pair<std::string_view, std::string_view> homes[] = {{"kk", "KZ"}, {"ky", "KG"}, {"uz", "UZ"},
                                                                            {"tg", "TJ"}, {"tk", "TM"}, {"tr", "TR"}};
  for (const auto& [code, country] : homes)
    if (code == language) return code_of(country);
  return 0;
}

CountryCode country_of_site(std::string_view url) {
  std::string_view host = reader::host_of(url);
  if (host.size() < 4 || host[host.size() - 3] != '.') return 0;
  host.remove_prefix(host.size() - 2);
  if (sold_anywhere.contains(host)) return 0;
  const auto capital = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; };
  const char letters[] = {capital(host[0]), capital(host[1])};
  const std::string_view code = host == "uk" ? std::string_view("GB") : std::string_view(letters, 2);
  return taxonomy::find("country", code) ? code_of(code) : CountryCode{0};
}

const CountryMention* mention_at(const std::vector<CountryMention>& countries, std::uint32_t word) {
  constexpr std::uint32_t max_name = 32;  // words
  auto at = std::partition_point(countries.begin(), countries.end(),
                                 [word](const CountryMention& mention) { return mention.first + max_name < word; });
  for (; at != countries.end() && at->first <= word; ++at)
    if (word < at->first + at->count) return &*at;
  return nullptr;
}

std::vector<CountryCode> countries_of_values(const taxonomy::Lexicon& lexicon) {
  std::vector<CountryCode> codes(lexicon.value_count());
  for (std::uint32_t i = 0; i < lexicon.value_count(); ++i) {
    const std::string_view value = lexicon.value(i);
    if (value.starts_with("country\t")) codes[i] = code_of(value.substr(8));
    else if (value.starts_with("cue\t") && value.size() == 6) codes[i] = code_of(value.substr(4));
  }
  return codes;
}

}  // namespace blotter::facets
