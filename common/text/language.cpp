#include "common/text/language.hpp"

#include "common/text/language_letters.hpp"

#include <algorithm>
#include <array>
#include <cstdio>  // cld2's header uses FILE without including it

// NOLINTNEXTLINE(llvm-include-order): after <cstdio>, see above
#include <cld2/public/compact_lang_det.h>

namespace blotter::text {
namespace {

// Enough for CLD2 to be sure, nearly always; and more, which costs time, for when it is not.
constexpr std::size_t first_sample = 400;
constexpr std::size_t full_sample = 800;
constexpr int nearly_all = 90;  // per cent of a text in one language

// The first bytes, cut at a character boundary.
std::string_view head_of(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

// Function words that no other language of our collections writes so.
bool is_plain_english(std::string_view sample) {
  static constexpr std::array<std::string_view, 26> words{
      "the",  "of",    "and",   "to",   "that", "was", "with", "from", "said", "by",    "The",  "which", "were",
      "been", "their", "would", "they", "this", "has", "who",  "his",  "will", "after", "into", "than",  "its"};
  std::array<bool, words.size()> seen{};
  std::size_t total = 0;
  std::size_t hits = 0;
  for (std::size_t at = 0; at < sample.size();) {
    std::size_t end = at;
    while (end < sample.size() && sample[end] != ' ' && sample[end] != '\n') ++end;
    const std::string_view word = sample.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    ++total;
    const auto* found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) continue;
    seen[static_cast<std::size_t>(found - words.begin())] = true;
    ++hits;
  }
  const auto different = std::count(seen.begin(), seen.end(), true);
  return (different >= 3 && hits * 8 >= total) || (different >= 4 && hits * 12 >= total);
}

bool is_turkmen(std::string_view sample) {
  return sample.find("ý") != std::string_view::npos && sample.find("ş") != std::string_view::npos;
}

// Turkish by its letters ı and İ, one in sixty bytes at least; Azerbaijani has ə as well.  Capitals mislead CLD2.
bool is_turkish(std::string_view sample) {
  std::size_t letters = 0;
  for (std::size_t at = sample.find('\xC4'); at != std::string_view::npos; at = sample.find('\xC4', at + 1)) {
    const std::string_view letter = sample.substr(at, 2);
    if (letter == "ı" || letter == "İ") ++letters;
  }
  return letters >= 2 && 60 * letters >= sample.size() && sample.find("ə") == std::string_view::npos &&
         sample.find("Ə") == std::string_view::npos;
}

std::string sample_of(std::string_view title, std::string_view body, std::size_t bytes) {
  std::string sample(head_of(title, bytes / 2));
  sample += '\n';
  sample += head_of(body, bytes - sample.size());
  return sample;
}

// The language that nearly all of the sample is in, or UNKNOWN_LANGUAGE.
CLD2::Language sure_language(const std::string& sample) {
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percent{};
  int text_bytes = 0;
  bool reliable = false;
  CLD2::DetectLanguageSummary(sample.data(), static_cast<int>(sample.size()), /*is_plain_text=*/true, languages.data(),
                              percent.data(), &text_bytes, &reliable);
  return reliable && percent[0] >= nearly_all ? languages[0] : CLD2::UNKNOWN_LANGUAGE;
}

// What CLD2 says of the text, whose first bytes `sample` has; empty when it does not know.
std::string language_of_statistics(std::string_view title, std::string_view body, std::string sample) {
  CLD2::Language language = sure_language(sample);
  if (language == CLD2::UNKNOWN_LANGUAGE) {
    sample = sample_of(title, body, full_sample);
    bool reliable = false;
    language = CLD2::DetectLanguage(sample.data(), static_cast<int>(sample.size()), /*is_plain_text=*/true, &reliable);
    // A short title in English often is "not reliable" and reported as English by default: that is worth
    // nothing.
    if (language == CLD2::UNKNOWN_LANGUAGE || (!reliable && sample.size() < 40)) return {};
  }
  std::string code = CLD2::LanguageCode(language);
  if (code == "un") return {};
  return code.substr(0, code.find('-'));  // "zh-Hant" → "zh"
}

}  // namespace

std::string detect_language(std::string_view title, std::string_view body) {
  std::string sample = sample_of(title, body, first_sample);
  if (is_plain_english(sample)) return "en";
  if (is_turkmen(sample)) return "tk";
  if (is_turkish(sample)) return "tr";
  const std::string_view by_letters = language_of_letters(sample);
  if (!by_letters.empty() && by_letters != "ru") return std::string(by_letters);
  const std::string code = language_of_statistics(title, body, sample);
  // What has Russian letters alone and is short is taken for English or Bulgarian, but hardly ever wrongly for Kyrgyz.
  static constexpr std::array<std::string_view, 6> kin{"ky", "kk", "mn", "tt", "ba", "tg"};
  return by_letters == "ru" && std::find(kin.begin(), kin.end(), code) == kin.end() ? "ru" : code;
}

}  // namespace blotter::text
