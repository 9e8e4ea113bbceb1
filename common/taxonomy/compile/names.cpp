#include "common/taxonomy/compile/names.hpp"

#include "common/taxonomy/compile/tsv.hpp"
#include "common/text/tokeniser.hpp"

#include <algorithm>
#include <iterator>

namespace blotter::taxonomy {
namespace {

bool is_plain_latin(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' || c == '-' || c == '\'' || c == '.';
  });
}

}  // namespace

Declension declension(std::string_view name, Declension russian) {
  static constexpr std::string_view foreign[] = {"қ", "ғ", "ү", "ұ", "ө", "ә", "ң", "ҷ", "ӣ", "ӯ", "ҳ", "һ", "і", "ў",
                                                 "Қ", "Ғ", "Ү", "Ұ", "Ө", "Ә", "Ң", "Ҷ", "Ҳ", "Ў", "І", "ї", "є"};
  const bool other = std::any_of(std::begin(foreign), std::end(foreign),
                                 [&](std::string_view c) { return name.find(c) != std::string_view::npos; });
  return other ? Declension::none : russian;
}

bool is_acronym(std::string_view name) {
  if (name.size() < 2 || name.size() > 12 || name.find(' ') != std::string_view::npos) return false;
  if (name[0] >= 'A' && name[0] <= 'Z') return name[1] >= 'A' && name[1] <= 'Z';
  return static_cast<unsigned char>(name[0]) == 0xD0 && static_cast<unsigned char>(name[1]) < 0xB0 && name.size() > 3 &&
         static_cast<unsigned char>(name[2]) == 0xD0 && static_cast<unsigned char>(name[3]) < 0xB0;
}

std::string_view label_of(std::string_view names) {
  for (std::string_view name : split(names, '|')) {
    if (name.starts_with('=')) return name.substr(1);
    name = name.substr(0, std::min(name.find(" ["), name.find('~')));
    if (is_plain_latin(name)) return name;
  }
  return {};
}

std::string without_hyphen(std::string_view country, std::string_view name) {
  const std::size_t hyphen = name.find('-');
  const bool central = country == "KG" || country == "KZ" || country == "UZ" || country == "TJ" || country == "TM";
  if (!central || hyphen == std::string_view::npos || name.find(' ') != std::string_view::npos ||
      name.find('-', hyphen + 1) != std::string_view::npos)
    return {};
  return std::string(name.substr(0, hyphen)) + text::normalise_word(name.substr(hyphen + 1));
}

std::string ministries(std::string_view name) {
  constexpr std::string_view singular_start = "Ministry of ", singular_end = " Ministry", plural = "Ministries";
  if (name.find('[') != std::string_view::npos) return {};
  if (name.starts_with(singular_start)) return std::string(plural).append(name.substr(singular_start.find(' ')));
  if (name.ends_with(singular_end))
    return std::string(name.substr(0, name.size() - singular_end.size() + 1)).append(plural);
  return {};
}

}  // namespace blotter::taxonomy
