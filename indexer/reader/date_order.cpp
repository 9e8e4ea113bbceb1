// What decides between day and month in 06/12/2025: the source's own dates, its locale, its country's domain.
#include "indexer/reader/dates.hpp"
#include "indexer/reader/strings.hpp"

#include <algorithm>

namespace blotter::reader {
namespace {

bool is_one_of(std::string_view value, std::string_view blank_separated) {
  bool found = false;
  split_each(blank_separated, " ", [&](std::string_view one) { found = found || one == value; });
  return found;
}

int digits_at(std::string_view text, std::size_t& at, std::size_t low, std::size_t high) {
  int value = 0;
  std::size_t count = 0;
  while (at < text.size() && is_digit(text[at]) && count <= high) {
    value = value * 10 + (text[at++] - '0');
    ++count;
  }
  return count >= low && count <= high ? value : -1;
}

// Countries that write the month first, or year first and so show nothing by 06/12/2025.
constexpr std::string_view month_first_regions = "us ph fm mh pw as gu mp pr vi um";
constexpr std::string_view other_regions = "cn jp kr kp tw hk mo hu lt mn ca za";
constexpr std::string_view other_languages = "zh ja ko hu lt mn fil tl";
// Two letters that are sold to anybody.
constexpr std::string_view open_domains = "io tv me co ai cc ws gg to ly fm am pw la st sh ac eu su bz vc sc nu mn";

}  // namespace

bool is_open_day(std::string_view day) { return day.size() == 10 && day[2] == '/' && day[5] == '/'; }

std::string settle_day(std::string_view day, DateOrder order) {
  if (!is_open_day(day) || order == DateOrder::unknown) return {};
  std::string_view first = day.substr(0, 2);
  std::string_view second = day.substr(3, 2);
  if (order == DateOrder::day_first) std::swap(first, second);
  return std::string(day.substr(6)).append("-").append(first).append("-").append(second);
}

DateOrder order_of_dates(std::string_view text) {
  bool day = false;
  bool month = false;
  const auto is_separator = [](char c) { return c == '/' || c == '-'; };
  const auto separator_from = [&](std::size_t from) {
    return static_cast<std::size_t>(
        std::find_if(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), is_separator) - text.begin());
  };
  if (text.empty()) return DateOrder::unknown;
  for (std::size_t at = separator_from(1); at + 7 <= text.size(); at = separator_from(at + 1)) {
    if (!is_digit(text[at - 1])) continue;
    std::size_t start = at;
    while (start > 0 && at - start < 3 && is_digit(text[start - 1])) --start;
    const bool alone = start == 0 || (text[start - 1] != text[at] && text[start - 1] != '.');
    std::size_t i = start;
    const int first = digits_at(text, i, 1, 2);
    if (first < 1 || !alone || i != at) continue;
    const int second = digits_at(text, ++i, 1, 2);
    if (second < 1 || i >= text.size() || text[i] != text[at]) continue;
    const int year = digits_at(text, ++i, 4, 4);
    if (year < 1900 || year > 2100) continue;
    day |= first > 12 && first <= 31 && second <= 12;
    month |= second > 12 && second <= 31 && first <= 12;
  }
  if (day == month) return DateOrder::unknown;
  return day ? DateOrder::day_first : DateOrder::month_first;
}

DateOrder order_of_locale(std::string_view tag) {
  const std::string folded = lower(trim(tag));
  const std::string_view whole = folded;
  const std::size_t end = std::min(whole.find_first_of("-_."), whole.size());
  const std::string_view language = whole.substr(0, end);
  const std::string_view region = end < whole.size() ? whole.substr(end + 1, 2) : std::string_view();
  if (language.size() < 2 || language.size() > 3 || language == "und" || language == "mul") return DateOrder::unknown;
  if (is_one_of(region, month_first_regions)) return DateOrder::month_first;
  if (is_one_of(language, other_languages) || is_one_of(region, other_regions)) return DateOrder::unknown;
  return (language == "en" || language == "eng") && region.empty() ? DateOrder::unknown : DateOrder::day_first;
}

DateOrder order_of_host(std::string_view host) {
  const std::string folded = lower(host);
  const std::string_view domain = std::string_view(folded).substr(folded.rfind('.') + 1);
  if (domain == "us" || domain == "gov" || domain == "mil") return DateOrder::month_first;
  if (domain.size() != 2 || is_one_of(domain, open_domains) || is_one_of(domain, other_regions))
    return DateOrder::unknown;
  return std::all_of(domain.begin(), domain.end(), is_ascii_alpha) ? DateOrder::day_first : DateOrder::unknown;
}

}  // namespace blotter::reader
