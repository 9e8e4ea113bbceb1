#include "indexer/reader/month_names.hpp"

#include "common/text/comparison.hpp"
#include "common/text/locales.hpp"
#include "indexer/reader/strings.hpp"

#include <array>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace blotter::reader {
namespace {

// Locales whose names are taken, those of the region first: of two meanings of a spelling the earlier counts.
constexpr std::array locales = {"en", "ru", "kk", "ky",    "uz", "uz_Cyrl", "tg", "tk", "tr", "uk", "de",
                                "fr", "es", "it", "de_AT", "pt", "be",      "az", "pl", "nl", "fa"};

// What CLDR does not list: other short forms, other spellings of the same name.
constexpr std::array others = {
    std::pair{"sentyabr", 9},
    std::pair{"oktyabr", 10},
    std::pair{"сентябрь", 9},
    std::pair{"сент", 9},
    std::pair{"нояб", 11},
    std::pair{"мрт", 3},
    std::pair{"mrz", 3},
    std::pair{"setiembre", 9},
    std::pair{"sept", 9},
    std::pair{"июня", 6},
    std::pair{"июля", 7},
    std::pair{"iyn", 6},
    std::pair{"yanv", 1},
    std::pair{"noyab", 11},
    std::pair{"dek", 12},
    std::pair{"sent", 9},
    std::pair{"fevr", 2},
    std::pair{"avr", 4},
    std::pair{"feber", 2},
    // The herders' months of Kyrgyz.
    std::pair{"үчтүн айы", 1},
    std::pair{"бирдин айы", 2},
    std::pair{"жалган куран", 3},
    std::pair{"чын куран", 4},
    std::pair{"бугу", 5},
    std::pair{"кулжа", 6},
    std::pair{"теке", 7},
    std::pair{"баш оона", 8},
    std::pair{"аяк оона", 9},
    std::pair{"тогуздун айы", 10},
    std::pair{"жетинин айы", 11},
    std::pair{"бештин айы", 12},
};

// Endings that the languages of the region put behind a full name (cases, possessive), folded.  Nothing else may
// follow: a major (майор) is not a day in May.
constexpr std::string_view endings =
    " а е ь ю у я ом ем і и ы да де та те га ге дан ден нын нин дын дин ның нің дың дің ында инде нда нде ындагы "
    "индеги "
    "ындағы індегі сы сында сынын сының да de da dan den ning dagi ynda inde y ynyn yndan in un i ";

class Months {
 public:
  Months() {
    for (const char* name : locales) add_locale(name);
    for (const auto& [name, month] : others) by_name_.emplace(text::fold_text(name), Entry{month, true});
    for (const auto& [name, entry] : by_name_) beginnings_.insert(beginning_of(name));
  }
  [[nodiscard]] int find(std::string_view folded) const {
    if (!beginnings_.contains(beginning_of(folded))) return 0;  // nearly every word
    if (const int month = exact(folded, false)) return month;
    int month = 0;
    split_each(endings, " ", [&](std::string_view ending) {
      if (month == 0 && folded.ends_with(ending)) month = exact(folded.substr(0, folded.size() - ending.size()), true);
    });
    return month;
  }

 private:
  struct Entry {
    int month;
    bool full;  // the whole name, which takes endings
  };

  // The first three bytes; a name has as many.
  static std::uint32_t beginning_of(std::string_view name) {
    std::uint32_t bytes = 0;
    for (const char c : name.substr(0, 3)) bytes = bytes << 8U | static_cast<unsigned char>(c);
    return bytes;
  }
  [[nodiscard]] int exact(std::string_view name, bool full) const {
    const auto at = by_name_.find(std::string(name));
    return at != by_name_.end() && (at->second.full || !full) ? at->second.month : 0;
  }
  void add_locale(const char* name) {
    for (const text::MonthName& month : text::month_names(name)) {
      std::string folded = text::fold_text(month.name);
      while (folded.ends_with('.')) folded.pop_back();
      if (folded.size() >= 3) by_name_.emplace(std::move(folded), Entry{month.month, month.full});
    }
  }

  std::unordered_map<std::string, Entry> by_name_;
  std::unordered_set<std::uint32_t> beginnings_;  // of all names
};

}  // namespace

int month_of(std::string_view folded) {
  if (folded.size() < 3 || folded.size() > 40) return 0;
  static const Months months;
  return months.find(folded);
}

}  // namespace blotter::reader
