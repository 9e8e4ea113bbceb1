#include "common/text/language.hpp"

#include <algorithm>
#include <array>
#include <cstdio>  // cld2's header uses FILE without including it

// NOLINTNEXTLINE(llvm-include-order): after <cstdio>, see above
#include <cld2/public/compact_lang_det.h>

namespace blotter::text {
namespace {

constexpr std::size_t sample_bytes = 800;  // enough for CLD2 to be sure; more only costs time

// The first bytes, cut at a character boundary.
std::string_view head_of(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

// Function words that no other language of our collections writes so.
bool is_plain_english(std::string_view sample) {
  static constexpr std::array<std::string_view, 10> words{"the", "of",   "and",  "to",   "that",
                                                          "was", "with", "from", "said", "by"};
  std::array<bool, words.size()> seen{};
  std::size_t total = 0;
  std::size_t hits = 0;
  for (std::size_t at = 0; at < sample.size();) {
    const std::size_t end = std::min(sample.find_first_of(" \n", at), sample.size());
    const std::string_view word = sample.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    ++total;
    const auto* found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) continue;
    seen[static_cast<std::size_t>(found - words.begin())] = true;
    ++hits;
  }
  return std::count(seen.begin(), seen.end(), true) >= 3 && hits * 8 >= total;
}

bool is_turkmen(std::string_view sample) {
  return sample.find("ý") != std::string_view::npos && sample.find("ş") != std::string_view::npos;
}

}  // namespace

std::string detect_language(std::string_view title, std::string_view body) {
  std::string sample(head_of(title, sample_bytes / 2));
  sample += '\n';
  sample += head_of(body, sample_bytes - sample.size());
  if (is_plain_english(sample)) return "en";
  if (is_turkmen(sample)) return "tk";
  bool reliable = false;
  const CLD2::Language language =
      CLD2::DetectLanguage(sample.data(), static_cast<int>(sample.size()), /*is_plain_text=*/true, &reliable);
  if (language == CLD2::UNKNOWN_LANGUAGE) return {};
  // A short title in English often is "not reliable" and reported as English by default: that is worth
  // nothing.
  if (!reliable && sample.size() < 40) return {};
  std::string code = CLD2::LanguageCode(language);
  if (code == "un") return {};
  return code.substr(0, code.find('-'));  // "zh-Hant" → "zh"
}

}  // namespace blotter::text
