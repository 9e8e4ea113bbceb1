#include "indexer/reader/extract/ocr_languages.hpp"

#include "common/text/locales.hpp"
#include "indexer/reader/extract/extractor.hpp"
#include "indexer/reader/strings.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace blotter::reader {
namespace {

constexpr std::size_t max_list = 255;  // RequestHeader::language_bytes

// "tesseract-ocr-rus tesseract-ocr-uzb-cyrl"
std::string packages_of(const std::vector<std::string>& languages) {
  std::string packages;
  for (const std::string& language : languages) packages += " tesseract-ocr-" + language;
  std::replace(packages.begin(), packages.end(), '_', '-');
  return packages;
}

std::string joined(const std::vector<std::string>& languages, std::string_view separator) {
  std::string list;
  for (const std::string& language : languages) list.append(list.empty() ? "" : separator).append(language);
  return list;
}

bool contains(const std::vector<std::string>& list, const std::string& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

}  // namespace

std::string ocr_language(std::string_view name) {
  std::string language = lower(trim(name));
  std::replace(language.begin(), language.end(), '-', '_');
  for (const char c : language)
    if (!is_ascii_alpha(c) && !is_digit(c) && c != '_') return {};
  const std::size_t end = std::min(language.find('_'), language.size());
  if (end != 2) return language.size() < 3 ? std::string() : language;
  const std::string rest = language.substr(end);  // "_cyrl"
  if (language.starts_with("zh")) return rest == "_hant" || rest == "_tw" ? "chi_tra" : "chi_sim";
  const std::string base = text::long_language_code(language.substr(0, end));
  return base.empty() ? base : base + rest;
}

Result<std::string> installed_ocr_languages(std::string_view list) {
  std::vector<std::string> wanted;
  std::string wrong;
  split_each(list, "+,", [&](std::string_view name) {
    std::string language = ocr_language(name);
    if (language.empty()) wrong = name;
    else if (!contains(wanted, language)) wanted.push_back(std::move(language));
  });
  std::string languages = joined(wanted, "+");
  if (!wrong.empty() || wanted.empty() || languages.size() > max_list)
    return fail(ErrorCode::bad_usage, "'" + (wrong.empty() ? std::string(list) : wrong) + "' is not a language to read",
                "--ocr eng+rus, or en,ru; blotter-index --help");
  const Result<Extracted> loaded = extract(ExtractKind::languages, {}, {}, languages);
  if (!loaded) return tl::unexpected(loaded.error());
  std::vector<std::string> installed;
  split_each(loaded->text, "\n", [&](std::string_view language) { installed.emplace_back(language); });
  std::erase_if(wanted, [&](const std::string& language) { return contains(installed, language); });
  if (wanted.empty()) return languages;
  return fail(ErrorCode::bad_usage, "tesseract has no data on this machine to read " + joined(wanted, ", "),
              "apt install" + packages_of(wanted));
}

}  // namespace blotter::reader
