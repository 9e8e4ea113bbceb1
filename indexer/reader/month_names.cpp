#include "indexer/reader/month_names.hpp"

#include "common/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace blotter::reader {
namespace {

using Name = std::pair<std::string_view, int>;

// Beginnings of names, lower case.  A word is a month when it starts with one and goes on by at most four
// letters of ending (Slavic and Turkic cases), so "mai" is one and "maintain" is not.
constexpr std::array starts = {
    Name{"jan", 1},        Name{"feb", 2},       Name{"mar", 3},       Name{"apr", 4},        Name{"may", 5},
    Name{"jun", 6},        Name{"jul", 7},       Name{"aug", 8},       Name{"sep", 9},        Name{"oct", 10},
    Name{"nov", 11},       Name{"dec", 12},      Name{"january", 1},   Name{"february", 2},   Name{"march", 3},
    Name{"april", 4},      Name{"june", 6},      Name{"july", 7},      Name{"august", 8},     Name{"september", 9},
    Name{"sept", 9},       Name{"october", 10},  Name{"november", 11}, Name{"december", 12},  Name{"январ", 1},
    Name{"феврал", 2},     Name{"март", 3},      Name{"апрел", 4},     Name{"май", 5},        Name{"мая", 5},
    Name{"мае", 5},        Name{"июн", 6},       Name{"июл", 7},       Name{"август", 8},     Name{"сентябр", 9},
    Name{"октябр", 10},    Name{"ноябр", 11},    Name{"декабр", 12},   Name{"янв", 1},        Name{"фев", 2},
    Name{"мар", 3},        Name{"апр", 4},       Name{"авг", 8},       Name{"сен", 9},        Name{"сент", 9},
    Name{"окт", 10},       Name{"ноя", 11},      Name{"дек", 12},      Name{"қаңтар", 1},     Name{"ақпан", 2},
    Name{"наурыз", 3},     Name{"сәуір", 4},     Name{"мамыр", 5},     Name{"маусым", 6},     Name{"шілде", 7},
    Name{"тамыз", 8},      Name{"қыркүйек", 9},  Name{"қазан", 10},    Name{"қараша", 11},    Name{"желтоқсан", 12},
    Name{"yanvar", 1},     Name{"fevral", 2},    Name{"mart", 3},      Name{"aprel", 4},      Name{"iyun", 6},
    Name{"iyul", 7},       Name{"avgust", 8},    Name{"sentabr", 9},   Name{"sentyabr", 9},   Name{"oktabr", 10},
    Name{"oktyabr", 10},   Name{"noyabr", 11},   Name{"dekabr", 12},   Name{"январи", 1},     Name{"феврали", 2},
    Name{"марти", 3},      Name{"апрели", 4},    Name{"майи", 5},      Name{"ýanwar", 1},     Name{"fewral", 2},
    Name{"maý", 5},        Name{"iýun", 6},      Name{"iýul", 7},      Name{"awgust", 8},     Name{"sentýabr", 9},
    Name{"oktýabr", 10},   Name{"noýabr", 11},   Name{"ocak", 1},      Name{"şubat", 2},      Name{"nisan", 4},
    Name{"mayıs", 5},      Name{"haziran", 6},   Name{"temmuz", 7},    Name{"ağustos", 8},    Name{"eylül", 9},
    Name{"ekim", 10},      Name{"kasım", 11},    Name{"aralık", 12},   Name{"januar", 1},     Name{"jänner", 1},
    Name{"februar", 2},    Name{"märz", 3},      Name{"mai", 5},       Name{"juni", 6},       Name{"juli", 7},
    Name{"oktober", 10},   Name{"dezember", 12}, Name{"dez", 12},      Name{"janvier", 1},    Name{"février", 2},
    Name{"fevrier", 2},    Name{"mars", 3},      Name{"avril", 4},     Name{"juin", 6},       Name{"juillet", 7},
    Name{"août", 8},       Name{"aout", 8},      Name{"septembre", 9}, Name{"octobre", 10},   Name{"novembre", 11},
    Name{"décembre", 12},  Name{"decembre", 12}, Name{"enero", 1},     Name{"febrero", 2},    Name{"marzo", 3},
    Name{"abril", 4},      Name{"mayo", 5},      Name{"junio", 6},     Name{"julio", 7},      Name{"agosto", 8},
    Name{"septiembre", 9}, Name{"setiembre", 9}, Name{"octubre", 10},  Name{"noviembre", 11}, Name{"diciembre", 12},
    Name{"gennaio", 1},    Name{"febbraio", 2},  Name{"aprile", 4},    Name{"maggio", 5},     Name{"giugno", 6},
    Name{"luglio", 7},     Name{"settembre", 9}, Name{"ottobre", 10},  Name{"dicembre", 12},  Name{"janeiro", 1},
    Name{"fevereiro", 2},  Name{"março", 3},     Name{"maio", 5},      Name{"junho", 6},      Name{"julho", 7},
    Name{"setembro", 9},   Name{"outubro", 10},  Name{"novembro", 11}, Name{"dezembro", 12},
};

constexpr std::array zones = {
    Name{"Z", 0},    Name{"UT", 0},    Name{"GMT", 0},   Name{"UTC", 0},  Name{"EST", -5}, Name{"EDT", -4},
    Name{"CST", -6}, Name{"CDT", -5},  Name{"MST", -7},  Name{"MDT", -6}, Name{"PST", -8}, Name{"PDT", -7},
    Name{"BST", 1},  Name{"CET", 1},   Name{"CEST", 2},  Name{"EET", 2},  Name{"EEST", 3}, Name{"MSK", 3},
    Name{"JST", 9},  Name{"AEST", 10}, Name{"AEDT", 11}, Name{"ET", -5},  Name{"PT", -8},  Name{"CT", -6},
};

// Lower case for the scripts of the names above: ASCII, Latin-1 and Cyrillic.
std::string lower(std::string_view word) {
  std::string out;
  for (std::size_t i = 0; i < word.size();) {
    char32_t c = text::next_code_point(word, i);
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x410 && c <= 0x42F)) c += 32;
    else if (c >= 0x400 && c <= 0x40F) c += 80;
    else if (c >= 0x492 && c <= 0x4E8 && c % 2 == 0) c += 1;  // Kazakh and Kyrgyz letters stand in pairs
    text::append_utf8(c, out);
  }
  return out;
}

}  // namespace

int month_of(std::string_view word) {
  if (word.size() < 3 || word.size() > 40 || !text::is_utf8(word)) return 0;
  const std::string folded = lower(word);
  const bool ascii = std::all_of(folded.begin(), folded.end(), [](char c) { return (c & 0x80) == 0; });
  int best = 0;
  std::size_t longest = 0;
  for (const auto& [start, month] : starts) {
    if (start.size() <= longest || !folded.starts_with(start)) continue;
    const std::size_t rest = folded.size() - start.size();
    // Latin names stand alone, but for Uzbek and Turkish case endings behind a long name.
    if (ascii ? (rest > 0 && (start.size() < 4 || rest > 4 || start == "march" || start == "june" || start == "sept"))
              : rest > 8)
      continue;
    best = month;
    longest = start.size();
  }
  return best;
}

std::optional<int> zone_offset(std::string_view name) {
  for (const auto& [zone, hours] : zones)
    if (zone == name) return hours * 3600;
  return std::nullopt;
}

}  // namespace blotter::reader
