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
constexpr std::size_t max_country_code = 3;  // digits before a national number: 996, or 8 inside a country
constexpr std::size_t code_group = 4;        // characters of an IBAN's groups
constexpr std::size_t max_code = 34;
constexpr std::uint32_t min_code_groups = 4;

Gap gap_between(const TokenStream& stream, std::uint32_t left, std::uint32_t right) {
  const std::string_view gap =
      stream.source.substr(stream.tokens[left].end, stream.tokens[right].start - stream.tokens[left].end);
  const auto is_in = [&](const auto& list) { return std::find(list.begin(), list.end(), gap) != list.end(); };
  return is_in(spaces) ? Gap::space : is_in(hyphens) ? Gap::hyphen : is_in(others) ? Gap::other : Gap::none;
}

// Groups of digits next to each other.
struct NumberRun {
  std::span<const std::uint32_t> tokens;
  bool spaced = true;    // with single spaces between them
  bool hyphened = true;  // with hyphens
};

bool is_grouped_thousand(const NumberRun& run, const TokenStream& stream) {
  if (!run.spaced || stream.tokens[run.tokens.front()].form_length > 3) return false;
  return std::all_of(run.tokens.begin() + 1, run.tokens.end(),
                     [&](std::uint32_t token) { return stream.tokens[token].form_length == 3; });
}

bool is_year(std::string_view form) { return form.size() == 4 && (form.starts_with("19") || form.starts_with("20")); }

bool is_telephone(const NumberRun& run, const TokenStream& stream) {
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

// The tokens [first, first + count) as one word.
void join_tokens(std::uint32_t first, std::uint32_t count, TokenStream& stream) {
  const auto offset = static_cast<std::uint32_t>(stream.forms.size());
  for (std::uint32_t token = first; token < first + count; ++token) {
    const text::Token& group = stream.tokens[token];
    stream.forms.append(stream.forms, group.form_offset, group.form_length);
  }
  stream.joined.push_back(
      {first, stream.tokens[first + count - 1].end, offset, static_cast<std::uint32_t>(stream.forms.size()) - offset});
}

// A telephone number is written with the code of its country and without.
void join(const NumberRun& run, TokenStream& stream) {
  const bool telephone = is_telephone(run, stream);
  if (!telephone && !is_grouped_thousand(run, stream)) return;
  const std::uint32_t first = run.tokens.front();
  const auto count = static_cast<std::uint32_t>(run.tokens.size());
  join_tokens(first, count, stream);
  const std::size_t national = stream.joined.back().form_length - stream.tokens[first].form_length;
  if (telephone && count > 2 && stream.tokens[first].form_length <= max_country_code && national >= min_phone)
    join_tokens(first + 1, count - 1, stream);
}

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital_or_digit(char c) { return is_capital(c) || is_digit(c); }

// An IBAN in groups, which `first` begins.
void join_code(std::uint32_t first, TokenStream& stream) {
  std::size_t length = code_group;
  std::uint32_t next = first + 1;
  for (bool full = true; full && next < stream.tokens.size(); ++next) {
    const std::string_view group = stream.written(stream.tokens[next]);
    full = group.size() == code_group;
    if (group.size() > code_group || length + group.size() > max_code ||
        gap_between(stream, next - 1, next) != Gap::space ||
        !std::all_of(group.begin(), group.end(), is_capital_or_digit))
      break;
    length += group.size();
  }
  if (next - first >= min_code_groups) join_tokens(first, next - first, stream);
}

}  // namespace

bool starts_code(std::string_view written) {
  return written.size() == code_group && is_capital(written[0]) && is_capital(written[1]) && is_digit(written[2]) &&
         is_digit(written[3]);
}

void join_numbers(std::span<const std::uint32_t> numbers, std::span<const std::uint32_t> codes, TokenStream& stream) {
  const std::size_t words = stream.joined.size();
  for (std::size_t first = 0; first < numbers.size();) {
    NumberRun run;
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
  for (const std::uint32_t code : codes) join_code(code, stream);
  if (words == stream.joined.size()) return;
  std::stable_sort(stream.joined.begin(), stream.joined.end(),
                   [](const JoinedWord& a, const JoinedWord& b) { return a.token < b.token; });
}

}  // namespace blotter::text
