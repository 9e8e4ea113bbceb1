#include "common/taxonomy/taxonomy.hpp"

#include "common/schema.hpp"
#include "common/taxonomy/element_rule.hpp"
#include "common/taxonomy/lexicon.hpp"
#include "common/taxonomy/word_list.hpp"
#include "common/text/locales.hpp"
#include "common/text/tokeniser.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <span>
#include <utility>

namespace blotter::taxonomy {
namespace {

#include "taxonomy_tables.inc"

std::span<const Value> table(std::string_view facet) {
  const std::string_view name = schema::table_of(facet);
  if (name == "country") return country_values;
  if (name == "agency") return agency_values;
  if (name == "crime") return crime_values;
  if (name == "indicator") return indicator_values;
  return {};
}

// The words of a name, folded, joined by spaces.  One tokeniser a thread: making one costs more than a name's words.
std::string folded(std::string_view name) {
  thread_local text::Tokeniser tokeniser;
  thread_local text::TokenStream stream;
  tokeniser.tokenise(name, stream);
  std::string out;
  for (const text::Token& token : stream.tokens) {
    if (!out.empty()) out += ' ';
    out += stream.form(token);
  }
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return out;
}

const WordList owners("label-owner"), owned("label-owned");

// An identifier has no apostrophes: "prosecutors" before "office" is "prosecutor's".
bool is_owner(std::string_view word, std::string_view rest) {
  const std::string_view next = rest.substr(0, rest.find('-'));
  return owners.contains(word) && (word == "Peoples" || owned.contains(next));
}

std::optional<std::string> code_in_lexicon(std::string_view words) {
  const Lexicon& lexicon = embedded_lexicon();
  NodeId node = 0;
  bool first = true;
  while (!words.empty()) {
    const std::size_t space = std::min(words.find(' '), words.size());
    const std::span<const WordId> ids = lexicon.words_of(words.substr(0, space));
    if (ids.empty()) return std::nullopt;
    node = first ? lexicon.first(ids.front()) : lexicon.step(node, ids.front());
    if (node == 0) return std::nullopt;
    first = false;
    words.remove_prefix(std::min(space + 1, words.size()));
  }
  if (first) return std::nullopt;
  for (const Entry& entry : lexicon.entries(node))
    if (entry.layer == Layer::country &&
        (entry.kind == EntryKind::name || entry.kind == EntryKind::old || entry.kind == EntryKind::abbreviation))
      return std::string(lexicon.value(entry.value).substr(sizeof "country"));
  return std::nullopt;
}

// Names of every country in every locale that ICU has.
const std::map<std::string, std::string, std::less<>>& icu_names() {
  static const auto names = [] {
    std::map<std::string, std::string, std::less<>> map;
    std::vector<std::string> codes;
    codes.reserve(std::size(country_values));
    for (const Value& country : country_values) codes.emplace_back(country.id);
    text::each_country_name(
        codes, [&](const std::string& code, const std::string& name) { map.try_emplace(folded(name), code); });
    return map;
  }();
  return names;
}

}  // namespace

std::span<const CrimePart> parts_of(std::string_view crime) {
  const auto begin = std::find_if(std::begin(crime_parts), std::end(crime_parts),
                                  [&](const CrimePart& one) { return one.whole == crime; });
  const auto end = std::find_if(begin, std::end(crime_parts), [&](const CrimePart& one) { return one.whole != crime; });
  return {begin, end};
}

std::span<const ElementRule> element_rules() { return element_rule_table; }

std::span<const std::string_view> word_list(std::string_view name) {
  for (const auto& [list, words] : word_lists)
    if (list == name) return words;
  return {};
}

std::vector<Value> values(std::string_view facet) {
  const auto all = table(facet);
  return {all.begin(), all.end()};
}

std::optional<Value> find(std::string_view facet, std::string_view id) {
  const auto all = table(facet);
  const auto found = std::lower_bound(all.begin(), all.end(), id,
                                      [](const Value& value, std::string_view key) { return value.id < key; });
  if (found == all.end() || found->id != id) return std::nullopt;
  return *found;
}

std::string label(std::string_view facet, std::string_view id) {
  if (const auto known = find(facet, id)) return std::string(known->label);
  if (facet != "agency") return std::string(id);
  // An agency that was found by pattern: "ua-kyiv-regional-prosecutors-office".
  std::string_view country;
  std::string_view name = id;
  if (id.size() > 3 && id[2] == '-')
    if (const auto found = find("country", upper(id.substr(0, 2)))) {
      country = found->label;
      name = id.substr(3);
    }
  const auto listed = std::lower_bound(std::begin(body_labels), std::end(body_labels), name,
                                       [](const auto& body, std::string_view slug) { return body.first < slug; });
  if (listed != std::end(body_labels) && listed->first == name)
    return country.empty() ? std::string(listed->second) : std::string(listed->second) + " of " + std::string(country);
  static constexpr std::string_view small[] = {"of", "for", "the", "and", "on", "in", "to", "against"};
  std::string out;
  for (std::size_t start = 0; start < name.size();) {
    const std::size_t end = std::min(name.find('-', start), name.size());
    std::string word(name.substr(start, end - start));
    if (!out.empty()) out += ' ';
    if (!word.empty() && word[0] >= 'a' && word[0] <= 'z' &&
        (out.empty() || std::find(std::begin(small), std::end(small), word) == std::end(small)))
      word[0] = static_cast<char>(word[0] - 32);
    if (is_owner(word, name.substr(std::min(end + 1, name.size())))) word.insert(word.size() - 1, "'");
    out += word;
    start = end + 1;
  }
  return country.empty() ? out : out + " (" + std::string(country) + ")";
}

std::optional<std::string> country_code(std::string_view name) {
  const std::string code = upper(name);
  if (code.size() == 2 && find("country", code)) return code;
  for (const auto& [alpha3, alpha2] : alpha3_codes)
    if (code == alpha3) return std::string(alpha2);
  const std::string words = folded(name);
  if (words.empty()) return std::nullopt;
  if (auto known = code_in_lexicon(words)) return known;
  const auto& names = icu_names();
  const auto found = names.find(words);
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string_view> ancestors(std::string_view facet, std::string_view id) {
  std::vector<std::string_view> out;
  for (auto value = find(facet, id); value && !value->parent.empty() && out.size() < 16;
       value = find(facet, value->parent))
    out.push_back(value->parent);
  return out;
}

}  // namespace blotter::taxonomy
