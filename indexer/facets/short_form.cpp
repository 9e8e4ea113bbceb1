#include "indexer/facets/short_form.hpp"

#include "common/taxonomy/taxonomy.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

namespace blotter::facets {

namespace {

// The bytes of the field between two words.
std::string_view between(const Scan& scan, std::uint32_t before, std::uint32_t behind) {
  return {scan.text_of(before).data() + scan.words[before].end, scan.words[behind].start - scan.words[before].end};
}

// Whether a word, which is in capitals, is a short form in parentheses behind another.
bool is_in_parentheses(const Scan& scan, std::uint32_t word) {
  if (scan.words[word].end - scan.words[word].start < 2 || word == scan.field_begin(word)) return false;
  const std::string_view gap = between(scan, word - 1, word);
  return gap.ends_with('(') && gap.size() <= 3 && scan.text_of(word).substr(scan.words[word].end).starts_with(')');
}

// Whether the capitalised words that end at `last` (small ones may be between) begin with the letters of `form`, and
// fewer than half of them are words of the name that the body has.  A misspelt name of the body is its own.
bool spells_another(const Scan& scan, std::uint32_t last, std::string_view form, std::string_view body) {
  const std::string label = taxonomy::label("agency", body);
  std::string initials;
  std::size_t words = 0, shared = 0;
  const std::uint32_t begin = scan.field_begin(last);
  std::uint32_t at = last + 1;
  for (std::size_t left = 2 * form.size(); at > begin && left > 0; --left) {
    --at;
    const std::string_view written = scan.written(at);
    if (scan.words[at].capital) {
      initials.insert(0, written.substr(0, 1));
      ++words;
      shared += label.find(written) != std::string::npos ? 1 : 0;
      if (initials == form) return 2 * shared < words;
    }
    if (!scan.words[at].joins) return false;
  }
  return false;
}

// The body that a word is part of, of the first `count`, or null.
const Mention* covering(const std::vector<Mention>& bodies, std::size_t count, std::uint32_t word) {
  const auto end = bodies.begin() + static_cast<std::ptrdiff_t>(count);
  auto at = std::partition_point(bodies.begin(), end, [word](const Mention& body) { return body.first <= word; });
  for (int step = 0; step < 3 && at != bodies.begin(); ++step)  // a name may begin inside another
    if (--at; word < at->first + at->count) return &*at;
  return nullptr;
}

}  // namespace

void bind_short_forms(const Scan& scan, std::vector<Mention>& bodies) {
  struct Short {
    std::string_view form;
    std::string value;  // empty: it is not an agency's
  };
  constexpr std::size_t max_short_forms = 16;
  std::vector<Short> found;
  const auto size = static_cast<std::uint32_t>(scan.words.size());
  for (std::uint32_t word = 1; word < size; ++word) {
    if (!scan.words[word].upper || !is_in_parentheses(scan, word)) continue;
    if (found.size() == max_short_forms) break;
    const std::string_view form = scan.written(word);
    const Mention* named = covering(bodies, bodies.size(), word - 1);
    const Mention* known = covering(bodies, bodies.size(), word);
    if (named != nullptr && named->first + named->count == word) {
      if (known == nullptr || known->value != named->value) found.push_back({form, named->value});
    } else if (known != nullptr && spells_another(scan, word - 1, form, known->value)) {
      found.push_back({form, {}});
    }
  }
  if (found.empty()) return;
  const auto of = [&](std::uint32_t word) {
    const std::string_view written = scan.written(word);
    return std::find_if(found.begin(), found.end(), [&](const Short& one) { return one.form == written; });
  };
  std::erase_if(bodies, [&](Mention& body) {
    const auto one = body.count == 1 ? of(body.first) : found.end();
    if (one == found.end()) return false;
    body.value = one->value;
    return one->value.empty();
  });
  const std::size_t known = bodies.size();
  for (std::uint32_t word = 0; word < scan.words.size(); ++word) {
    if (!scan.words[word].upper) continue;
    const auto one = of(word);
    if (one == found.end() || one->value.empty()) continue;
    if (covering(bodies, known, word) == nullptr) bodies.push_back({word, 1, one->value});
  }
  std::sort(bodies.begin(), bodies.end(), [](const Mention& a, const Mention& b) { return a.first < b.first; });
}

void join_courts(std::vector<Mention>& bodies) {
  constexpr std::string_view court = "-court";
  std::vector<std::string> values;
  for (const Mention& body : bodies)
    if (body.value.ends_with(court)) values.push_back(body.value);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  std::map<std::string_view, std::string_view> whole_of;
  for (const std::string& value : values) {
    const std::string_view place = std::string_view(value).substr(0, value.size() - court.size() + 1);
    auto whole = std::lower_bound(values.begin(), values.end(), place);
    if (whole != values.end() && *whole == value) ++whole;
    if (whole != values.end() && whole->starts_with(place)) whole_of.emplace(value, *whole);
  }
  for (Mention& body : bodies)
    if (const auto whole = whole_of.find(body.value); whole != whole_of.end()) body.value = whole->second;
}

}  // namespace blotter::facets
