#include "common/text/number_runs.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace blotter::text {
namespace {

enum class Gap : std::uint8_t { none, space, hyphen, other };

constexpr std::array<std::string_view, 5> spaces{" ", "\u00A0", "\u202F", "\u2009", "\u2007"};
constexpr std::array<std::string_view, 4> hyphens{"-", "\u2010", "\u2011", "\u2013"};
constexpr std::array<std::string_view, 8> others{"(", ")", " (", ") ", ".", ")-", "-(", "\u00A0("};

constexpr std::size_t max_groups = 8;
constexpr std::size_t min_phone = 9;         // digits of a telephone number
constexpr std::size_t min_marked_phone = 7;  // when + or ( is before it
constexpr std::size_t min_hyphened = 6;      // 66-12-34
constexpr std::size_t max_digits = 19;       // of a card

Gap gap_between(const TokenStream& stream, std::uint32_t left, std::uint32_t right) {
  const std::string_view gap =
      stream.source.substr(stream.tokens[left].end, stream.tokens[right].start - stream.tokens[left].end);
  const auto is_in = [&](const auto& list) { return std::find(list.begin(), list.end(), gap) != list.end(); };
  return is_in(spaces) ? Gap::space : is_in(hyphens) ? Gap::hyphen : is_in(others) ? Gap::other : Gap::none;
}

// Groups of digits next to each other.
struct Run {
  std::span<const std::uint32_t> tokens;
  bool spaced = true;    // with single spaces between them
  bool hyphened = true;  // with hyphens
};

bool is_grouped_thousand(const Run& run, const TokenStream& stream) {
  if (!run.spaced || stream.tokens[run.tokens.front()].form_length > 3) return false;
  return std::all_of(run.tokens.begin() + 1, run.tokens.end(),
                     [&](std::uint32_t token) { return stream.tokens[token].form_length == 3; });
}

bool is_year(std::string_view form) { return form.size() == 4 && (form.starts_with("19") || form.starts_with("20")); }

bool is_telephone(const Run& run, const TokenStream& stream) {
  std::size_t digits = 0;
  std::size_t years = 0;
  for (const std::uint32_t token : run.tokens) {
    digits += stream.tokens[token].form_length;
    years += is_year(stream.form(token));
  }
  // 2019-07-23, 2010 2011 2012; a card has four groups of four.
  if (years != 0 && (run.tokens.size() <= 3 || years == run.tokens.size())) return false;
  if (digits > max_digits) return false;
  const std::uint32_t start = stream.tokens[run.tokens.front()].start;
  const char before = start > 0 ? stream.source[start - 1] : ' ';
  return digits >= min_phone || (digits >= min_marked_phone && (before == '+' || before == '(')) ||
         (digits >= min_hyphened && run.hyphened && run.tokens.size() >= 3);
}

void join(const Run& run, TokenStream& stream) {
  if (!is_grouped_thousand(run, stream) && !is_telephone(run, stream)) return;
  const auto offset = static_cast<std::uint32_t>(stream.forms.size());
  for (const std::uint32_t token : run.tokens) {
    const text::Token& group = stream.tokens[token];
    stream.forms.append(stream.forms, group.form_offset, group.form_length);
  }
  stream.joined.push_back({run.tokens.front(), stream.tokens[run.tokens.back()].end, offset,
                           static_cast<std::uint32_t>(stream.forms.size()) - offset});
}

}  // namespace

void join_numbers(std::span<const std::uint32_t> numbers, TokenStream& stream) {
  const std::size_t words = stream.joined.size();
  for (std::size_t first = 0; first < numbers.size();) {
    Run run;
    std::size_t next = first + 1;
    for (; next < numbers.size() && numbers[next] == numbers[next - 1] + 1; ++next) {
      const Gap gap = gap_between(stream, numbers[next - 1], numbers[next]);
      if (gap == Gap::none) break;
      run.spaced = run.spaced && gap == Gap::space;
      run.hyphened = run.hyphened && gap == Gap::hyphen;
    }
    run.tokens = numbers.subspan(first, next - first);
    if (run.tokens.size() > 1 && run.tokens.size() <= max_groups) join(run, stream);
    first = next;
  }
  if (words == 0 || words == stream.joined.size()) return;
  std::inplace_merge(stream.joined.begin(), stream.joined.begin() + static_cast<std::ptrdiff_t>(words),
                     stream.joined.end(), [](const JoinedWord& a, const JoinedWord& b) { return a.token < b.token; });
}

}  // namespace blotter::text
