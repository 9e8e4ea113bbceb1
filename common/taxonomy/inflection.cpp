#include "common/taxonomy/inflection.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace blotter::taxonomy {
namespace {

using Endings = std::span<const std::string_view>;

struct Paradigm {
  std::string_view ending;  // of the nominative
  Endings endings;
  std::size_t kept = 0;  // bytes of `ending` that belong to the stem; the others are dropped
};

constexpr std::string_view hard_adjective[] = {"ый", "ого", "ому", "ым", "ом", "ая",
                                               "ой", "ую",  "ое",  "ые", "ых", "ыми"};
constexpr std::string_view velar_adjective[] = {"ий", "ого", "ому", "им",  "ом",  "ая",  "ой",  "ую",
                                                "ое", "ие",  "их",  "ими", "его", "ему", "ем",  "яя",
                                                "ей", "юю",  "ее",  "ия",  "ию",  "ии",  "иям", "иях"};
constexpr std::string_view iya[] = {"ии", "ию", "ией", "ий", "иям", "иями", "иях"};
constexpr std::string_view iye[] = {"ия", "ию", "ием", "ии", "ий", "иям", "иями", "иях"};
constexpr std::string_view ets[] = {"ца", "цу", "цем", "цом", "це", "цы", "цев", "цов", "цам", "цами", "цах"};
constexpr std::string_view ka_noun[] = {"ки", "ке", "ку", "кой", "кою", "ок", "ек", "кам", "ками", "ках"};
constexpr std::string_view a_noun[] = {"ы", "и", "е", "у", "ой", "ою", "", "ам", "ами", "ах", "ей"};
constexpr std::string_view ya_noun[] = {"и", "е", "ю", "ей", "ёй", "ь", "ям", "ями", "ях"};
constexpr std::string_view soft_noun[] = {"я", "ю", "ем", "ём", "е", "и", "ью", "ей", "ям", "ями", "ях"};
constexpr std::string_view y_noun[] = {"я", "ю", "ем", "е", "и", "ев", "ям", "ями", "ях"};
constexpr std::string_view o_noun[] = {"а", "у", "ом", "е", "", "ам", "ами", "ах"};
constexpr std::string_view ye_noun[] = {"я", "ю", "ем", "е", "ей", "ь"};
constexpr std::string_view plural_y[] = {"", "ов", "ам", "ами", "ах"};
constexpr std::string_view plural_i[] = {"", "ов", "ей", "ам", "ами", "ах", "ям", "ями", "ях"};
constexpr std::string_view yane[] = {"", "ам", "ами", "ах"};
constexpr std::string_view consonant[] = {"а", "у", "ом", "ем", "е", "ы", "и", "ов", "ей", "ам", "ами", "ах"};

// Longest ending first.  Adjectives are spelled in any gender or number in names ("Верховный суд", "Ошская
// область").
constexpr Paradigm word_paradigms[] = {
    {"ый", hard_adjective},
    {"ой", hard_adjective},
    {"ая", hard_adjective},
    {"ое", hard_adjective},
    {"ые", hard_adjective},
    {"ий", velar_adjective},
    {"яя", velar_adjective},
    {"ее", velar_adjective},
    {"ия", iya},
    {"ие", iye},
    {"ец", ets},
    {"ка", ka_noun},
    {"не", yane},
    {"а", a_noun},
    {"я", ya_noun},
    {"ь", soft_noun},
    {"й", y_noun},
    {"о", o_noun},
    {"е", ye_noun},
    {"ы", plural_y},
    {"и", plural_i},
    {"", consonant},
};

// A place has one number and, being an adjective, one gender: Лесной is not Лесная, Сана has no plural "Сан".
constexpr std::string_view sky_adjective[] = {"ий", "ого", "ому", "им", "ом", "ая",
                                              "ой", "ую",  "ое",  "ие", "их", "ими"};
constexpr std::string_view masculine_hard[] = {"ого", "ому", "ым", "им", "ом"};
constexpr std::string_view masculine_soft[] = {"его", "ему", "ого", "ому", "им", "ем", "ом", "я", "ю", "и"};
constexpr std::string_view feminine[] = {"ой", "ую"};
constexpr std::string_view feminine_soft[] = {"ей", "юю"};
constexpr std::string_view neuter[] = {"ого", "ому", "ым", "ом"};
constexpr std::string_view neuter_soft[] = {"его", "ему", "им", "ем"};
constexpr std::string_view plural_hard[] = {"ых", "ым", "ыми"};
constexpr std::string_view plural_soft[] = {"их", "им", "ими"};
constexpr std::string_view islands[] = {"ов", "ам", "ами", "ах"};
constexpr std::string_view plural_ov[] = {"овых", "овым", "овыми", "ов", "овам", "овами", "овах"};
constexpr std::string_view a_name[] = {"ы", "и", "е", "у", "ой", "ей"};
constexpr std::string_view ya_name[] = {"и", "е", "ю", "ей", "ёй"};
constexpr std::string_view iya_name[] = {"ии", "ию", "ией"};
constexpr std::string_view ye_name[] = {"ья", "ью", "ьем"};
constexpr std::string_view ts_name[] = {"ца", "цу", "цем", "цом", "це"};
constexpr std::string_view soft_name[] = {"и", "ью", "я", "ю", "ем", "ём", "е"};
constexpr std::string_view y_name[] = {"я", "ю", "ем", "е"};
constexpr std::string_view ovo_name[] = {"а", "у", "ом", "е"};
constexpr std::string_view ki_name[] = {"ок", "кам", "ками", "ках"};
constexpr std::string_view i_name[] = {"", "ей", "ам", "ами", "ах", "ям", "ями", "ях"};
constexpr std::string_view consonant_name[] = {"а", "у", "ом", "ем", "е"};

constexpr Paradigm name_paradigms[] = {
    {"ский", sky_adjective, 4},
    {"цкий", sky_adjective, 4},
    {"ская", sky_adjective, 4},
    {"цкая", sky_adjective, 4},
    {"острова", islands, 12},
    {"овы", plural_ov},
    {"ый", masculine_hard},
    {"ой", masculine_hard},
    {"ий", masculine_soft},
    {"ая", feminine},
    {"яя", feminine_soft},
    {"ое", neuter},
    {"ее", neuter_soft},
    {"ые", plural_hard},
    {"ие", plural_soft},
    {"ия", iya_name},
    {"ье", ye_name},
    {"ец", ts_name},
    {"оа", {}},
    {"уа", {}},
    {"иа", {}},
    {"еа", {}},
    {"а", a_name},
    {"я", ya_name},
    {"ь", soft_name},
    {"й", y_name},
    {"ово", ovo_name, 4},
    {"ево", ovo_name, 4},
    {"ино", ovo_name, 4},
    {"ыно", ovo_name, 4},
    {"ско", ovo_name, 4},
    {"о", {}},
    {"е", {}},
    {"у", {}},
    {"ю", {}},
    {"э", {}},
    {"ё", {}},
    {"ы", plural_y},
    {"ки", ki_name},
    {"и", i_name},
    {"", consonant_name},
};

bool is_cyrillic(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }) &&
         (static_cast<unsigned char>(word[0]) == 0xD0 || static_cast<unsigned char>(word[0]) == 0xD1);
}

using Paradigms = std::span<const Paradigm>;

void append(std::vector<std::string>& forms, std::string_view stem, Endings endings) {
  for (const std::string_view ending : endings) forms.push_back(std::string(stem).append(ending));
}

// Case endings, then possessive, then plural, outermost first; longest first within a set.
constexpr std::string_view endings_of_case[] = {
    // Cyrillic: Kazakh, Kyrgyz, Uzbek, Tajik
    "ндағы", "ндегі", "ндагы", "ндеги", "ндогу", "ндөгү", "дағы", "дегі", "тағы", "тегі", "дагы", "деги", "тагы",
    "теги", "догу", "дөгү", "тогу", "төгү", "даги", "ндаги", "менен", "ның", "нің", "дың", "дің", "тың", "тің", "нын",
    "нин", "нун", "нүн", "дын", "дин", "дун", "дүн", "тын", "тин", "тун", "түн", "нинг", "дан", "ден", "тан", "тен",
    "нан", "нен", "дон", "дөн", "тон", "төн", "ндан", "нден", "гача", "нда", "нде", "ндо", "ндө", "мен", "бен", "пен",
    "ға", "ге", "ге", "қа", "ке", "га", "ка", "го", "гө", "ко", "кө", "на", "не", "но", "нө", "да", "де", "до", "дө",
    "та", "те", "то", "тө", "ны", "ні", "ни", "ну", "нү", "ды", "ді", "ди", "ду", "дү", "ты", "ті", "ти", "ту", "тү",
    "ро", "ям", "а", "е", "и", "ю", "я",
    // Latin: Uzbek, Turkmen, Turkish
    "ndaky", "ndäki", "daky", "däki", "ndaki", "ndeki", "daki", "deki", "taki", "teki", "dagi", "ndagi", "ning",
    "gacha", "nyň", "niň", "yň", "iň", "uň", "üň", "nın", "nin", "nun", "nün", "ın", "in", "un", "ün", "dan", "den",
    "tan", "ten", "ndan", "nden", "nda", "nde", "da", "de", "ta", "te", "ga", "ka", "qa", "ni", "ny", "nı", "na", "ne",
    "ya", "ye", "yı", "yi", "yu", "yü", "cha", "ça", "çe", "la", "le", "a", "e", "y", "ı", "i", "u", "ü"};
constexpr std::string_view endings_of_possession[] = {
    "сының", "лары", "лері", "сы", "сі", "си", "су", "сү", "ым",   "ім", "ың", "ің", "ы", "і", "и", "у", "ү",
    "ымыз",  "іміз", "lari", "si", "sy", "sı", "su", "sü", "imiz", "im", "ı",  "i",  "y", "u", "ü", "и", "ӣ"};
constexpr std::string_view endings_of_plural[] = {
    "лар", "лер", "дар", "дер", "тар", "тер",  "лор",  "лөр", "дор", "дөр", "тор", "төр", "lar",
    "ler", "он",  "ҳо",  "ҳои", "ён",  "ники", "niki", "лық", "лік", "дық", "дік", "тық", "тік",
    "лик", "lik", "лык", "дык", "дик", "тык",  "тик",  "lyk", "li",  "lı",  "lu",  "lü",  "ly"};

constexpr std::size_t min_stem = 4;  // bytes: two Cyrillic letters, four Latin ones

// Endings by their last byte, in the order of the list: few of them can end a given form.
template <std::size_t count>
class EndingsByLastByte {
 public:
  constexpr explicit EndingsByLastByte(const std::string_view (&endings)[count]) {
    for (const std::string_view ending : endings) ++begin_[last_byte(ending) + 1];
    for (std::size_t byte = 0; byte < 256; ++byte) begin_[byte + 1] += begin_[byte];
    std::array<std::size_t, 257> next = begin_;
    for (const std::string_view ending : endings) sorted_[next[last_byte(ending)]++] = ending;
  }
  // Returns those that end with the last byte of `form`, which is not empty.
  [[nodiscard]] Endings of(std::string_view form) const {
    const std::size_t byte = last_byte(form);
    return Endings(sorted_).subspan(begin_[byte], begin_[byte + 1] - begin_[byte]);
  }

 private:
  static constexpr std::size_t last_byte(std::string_view text) { return static_cast<unsigned char>(text.back()); }
  std::array<std::size_t, 257> begin_{};
  std::array<std::string_view, count> sorted_{};
};

constexpr EndingsByLastByte case_endings(endings_of_case);
constexpr EndingsByLastByte possession_endings(endings_of_possession);
constexpr EndingsByLastByte plural_endings(endings_of_plural);

template <std::size_t count>
void collect(std::string_view form, const EndingsByLastByte<count>& endings, Stems& out,
             std::size_t shortest = min_stem) {
  for (const std::string_view ending : endings.of(form)) {
    if (out.count == out.items.size()) return;
    if (form.size() >= ending.size() + shortest && form.ends_with(ending)) {
      const std::string_view stem = form.substr(0, form.size() - ending.size());
      const std::string_view* const first = out.items.data();
      if (std::find(first, first + out.count, stem) == first + out.count) out.items[out.count++] = stem;
    }
  }
}

}  // namespace

std::vector<std::string> inhabitants(std::string_view country, std::string_view language) {
  const auto ends = [&](std::initializer_list<std::string_view> letters) {
    return std::any_of(letters.begin(), letters.end(), [&](auto letter) { return country.ends_with(letter); });
  };
  std::vector<std::string> forms;
  const auto add = [&](std::string_view stem, std::initializer_list<std::string_view> endings) {
    for (const std::string_view ending : endings) forms.push_back(std::string(stem).append(ending));
  };
  if (language == "uz") add(country, {static_cast<unsigned char>(country.back()) < 0x80 ? "lik" : "лик"});
  if (language == "tk") add(country, {"ly", "li"});
  if (language == "tr") add(country, {"lı", "li", "lu", "lü"});
  if (language == "tg" && ends({"ия"})) add(country, {"гӣ", "вӣ"});
  else if (language == "tg") add(country, {"ӣ"});
  if (language != "kk" && language != "ky") return forms;
  // The soft sign falls before an ending: Израиль → израильдік, израилдік.
  const bool voiceless = ends({"п", "т", "к", "қ", "с", "ш", "ч", "ф", "х", "б", "в", "г", "д"});
  const bool sonorant = ends({"л", "м", "н", "ң", "з", "ж", "ль", "нь"});
  const std::string initial = voiceless ? "т" : sonorant ? "д" : "л";
  const bool soft_sign = ends({"ь"});
  for (const std::string_view ending : {"ық", "ік", "ык", "ик", "ук", "үк"}) {
    if (ending.ends_with("қ") || ending == "ік" ? language != "kk" : language != "ky") continue;
    add(country, {initial + std::string(ending)});
    if (soft_sign) add(country.substr(0, country.size() - 2), {initial + std::string(ending)});
  }
  return forms;
}

std::vector<std::string> russian_forms(std::string_view lemma, Declension declension) {
  std::vector<std::string> forms;
  const bool name = declension == Declension::name;
  const std::size_t shortest = name ? 4 : 6;  // bytes: Ош declines
  if (declension == Declension::none || lemma.size() < shortest || !is_cyrillic(lemma)) return forms;
  // Мали, Чили, Перу, Того: short names in such vowels do not decline.
  if (lemma.size() <= 8 && (lemma.ends_with("и") || lemma.ends_with("у") || lemma.ends_with("о"))) return forms;
  for (const Paradigm& paradigm : name ? Paradigms(name_paradigms) : Paradigms(word_paradigms)) {
    if (!lemma.ends_with(paradigm.ending) || lemma.size() + paradigm.kept < paradigm.ending.size() + 4) continue;
    const std::string_view stem = lemma.substr(0, lemma.size() - paradigm.ending.size() + paradigm.kept);
    append(forms, stem, paradigm.endings);
    // A velar before ый/ой takes и: городской → городским.
    if (paradigm.endings.data() == hard_adjective) append(forms, stem, velar_adjective);
    break;
  }
  if (lemma.ends_with("ский") || lemma.ends_with("цкий"))
    forms.push_back(std::string(lemma.substr(0, lemma.size() - 4)).append("о"));
  return forms;
}

Stems strip_endings(std::string_view form) {
  Stems stems;
  // Turkish writes an apostrophe between a name and its ending.
  if (const std::size_t mark = form.rfind('\''); mark != std::string_view::npos && mark >= 3 && form.size() - mark <= 9)
    stems.items[stems.count++] = form.substr(0, mark);
  collect(form, case_endings, stems);
  const std::size_t cases = stems.count;
  collect(form, possession_endings, stems);
  for (std::size_t i = 0; i < cases; ++i) collect(stems.items[i], possession_endings, stems);
  const std::size_t inner = stems.count;
  // Kyrgyz «ошондон» ("from that") is not a plural of Ош.
  const std::size_t shortest = min_stem + (static_cast<unsigned char>(form[0]) >= 0xD0 ? 2 : 0);
  collect(form, plural_endings, stems, shortest);
  for (std::size_t i = 0; i < inner; ++i) collect(stems.items[i], plural_endings, stems, shortest);
  // The accusative of what has an owner: министрлігі, министрлігін.
  constexpr std::size_t long_form = 14;
  for (const std::string_view owned : {"ін", "ын", "ин", "ун", "үн"})
    if (form.size() >= long_form && form.ends_with(owned) && stems.count < stems.items.size())
      stems.items[stems.count++] = form.substr(0, form.size() - 2);
  return stems;
}

std::string devoiced(std::string_view stem) {
  static constexpr std::pair<std::string_view, std::string_view> pairs[] = {
      {"ғ", "қ"}, {"г", "к"}, {"б", "п"}, {"g'", "q"}, {"g", "k"}, {"ğ", "k"}, {"b", "p"}, {"d", "t"}, {"c", "ç"}};
  for (const auto& [voiced, voiceless] : pairs)
    if (stem.ends_with(voiced)) return std::string(stem.substr(0, stem.size() - voiced.size())).append(voiceless);
  return {};
}

std::vector<std::string> singulars_of_owned(std::string_view form) {
  constexpr std::size_t shortest = 12;  // bytes
  if (form.size() < shortest) return {};
  // A plural and its owner's ending, and that ending behind a consonant.
  static constexpr std::pair<std::string_view, std::string_view> endings[] = {
      {"тары", "ы"}, {"тері", "і"}, {"тери", "и"}, {"дары", "ы"}, {"дері", "і"}, {"дери", "и"}, {"лары", "ы"},
      {"лері", "і"}, {"лери", "и"}, {"лари", "и"}, {"lari", "i"}, {"ları", "ı"}, {"leri", "i"}, {"lary", "y"}};
  static constexpr std::pair<std::string_view, std::string_view> voiced[] = {{"қ", "ғ"},  {"к", "г"}, {"п", "б"},
                                                                             {"q", "g'"}, {"k", "g"}, {"k", "ğ"}};
  static constexpr std::string_view vowels[] = {"а", "е", "ә", "о", "ө", "ы", "і", "и", "у",
                                                "ү", "a", "e", "i", "ı", "o", "u", "y"};
  std::vector<std::string> singulars;
  for (const auto& [plural, owned] : endings) {
    if (!form.ends_with(plural)) continue;
    const std::string_view stem = form.substr(0, form.size() - plural.size());
    const auto ends = [&](std::string_view letter) { return stem.ends_with(letter); };
    if (std::any_of(std::begin(vowels), std::end(vowels), ends)) {
      singulars.push_back(std::string(stem).append(owned.size() > 1 ? "с" : "s").append(owned));
      continue;
    }
    for (const auto& [hard, soft] : voiced)
      if (stem.ends_with(hard))
        singulars.push_back(std::string(stem.substr(0, stem.size() - hard.size())).append(soft).append(owned));
    if (singulars.empty()) singulars.push_back(std::string(stem).append(owned));
  }
  return singulars;
}

bool agglutinates(std::string_view language) {
  static constexpr std::string_view languages[] = {"kk", "ky", "uz", "tk", "tr", "az", "tt", "tg", "ug", ""};
  return std::find(std::begin(languages), std::end(languages), language) != std::end(languages);
}

}  // namespace blotter::taxonomy
