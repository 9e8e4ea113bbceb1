#include "common/text/stem_exceptions.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace blotter::text {
namespace {

struct Family {
  std::string_view stem;
  std::string_view forms;  // parted by spaces
};

// Found by listing, over Reuters, LGL, MUC, the ranking collections and corpus/, the stems that two or more frequent
// words with different endings share (936), and reading the list for senses that a reader of crime news keeps apart.
constexpr std::array english{
    Family{"organ", "organ organs"},
    Family{"organiz",
           "organization organizations organizational organize organizes organized organizing organizer organizers "
           "organisation organisations organisational organise organises organised organising organiser organisers"},
    Family{"organism", "organism organisms"},
    Family{"organic", "organic organically"},
    Family{"arms", "arms"},
    Family{"armed", "armed"},
    Family{"university", "university universities"},
    Family{"universal", "universal universally"},
    Family{"generals", "generals"},
    Family{"generally", "generally"},
    Family{"generaliz", "generalize generalized generalization generalisation generalized generalised generality"},
    Family{"customs", "customs"},
    Family{"customer", "customer customers"},
    Family{"mining", "mining"},
    Family{"minority", "minority minorities"},
    Family{"majority", "majority majorities"},
    Family{"national", "national nationals nationally"},
    Family{"nationality", "nationality nationalities"},
    Family{"internation", "international internationally"},
    Family{"internal", "internal internally"},
    Family{"authority", "authority authorities"},
    Family{"authoriz",
           "authorize authorizes authorized authorizing authorization authorizations authorise authorises "
           "authorised authorising authorisation authorisations"},
    Family{"securities", "securities"},
    Family{"security", "security"},
    Family{"important", "important importance importantly"},
    Family{"personal", "personal personally"},
    Family{"personality", "personality personalities"},
    Family{"severe", "severe severely severity"},
    Family{"business", "business businesses"},
    Family{"officer", "officer officers"},
    Family{"executive", "executive executives"},
    Family{"emergency", "emergency emergencies"},
    Family{"detective", "detective detectives"},
    Family{"critical", "critical critically"},
    Family{"publication", "publication publications"},
    Family{"publicity", "publicity"},
    Family{"experiment", "experiment experiments experimental experimentally"},
    Family{"prisoner", "prisoner prisoners"},
    Family{"humanity", "humanity"},
    Family{"animal", "animal animals"},
    Family{"informal", "informal informally"},
    Family{"objective", "objective objectives"},
    Family{"objection", "objection objections"},
    Family{"procession", "procession processions"},
    Family{"succession", "succession successions successive successively"},
    Family{"department", "department departments departmental"},
    Family{"apartment", "apartment apartments"},
    Family{"government", "government governments governmental"},
    Family{"commissioner", "commissioner commissioners"},
    Family{"senator", "senator senators"},
    Family{"presidency", "presidency presidencies"},
    Family{"liberat", "liberation liberate liberates liberated liberating"},
    Family{"heroine", "heroine heroines"},
    Family{"unite", "unite unites united uniting"},
    Family{"rational", "rational rationally rationality"},
    Family{"convention", "convention conventions"},
    Family{"conventional", "conventional conventionally"},
    Family{"engine", "engine engines"},
    Family{"terminal", "terminal terminals"},
    Family{"considerable", "considerable considerably"},
    Family{"lateral", "lateral laterally"},
    Family{"democrat", "democrat democrats"},
    Family{"democratic", "democratic democratically"},
    // British spellings whose stem other words have too.
    Family{"inquir", "enquire enquires enquired enquiring"},
    Family{"inquiri", "enquiry enquiries"},
    Family{"program", "programme programmes"},
    Family{"analyz", "analyse analysed analysing"},
    Family{"paralyz", "paralyse paralysed paralysing"},
    Family{"recogn", "recognise recognises recognised recognising"},
    Family{"util", "utilise utilises utilised utilising"},
};

// Likewise, and the nouns in -ит, -ан, -ем and -ть that are cut like verbs in one case and not in another.
constexpr std::array russian{
    Family{"орган", "орган органа органу органом органе органы органов органам органами органах"},
    Family{"судья", "судья судьи судье судью судьей судьёй судей судьям судьями судьях"},
    Family{"банок", "банкой банкою банок"},
    Family{"почк", "почек"},
    Family{"правил", "правило правила правилу правилом правиле правил правилам правилами правилах"},
    Family{"следующ",
           "следующий следующая следующее следующие следующего следующей следующему следующим следующем "
           "следующих следующую следующими"},
    Family{"казнь", "казнь казни казнью казней казням казнями казнях"},
    Family{"статья", "статья статьи статье статью статьей статьёй статей статьям статьями статьях"},
    Family{"часто", "часто частый частая частое частые частых частым"},
    Family{"цель", "цель цели целью целей целям целями целях"},
    Family{"визит", "визит визита визиту визитом визите визиты визитов визитам визитами визитах"},
    Family{"бандит", "бандит бандита бандиту бандитом бандите бандиты бандитов бандитам бандитами бандитах"},
    Family{"кредит", "кредит кредита кредиту кредитом кредите кредиты кредитов кредитам кредитами кредитах"},
    Family{"транзит", "транзит транзита транзиту транзитом транзите"},
    Family{"лимит", "лимит лимита лимиту лимитом лимите лимиты лимитов лимитам лимитами лимитах"},
    Family{"прием", "прием приём приема приёма приему приёму приемом приёмом приеме приёме"},
    Family{"объем", "объем объём объема объёма объему объёму объемом объёмом объеме объёме"},
    Family{"систем", "систем"},
    Family{"проблем", "проблем"},
    Family{"печат", "печать печати печатью печатей печатям печатями печатях"},
    Family{"памят", "память памяти памятью"},
};

struct Pair {
  std::string_view british;
  std::string_view american;
};

// clang-format off
constexpr Pair british[] = {
#include "common/text/british_stems.inc"
};
// clang-format on

using Table = std::unordered_map<std::string_view, std::string_view>;

template <std::size_t n>
Table table_of(const std::array<Family, n>& families) {
  Table table;
  for (const auto& [stem, all] : families) {
    std::string_view forms = all;
    while (!forms.empty()) {
      const std::size_t end = std::min(forms.find(' '), forms.size());
      table.emplace(forms.substr(0, end), stem);
      forms.remove_prefix(std::min(end + 1, forms.size()));
    }
  }
  return table;
}

}  // namespace

std::string_view stem_exception(std::string_view form, std::string_view language) {
  static const Table of_english = table_of(english);
  static const Table of_russian = table_of(russian);
  if (language != "en" && language != "ru") return {};
  const Table& table = language == "en" ? of_english : of_russian;
  const auto found = table.find(form);
  return found == table.end() ? std::string_view() : found->second;
}

std::string_view american_stem(std::string_view stem) {
  const auto* const found =
      std::lower_bound(std::begin(british), std::end(british), stem,
                       [](const Pair& pair, std::string_view wanted) { return pair.british < wanted; });
  return found != std::end(british) && found->british == stem ? found->american : stem;
}

}  // namespace blotter::text
