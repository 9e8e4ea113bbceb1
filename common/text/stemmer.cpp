#include "common/text/stemmer.hpp"

#include "common/text/light_stem.hpp"
#include "common/text/stem_exceptions.hpp"

#include <xapian.h>

#include <algorithm>
#include <array>

namespace blotter::text {
namespace {

enum class Script : unsigned char { latin, cyrillic, other };

// Snowball's languages, and those of ours, with the script that they are written in.  Uzbek is written in
// both.
struct LanguageRow {
  std::string_view code;
  const char* snowball;  // Xapian's name, or null for the light stemmer
  bool latin;
  bool cyrillic;
};
constexpr std::array<LanguageRow, 32> languages{{
    {"ar", "arabic", false, false},    {"ca", "catalan", true, false},    {"da", "danish", true, false},
    {"de", "german", true, false},     {"en", "english", true, false},    {"es", "spanish", true, false},
    {"eu", "basque", true, false},     {"fi", "finnish", true, false},    {"fr", "french", true, false},
    {"ga", "irish", true, false},      {"hu", "hungarian", true, false},  {"hy", "armenian", false, false},
    {"id", "indonesian", true, false}, {"it", "italian", true, false},    {"kk", nullptr, false, true},
    {"ky", nullptr, false, true},      {"lt", "lithuanian", true, false}, {"nb", "norwegian", true, false},
    {"ne", "nepali", false, false},    {"nl", "dutch", true, false},      {"nn", "norwegian", true, false},
    {"no", "norwegian", true, false},  {"pt", "portuguese", true, false}, {"ro", "romanian", true, false},
    {"ru", "russian", false, true},    {"sv", "swedish", true, false},    {"ta", "tamil", false, false},
    {"tg", nullptr, false, true},      {"tk", nullptr, true, false},      {"tr", "turkish", true, false},
    {"uk", "russian", false, true},    {"uz", nullptr, true, true},
}};

const LanguageRow* find_language(std::string_view code) {
  const auto* row =
      std::find_if(languages.begin(), languages.end(), [&](const LanguageRow& r) { return r.code == code; });
  return row == languages.end() ? nullptr : row;
}

// By the first letter that only one script has; forms of one script throughout are the rule.
Script script_of(std::string_view form) {
  for (const char c : form) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 'a' && byte <= 'z') return Script::latin;
    if (byte >= 0xC3 && byte <= 0xCA) return Script::latin;     // U+00C0 to U+02BF
    if (byte >= 0xD0 && byte <= 0xD4) return Script::cyrillic;  // U+0400 to U+053F
    if (byte >= 0xD5) return Script::other;
  }
  return Script::other;
}

// A rule set for one language and script.
class Rule {
 public:
  explicit Rule(const LanguageRow* row) : row_(row) {
    if (row && row->snowball) snowball_ = Xapian::Stem(row->snowball);
  }
  [[nodiscard]] std::string stem(std::string_view form) const {
    if (!row_) return std::string(form);
    if (!row_->snowball) return light_stem(form, row_->code);
    if (const std::string_view known = stem_exception(form, row_->code); !known.empty()) return std::string(known);
    std::string stem = snowball_(std::string(form));
    return row_->code == "en" ? std::string(american_stem(stem)) : stem;
  }

 private:
  const LanguageRow* row_;
  Xapian::Stem snowball_;
};

}  // namespace

struct Stemmer::Rules {
  Rule latin;
  Rule cyrillic;
  Rule other;
};

Stemmer::Stemmer(std::string_view language) {
  const LanguageRow* row = find_language(language);
  const LanguageRow* latin = row && row->latin ? row : find_language("en");
  const LanguageRow* cyrillic = row && row->cyrillic ? row : find_language("ru");
  const LanguageRow* other = row && !row->latin && !row->cyrillic ? row : nullptr;
  rules_ = std::make_unique<Rules>(Rules{Rule(latin), Rule(cyrillic), Rule(other)});
}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string Stemmer::stem(std::string_view form) const {
  switch (script_of(form)) {
    case Script::latin: return rules_->latin.stem(form);
    case Script::cyrillic: return rules_->cyrillic.stem(form);
    case Script::other: break;
  }
  return rules_->other.stem(form);
}

}  // namespace blotter::text
