#include "common/text/romanise.hpp"

#include "common/text/utf8.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace blotter::text {
namespace {

// By letter; a letter of two bytes that is not listed is left out (signs, marks).
constexpr std::pair<std::string_view, std::string_view> letters[] = {
    {"а", "a"},  {"б", "b"},  {"в", "v"},    {"г", "g"}, {"д", "d"}, {"е", "e"},  {"ё", "e"},  {"ж", "zh"},
    {"з", "z"},  {"и", "i"},  {"й", "i"},    {"к", "k"}, {"л", "l"}, {"м", "m"},  {"н", "n"},  {"о", "o"},
    {"п", "p"},  {"р", "r"},  {"с", "s"},    {"т", "t"}, {"у", "u"}, {"ф", "f"},  {"х", "kh"}, {"ц", "ts"},
    {"ч", "ch"}, {"ш", "sh"}, {"щ", "shch"}, {"ы", "y"}, {"э", "e"}, {"ю", "yu"}, {"я", "ya"}, {"ә", "a"},
    {"ғ", "g"},  {"қ", "k"},  {"ң", "n"},    {"ө", "o"}, {"ұ", "u"}, {"ү", "u"},  {"һ", "h"},  {"і", "i"},
    {"ў", "o"},  {"ҳ", "h"},  {"ҷ", "j"},    {"ӣ", "i"}, {"ӯ", "u"}, {"ї", "yi"}, {"є", "ye"}, {"ґ", "g"},
    {"ş", "s"},  {"ç", "c"},  {"ğ", "g"},    {"ı", "i"}, {"ö", "o"}, {"ü", "u"},  {"ä", "a"},  {"ň", "n"},
    {"ý", "y"},  {"ž", "z"},  {"é", "e"},    {"è", "e"}, {"á", "a"}, {"à", "a"},  {"â", "a"},  {"î", "i"},
    {"í", "i"},  {"ó", "o"},  {"ú", "u"},    {"ñ", "n"}, {"ã", "a"}, {"ê", "e"},  {"ô", "o"},  {"ß", "ss"}};

}  // namespace

std::string romanise(std::string_view word) {
  std::string out;
  for (std::size_t i = 0; i < word.size();) {
    const std::size_t begin = i;
    (void)next_code_point(word, i);
    const std::string_view letter = word.substr(begin, i - begin);
    const bool plain = (letter[0] >= 'a' && letter[0] <= 'z') || (letter[0] >= '0' && letter[0] <= '9');
    if (plain) {
      out += letter;
      continue;
    }
    const auto known =
        std::find_if(std::begin(letters), std::end(letters), [&](const auto& one) { return one.first == letter; });
    if (known != std::end(letters)) out += known->second;
  }
  return out;
}

}  // namespace blotter::text
