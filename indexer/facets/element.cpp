#include "indexer/facets/element.hpp"

#include "common/taxonomy/compile/tsv.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace blotter::facets {
namespace {

constexpr std::uint32_t max_pattern_words = 18;  // from its first part to its last
constexpr std::uint32_t max_crime_words = 150;   // from the first element of a crime to the last

std::uint32_t number(std::string_view digits) {
  std::uint32_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool contains(const std::vector<std::string_view>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

ElementFinder::ElementFinder(const taxonomy::Lexicon& lexicon) : part_of_(lexicon.value_count()) {
  std::map<std::string_view, std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < lexicon.value_count(); ++i) {
    const std::string_view value = lexicon.value(i);
    if (!value.starts_with("element\t")) continue;
    const std::vector<std::string_view> fields = taxonomy::split(value, '\t');  // element, name, pattern, part, parts
    const auto [found, fresh] = numbers.try_emplace(fields[1], static_cast<std::uint32_t>(names_.size()));
    if (fresh) names_.emplace_back(fields[1]);
    part_of_[i] = {found->second, number(fields[2]), static_cast<std::uint8_t>(number(fields[3])),
                   static_cast<std::uint8_t>(number(fields[4]))};
    patterns_ = std::max<std::size_t>(patterns_, part_of_[i].pattern + 1);
  }
  for (const taxonomy::ElementRule& one : taxonomy::element_rules())
    rules_.push_back({one.crime, taxonomy::element_groups(one.groups)});
}

void ElementFinder::find(const Scan& scan, Scratch& scratch, std::vector<Mention>& out) const {
  out.clear();
  if (scan.parts.empty()) return;
  scratch.assign(patterns_, {});
  std::uint32_t sentence = 0;
  std::uint32_t at = 0;
  for (const PatternPart& hit : scan.parts) {
    for (; at <= hit.first; ++at)
      if (scan.words[at].sentence_start || at == scan.body_begin) sentence = at;
    const Part& part = part_of_[hit.value];
    auto& places = scratch[part.pattern];
    places[part.number] = {hit.first, hit.first + hit.count};
    const std::uint32_t floor = std::max(sentence, hit.first - std::min(hit.first, max_pattern_words));
    std::uint32_t first = hit.first;
    std::uint32_t end = 0;
    bool whole = true;
    for (std::size_t i = 0; i < part.count; ++i) {
      whole = whole && places[i].end != 0 && places[i].first >= floor;
      for (std::size_t j = 0; j < i; ++j) whole = whole && places[i].first != places[j].first;  // one word is one part
      first = std::min(first, places[i].first);
      end = std::max(end, places[i].end);
    }
    if (!whole) continue;
    out.push_back({first, end - first, names_[part.element]});
    places = {};
  }
  std::stable_sort(out.begin(), out.end(), [](const Mention& a, const Mention& b) { return a.first < b.first; });
}

bool ElementFinder::meets(const Rule& rule, const std::vector<Mention>& elements, std::size_t begin, std::size_t end) {
  return std::all_of(rule.groups.begin(), rule.groups.end(), [&](const taxonomy::ElementGroup& group) {
    std::vector<std::string_view> met;
    for (std::size_t i = begin; i < end; ++i)
      if (contains(group.elements, elements[i].value) && !contains(met, elements[i].value))
        met.push_back(elements[i].value);
    return group.none ? met.empty() : met.size() >= group.least;
  });
}

std::vector<InferredCrime> ElementFinder::infer(const std::vector<Mention>& elements) const {
  std::vector<InferredCrime> crimes;
  std::vector<bool> used(elements.size());
  for (const Rule& rule : rules_) {
    if (std::any_of(crimes.begin(), crimes.end(), [&](const InferredCrime& one) { return one.crime == rule.crime; }))
      continue;
    for (std::size_t begin = 0; begin < elements.size(); ++begin) {
      std::size_t end = begin;
      while (end < elements.size() && elements[end].first < elements[begin].first + max_crime_words) ++end;
      if (!meets(rule, elements, begin, end)) continue;
      InferredCrime found{rule.crime, {}};
      bool is_new = false;
      for (std::size_t i = begin; i < end; ++i) {
        if (std::none_of(rule.groups.begin(), rule.groups.end(), [&](const taxonomy::ElementGroup& group) {
              return contains(group.elements, elements[i].value);
            }))
          continue;
        found.elements.push_back(elements[i]);
        is_new = is_new || !used[i];
        used[i] = true;
      }
      if (is_new) crimes.push_back(std::move(found));
      break;
    }
  }
  return crimes;
}

}  // namespace blotter::facets
