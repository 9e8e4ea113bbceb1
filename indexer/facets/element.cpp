#include "indexer/facets/element.hpp"

#include "common/taxonomy/compile/tsv.hpp"
#include "indexer/facets/no_crime.hpp"

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

// Whether two words are of one sentence of one field.
bool is_one_sentence(const Scan& scan, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t at = first + 1; at <= last; ++at)
    if (scan.words[at].sentence_start || at == scan.body_begin) return false;
  return true;
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
  for (const taxonomy::ElementRule& one : taxonomy::element_rules()) {
    Rule& rule = rules_.emplace_back(Rule{one.crime, {}});
    for (const taxonomy::ElementGroup& named : taxonomy::element_groups(one.groups)) {
      Group& group = rule.groups.emplace_back(Group{named.min_present, named.none, {}});
      for (const std::string_view element : named.elements)
        if (const std::uint32_t at = number_of(element); at < names_.size()) group.elements.push_back(at);
      std::sort(group.elements.begin(), group.elements.end());
      group.elements.erase(std::unique(group.elements.begin(), group.elements.end()), group.elements.end());
    }
  }
}

std::uint32_t ElementFinder::number_of(std::string_view element) const {
  return static_cast<std::uint32_t>(std::find(names_.begin(), names_.end(), element) - names_.begin());
}

void ElementFinder::find(const Scan& scan, Scratch& scratch, std::vector<Mention>& out) const {
  out.clear();
  if (scan.parts.empty()) return;
  scratch.resize(patterns_);
  for (const PatternPart& hit : scan.parts) scratch[part_of_[hit.value].pattern] = {};
  for (const PatternPart& hit : scan.parts) {
    // "No one was killed in the attack."
    if (kills_nobody(scan, hit.first, hit.first + hit.count - 1)) continue;
    const Part& part = part_of_[hit.value];
    auto& parts = scratch[part.pattern];
    parts[part.number] = {hit.first, hit.first + hit.count};
    const std::uint32_t floor = hit.first - std::min(hit.first, max_pattern_words);
    std::uint32_t first = hit.first;
    std::uint32_t end = 0;
    bool whole = true;
    for (std::size_t i = 0; i < part.count; ++i) {
      whole = whole && parts[i].end != 0 && parts[i].first >= floor;
      for (std::size_t j = 0; j < i; ++j) whole = whole && parts[i].first != parts[j].first;  // one word is one part
      first = std::min(first, parts[i].first);
      end = std::max(end, parts[i].end);
    }
    if (!whole || !is_one_sentence(scan, first, hit.first)) continue;
    out.push_back({first, end - first, names_[part.element]});
    parts = {};
  }
  std::stable_sort(out.begin(), out.end(), [](const Mention& a, const Mention& b) { return a.first < b.first; });
}

// With `forbidden_count` elements that a rule forbids are looked at, too.
bool ElementFinder::meets(const Rule& rule, const Counts& counts, bool forbidden_count) {
  return std::all_of(rule.groups.begin(), rule.groups.end(), [&](const Group& group) {
    if (group.none && !forbidden_count) return true;
    const auto present = std::count_if(group.elements.begin(), group.elements.end(),
                                       [&](std::uint32_t element) { return counts[element] != 0; });
    return group.none ? present == 0 : static_cast<std::size_t>(present) >= group.min_present;
  });
}

std::vector<InferredCrime> ElementFinder::infer(const std::vector<Mention>& elements) const {
  std::vector<InferredCrime> crimes;
  std::vector<std::uint32_t> numbers;
  Counts all(names_.size() + 1);
  for (const Mention& element : elements) {
    numbers.push_back(number_of(element.value));
    ++all[numbers.back()];
  }
  std::vector<bool> used(elements.size());
  for (const Rule& rule : rules_) {
    // What all of the text has not, no part of it has.
    if (!meets(rule, all, false)) continue;
    if (std::any_of(crimes.begin(), crimes.end(), [&](const InferredCrime& one) { return one.crime == rule.crime; }))
      continue;
    Counts counts(names_.size() + 1);  // of [begin, end)
    std::size_t end = 0;
    for (std::size_t begin = 0; begin < elements.size(); --counts[numbers[begin++]]) {
      for (; end < elements.size() && elements[end].first < elements[begin].first + max_crime_words; ++end)
        ++counts[numbers[end]];
      if (!meets(rule, counts, true)) continue;
      InferredCrime found{rule.crime, {}};
      bool is_new = false;
      for (std::size_t i = begin; i < end; ++i) {
        if (std::none_of(rule.groups.begin(), rule.groups.end(), [&](const Group& group) {
              return std::binary_search(group.elements.begin(), group.elements.end(), numbers[i]);
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
