#include "indexer/facets/given_labels.hpp"

#include "common/schema.hpp"
#include "common/taxonomy/taxonomy.hpp"

#include <algorithm>
#include <array>

namespace blotter::facets {
namespace {

constexpr std::array<std::string_view, 3> described{"country", "agency", "crime"};
constexpr std::size_t max_remembered = 65536;  // values, each way

// Of a body that no table has, and that the tagger would name by this pattern: "kg-some-ministry".
bool is_made_id(std::string_view facet, std::string_view value) {
  return facet == "agency" && value.find('-') != value.npos && std::all_of(value.begin(), value.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

// Joins values that have become one.
void join_same(Facet& facet) {
  std::vector<FacetValue> joined;
  for (FacetValue& value : facet.values) {
    const auto same =
        std::find_if(joined.begin(), joined.end(), [&](const FacetValue& other) { return other.value == value.value; });
    if (same == joined.end()) joined.push_back(std::move(value));
    else same->focus |= value.focus;
  }
  facet.values = std::move(joined);
}

}  // namespace

GivenLabels::FoldedNames GivenLabels::folded_names(std::string_view facet) {
  FoldedNames names;
  for (const taxonomy::Value& one : taxonomy::values(facet))
    for (const std::string_view name : {one.id, one.label}) names.try_emplace(schema::fold_name(name), one.id);
  return names;
}

void GivenLabels::resolve(Article& article) {
  for (Facet& facet : article.facets) {
    if (std::find(described.begin(), described.end(), facet.name) == described.end()) continue;
    bool changed = false;
    for (FacetValue& value : facet.values) {
      if (!value.given || taxonomy::find(facet.name, value.value)) continue;
      const std::lock_guard lock(mutex_);
      if (known_.size() > max_remembered) known_.clear();
      const Key key(facet.name, value.value);
      auto at = known_.find(key);
      if (at == known_.end()) at = known_.emplace(key, look_up(facet.name, value.value)).first;
      if (!at->second.empty()) {
        value.value = at->second;
        value.label.clear();
        changed = true;
      } else if (unknown_.size() < max_remembered || unknown_.contains(key)) {
        ++unknown_[key];
      }
    }
    if (changed) join_same(facet);
  }
}

std::string GivenLabels::look_up(const std::string& facet, const std::string& value) {
  if (is_made_id(facet, value)) return value;
  const std::string folded = schema::fold_name(value);
  for (const WatchValue& listed : tagger_.watch_values())
    if (listed.facet == facet && (listed.id == value || schema::fold_name(listed.label) == folded)) return listed.id;
  // Not what the tagger finds: a town is not a country.
  if (facet == "country") return taxonomy::country_code(value).value_or(std::string());
  FoldedNames& names = facet == "agency" ? agencies_ : crimes_;
  if (names.empty()) names = folded_names(facet);
  if (const auto known = names.find(folded); known != names.end()) return std::string(known->second);
  return found_in_text(facet, value);
}

// What the tagger finds in these words alone, if it takes all of them.
std::string GivenLabels::found_in_text(const std::string& facet, const std::string& value) {
  Article article;
  article.title = value;
  text::TokenStream title;
  text::TokenStream body;
  tokeniser_.tokenise(article.title, title);
  tagger_.tag(title, body, article, scratch_);
  const Facet* found = article.find_facet(facet);
  if (found == nullptr) return {};
  for (const FacetValue& one : found->values)
    for (const Evidence& evidence : one.evidence)
      if (!one.implied && evidence.start == 0 && evidence.end == value.size()) return one.value;
  return {};
}

std::vector<GivenLabels::Unknown> GivenLabels::unknown() const {
  const std::lock_guard lock(mutex_);
  std::vector<Unknown> all;
  for (const auto& [key, articles] : unknown_) all.push_back({key.first, key.second, articles});
  std::stable_sort(all.begin(), all.end(), [](const Unknown& a, const Unknown& b) { return a.articles > b.articles; });
  return all;
}

}  // namespace blotter::facets
