#include "common/text/uzbek.hpp"

#include "common/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace blotter::text {
namespace {

struct Letters {
  std::string_view latin;
  std::string_view cyrillic;
};
// Digraphs first.  The hard and the soft sign are left out, as the form leaves out the apostrophe that stands for them.
constexpr std::array letters{Letters{"sh", "ш"}, Letters{"ch", "ч"}, Letters{"yo", "ё"}, Letters{"yu", "ю"},
                             Letters{"ya", "я"}, Letters{"ye", "е"}, Letters{"a", "а"},  Letters{"b", "б"},
                             Letters{"v", "в"},  Letters{"g", "г"},  Letters{"d", "д"},  Letters{"e", "е"},
                             Letters{"j", "ж"},  Letters{"z", "з"},  Letters{"i", "и"},  Letters{"y", "й"},
                             Letters{"k", "к"},  Letters{"l", "л"},  Letters{"m", "м"},  Letters{"n", "н"},
                             Letters{"o", "о"},  Letters{"p", "п"},  Letters{"r", "р"},  Letters{"s", "с"},
                             Letters{"t", "т"},  Letters{"u", "у"},  Letters{"f", "ф"},  Letters{"x", "х"},
                             Letters{"e", "э"},  Letters{"o", "ў"},  Letters{"q", "қ"},  Letters{"g", "ғ"},
                             Letters{"h", "ҳ"},  Letters{"ts", "ц"}, Letters{"", "ъ"},   Letters{"", "ь"}};
constexpr std::array<std::string_view, 3> uzbek_letters{"ў", "қ", "ғ"};
constexpr std::array<Letters, 2> two_letters{{{"o", "ў"}, {"g", "ғ"}}};  // what else they may be
constexpr std::size_t max_writings = 8;

bool has_uzbek_letter(std::string_view cyrillic) {
  return std::any_of(uzbek_letters.begin(), uzbek_letters.end(),
                     [&](std::string_view letter) { return cyrillic.find(letter) != std::string_view::npos; });
}

// In a word that is not of the West.
bool has_q(std::string_view latin) {
  const std::size_t q = latin.find('q');
  return q != std::string_view::npos && latin.substr(q, 2) != "qu";
}

// Empty when a letter is not Uzbek.
std::string to_latin(std::string_view form) {
  std::string out;
  for (std::size_t at = 0; at < form.size();) {
    const std::size_t begin = at;
    (void)next_code_point(form, at);
    const std::string_view letter = form.substr(begin, at - begin);
    const auto* const known =
        std::find_if(letters.begin(), letters.end(), [&](const Letters& one) { return one.cyrillic == letter; });
    if (known == letters.end()) return {};
    const bool glide = letter == "е" && (out.empty() || std::string_view("aeiou").find(out.back()) != out.npos);
    out += glide ? "ye" : known->latin;
  }
  return out;
}

// Every choice of ў for о and ғ for г, as far as there are few; empty when a letter is not Uzbek.
std::vector<std::string> to_cyrillic(std::string_view form) {
  std::vector<std::string> writings(1);
  for (std::size_t at = 0; at < form.size();) {
    const std::string_view rest = form.substr(at);
    const auto* const known = std::find_if(letters.begin(), letters.end(), [&](const Letters& one) {
      return !one.latin.empty() && rest.starts_with(one.latin);
    });
    if (known == letters.end()) return {};
    const auto* const other = std::find_if(two_letters.begin(), two_letters.end(),
                                           [&](const Letters& one) { return one.latin == known->latin; });
    const std::size_t count = writings.size();
    const std::string_view letter = at == 0 && known->latin == "e" ? "э" : known->cyrillic;
    if (other != two_letters.end() && 2 * count <= max_writings)
      for (std::size_t i = 0; i < count; ++i) writings.push_back(writings[i] + std::string(other->cyrillic));
    for (std::size_t i = 0; i < count; ++i) writings[i] += letter;
    at += known->latin.size();
  }
  return writings;
}

}  // namespace

std::vector<std::string> in_other_uzbek_alphabet(std::string_view form) {
  if (form.empty()) return {};
  if (static_cast<unsigned char>(form.front()) >= 0x80) {
    if (!has_uzbek_letter(form)) return {};
    std::string latin = to_latin(form);
    return latin.empty() ? std::vector<std::string>() : std::vector{std::move(latin)};
  }
  return has_q(form) ? to_cyrillic(form) : std::vector<std::string>();
}

}  // namespace blotter::text
