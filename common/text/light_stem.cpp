#include "common/text/light_stem.hpp"

#include <array>
#include <span>

namespace blotter::text {
namespace {

using Suffixes = std::span<const std::string_view>;  // longest first

// The noun's layers from the outside in.
struct Morphology {
  std::string_view language;
  Suffixes cases;
  Suffixes possessives;
  Suffixes plurals;
};

constexpr std::string_view kk_cases[] = {
    "ындағы", "індегі", "дағы", "дегі", "тағы", "тегі", "ының", "інің", "ында", "інде", "ынан", "інен", "ның",
    "нің",    "дың",    "дің",  "тың",  "тің",  "мен",  "бен",  "пен",  "дан",  "ден",  "тан",  "тен",  "нан",
    "нен",    "нда",    "нде",  "ына",  "іне",  "ын",   "ін",   "ны",   "ні",   "ды",   "ді",   "ты",   "ті",
    "ға",     "ге",     "қа",   "ке",   "да",   "де",   "та",   "те",   "на",   "не"};
constexpr std::string_view kk_possessives[] = {"ымыз", "іміз", "ыңыз", "іңіз", "сы", "сі",
                                               "ым",   "ім",   "ың",   "ің",   "ы",  "і"};
constexpr std::string_view kk_plurals[] = {"лар", "лер", "дар", "дер", "тар", "тер"};

constexpr std::string_view ky_cases[] = {
    "ындагы", "индеги", "дагы", "деги", "догу", "төгү", "тагы", "теги", "ынын", "инин", "унун", "үнүн", "ында",
    "инде",   "унда",   "үндө", "ынан", "инен", "унан", "үнөн", "нын",  "нин",  "нун",  "нүн",  "дын",  "дин",
    "дун",    "дүн",    "тын",  "тин",  "тун",  "түн",  "дан",  "ден",  "дон",  "дөн",  "тан",  "тен",  "тон",
    "төн",    "ына",    "ине",  "уна",  "үнө",  "ын",   "ин",   "ун",   "үн",   "ны",   "ни",   "ну",   "нү",
    "ды",     "ди",     "ду",   "дү",   "ты",   "ти",   "ту",   "тү",   "га",   "ге",   "го",   "гө",   "ка",
    "ке",     "ко",     "кө",   "да",   "де",   "до",   "дө",   "та",   "те",   "то",   "тө"};
constexpr std::string_view ky_possessives[] = {"ыбыз", "ибиз", "убуз", "үбүз", "сы", "си", "су", "сү", "ым", "им",
                                               "ум",   "үм",   "ың",   "иң",   "уң", "үң", "ы",  "и",  "у",  "ү"};
constexpr std::string_view ky_plurals[] = {"лар", "лер", "лор", "лөр", "дар", "дер",
                                           "дор", "дөр", "тар", "тер", "тор", "төр"};

constexpr std::string_view uz_cases[] = {"idagi", "dagi", "tagi",  "ining", "ning", "idan", "dan", "tan", "ida",
                                         "iga",   "ini",  "ga",    "ka",    "qa",   "ni",   "da",  "ta",  "идаги",
                                         "даги",  "тоги", "ининг", "нинг",  "идан", "дан",  "тан", "ида", "ига",
                                         "ини",   "га",   "ка",    "қа",    "ни",   "да",   "та"};
constexpr std::string_view uz_possessives[] = {"imiz", "ingiz", "si", "im", "ing", "i",
                                               "имиз", "ингиз", "си", "им", "инг", "и"};
constexpr std::string_view uz_plurals[] = {"lar", "лар"};

constexpr std::string_view tk_cases[] = {
    "yndaky", "indäki", "daky", "däki", "ynyň", "iniň", "ynda", "inde", "yndan", "inden", "nyň", "niň", "dan", "den",
    "nda",    "nde",    "yna",  "ine",  "yny",  "ini",  "ny",   "ni",   "da",    "de",    "ga",  "ge",  "yň",  "iň"};
constexpr std::string_view tk_possessives[] = {"ymyz", "imiz", "yňyz", "iňiz", "sy", "si", "ym", "im", "y", "i"};
constexpr std::string_view tk_plurals[] = {"lar", "ler"};

constexpr std::string_view tg_cases[] = {"ро"};
constexpr std::string_view tg_possessives[] = {"ашон", "амон", "атон", "аш", "ам", "ат", "и", "е"};
constexpr std::string_view tg_plurals[] = {"гонро", "гони", "гон", "ҳо", "ён", "ен", "он"};

constexpr Morphology morphologies[] = {
    {"kk", kk_cases, kk_possessives, kk_plurals}, {"ky", ky_cases, ky_possessives, ky_plurals},
    {"uz", uz_cases, uz_possessives, uz_plurals}, {"tk", tk_cases, tk_possessives, tk_plurals},
    {"tg", tg_cases, tg_possessives, tg_plurals},
};

std::size_t letters_in(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

// Strips the longest suffix that leaves `keep` letters; true when one was.
bool strip(std::string_view& word, Suffixes suffixes, std::size_t keep) {
  std::size_t best = 0;
  for (const std::string_view suffix : suffixes)
    if (suffix.size() > best && word.ends_with(suffix) &&
        letters_in(word.substr(0, word.size() - suffix.size())) >= keep)
      best = suffix.size();
  word.remove_suffix(best);
  return best != 0;
}

// ғ → қ, г → к, б → п at the end: the hard consonant that a vowel suffix had softened.  Of every form, for nothing
// distinguishes such a consonant from one that the word has itself (Uzbek китоб, китоби).
void harden(std::string& stem, std::string_view language) {
  if (language == "tg") return;
  static constexpr std::array<std::array<std::string_view, 2>, 3> pairs{{{"ғ", "қ"}, {"г", "к"}, {"б", "п"}}};
  for (const auto& [soft, hard] : pairs) {
    if (!stem.ends_with(soft)) continue;
    stem.resize(stem.size() - soft.size());
    stem += hard;
    return;
  }
}

const Morphology* find_morphology(std::string_view language) {
  for (const Morphology& morphology : morphologies)
    if (morphology.language == language) return &morphology;
  return nullptr;
}

}  // namespace

std::string light_stem(std::string_view form, std::string_view language) {
  const Morphology* morphology = find_morphology(language);
  if (!morphology) return std::string(form);
  std::string_view word = form;
  strip(word, morphology->cases, 3);
  strip(word, morphology->possessives, 4);
  strip(word, morphology->plurals, 3);
  std::string stem(word);
  harden(stem, language);
  // қочоқчӣ: қочоқчиён
  if (language == "tg")
    for (const std::string_view ending : {"ӣ", "и"})
      if (stem.ends_with(ending) && letters_in(stem) > 4) stem.resize(stem.size() - ending.size());
  return stem;
}

}  // namespace blotter::text
