#include "indexer/facets/agency_id.hpp"

#include "common/text/romanise.hpp"
#include "common/text/tokeniser.hpp"

#include <algorithm>
#include <cctype>

namespace blotter::facets {

std::string prefixed(CountryCode country, std::string_view slug) {
  if (country == 0) return std::string(slug);
  std::string id = letters_of(country);
  for (char& c : id) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return id + "-" + std::string(slug);
}

CountryCode country_of_id(std::string_view id) {
  if (id.size() < 4 || id[2] != '-') return 0;
  const char letters[] = {static_cast<char>(std::toupper(static_cast<unsigned char>(id[0]))),
                          static_cast<char>(std::toupper(static_cast<unsigned char>(id[1])))};
  return code_of({letters, 2});
}

std::string slug_of(std::string_view name) {
  constexpr std::string_view apostrophe = "\xE2\x80\x99";
  const bool ascii = std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  std::string slug;
  for (std::size_t i = 0; i < name.size();) {
    if (name.substr(i).starts_with(apostrophe)) {
      i += apostrophe.size();
      continue;
    }
    const char c = name[i];
    if (static_cast<unsigned char>(c) >= 0x80 || (!ascii && std::isalnum(static_cast<unsigned char>(c)) != 0)) {
      std::size_t end = i;
      while (
          end < name.size() &&
          (static_cast<unsigned char>(name[end]) >= 0x80 || std::isalnum(static_cast<unsigned char>(name[end])) != 0) &&
          !name.substr(end).starts_with(apostrophe))
        ++end;
      slug += text::romanise(text::normalise_word(name.substr(i, end - i)));
      i = end;
      continue;
    }
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      slug += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (c != '\'' && c != '.' && !slug.empty() && slug.back() != '-') slug += '-';
    ++i;
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

std::string slug_of(const Scan& scan, std::uint32_t first, std::uint32_t last) {
  const std::uint32_t start = scan.words[first].start;
  return slug_of(scan.text_of(first).substr(start, scan.words[last].end - start));
}

std::string_view slug_of(AdminLevel level) {
  switch (level) {
    case AdminLevel::state: return "state-";
    case AdminLevel::regional: return "regional-";
    case AdminLevel::city: return "city-";
    case AdminLevel::district: return "district-";
    case AdminLevel::none: break;
  }
  return {};
}

}  // namespace blotter::facets
