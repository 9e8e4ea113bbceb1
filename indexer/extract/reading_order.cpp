#include "indexer/extract/reading_order.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

namespace blotter::extract {
namespace {

constexpr int max_depth = 16;           // columns within columns
constexpr std::size_t max_bands = 500;  // that one gutter runs through
constexpr std::size_t min_lines = 3;    // on either side of a gutter
constexpr double min_words = 2.5;       // of such a line on average
constexpr double min_gutter = .6;       // width in heights of a letter
constexpr double max_coordinate = 1e6;

using Words = std::vector<Word>;

struct Interval {
  double from = 0, to = 0;
  [[nodiscard]] double width() const { return to - from; }
};

double height_of(const Word& word) { return word.bottom - word.top; }

bool has_place(const Word& word) {
  for (const double value : {word.left, word.top, word.right, word.bottom})
    if (!std::isfinite(value) || std::abs(value) > max_coordinate) return false;
  return word.right >= word.left && word.bottom >= word.top;
}

// Runs of words whose middle parts overlap in height, from the top down: a line, or lines of several columns that are
// not level with each other.
std::vector<Words> bands_of(Words&& words) {
  std::stable_sort(words.begin(), words.end(), [](const Word& a, const Word& b) { return a.top < b.top; });
  std::vector<Words> bands;
  double bottom = 0;
  for (Word& word : words) {
    const double margin = .2 * height_of(word);
    if (bands.empty() || word.top + margin >= bottom) {
      bands.emplace_back();
      bottom = word.bottom - margin;
    }
    bottom = std::max(bottom, word.bottom - margin);
    bands.back().push_back(std::move(word));
  }
  return bands;
}

// Words of one line are put from left to right.
void sort_lines(Words& words) {
  std::stable_sort(words.begin(), words.end(), [](const Word& a, const Word& b) { return a.top < b.top; });
  for (auto begin = words.begin(); begin != words.end();) {
    auto end = begin;
    while (end != words.end() && end->top < begin->bottom - .5 * std::min(height_of(*begin), height_of(*end))) ++end;
    if (end == begin) ++end;
    std::stable_sort(begin, end, [](const Word& a, const Word& b) { return a.left < b.left; });
    begin = end;
  }
}

std::size_t count_lines(const std::vector<const Word*>& words) {
  std::vector<const Word*> sorted = words;
  std::sort(sorted.begin(), sorted.end(), [](const Word* a, const Word* b) { return a->top < b->top; });
  std::size_t lines = 0;
  double bottom = 0;
  for (const Word* word : sorted)
    if (lines == 0 || word->top >= bottom - .5 * height_of(*word)) {
      ++lines;
      bottom = word->bottom;
    }
  return lines;
}

// Where no word of the band is, within `extent`.
std::vector<Interval> gaps_of(const Words& band, const Interval& extent, double min_width) {
  std::vector<Interval> taken;
  taken.reserve(band.size());
  for (const Word& word : band) taken.push_back({word.left, word.right});
  std::sort(taken.begin(), taken.end(), [](const Interval& a, const Interval& b) { return a.from < b.from; });
  std::vector<Interval> gaps;
  double from = extent.from;
  for (const Interval& word : taken) {
    if (word.from - from >= min_width) gaps.push_back({from, word.from});
    from = std::max(from, word.to);
  }
  if (extent.to - from >= min_width) gaps.push_back({from, extent.to});
  return gaps;
}

std::vector<Interval> intersect(const std::vector<Interval>& a, const std::vector<Interval>& b, double min_width) {
  std::vector<Interval> common;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const Interval both{std::max(a[i].from, b[j].from), std::min(a[i].to, b[j].to)};
    if (both.width() >= min_width) common.push_back(both);
    if (a[i].to < b[j].to) ++i;
    else ++j;
  }
  return common;
}

class Cutter {
 public:
  explicit Cutter(double letter_height) : least_(min_gutter * letter_height) {}

  void order(Words&& words, int depth) {
    Interval extent{max_coordinate, -max_coordinate};
    for (const Word& word : words) extent = {std::min(extent.from, word.left), std::max(extent.to, word.right)};
    std::vector<Words> bands = bands_of(std::move(words));
    for (std::size_t first = 0; first < bands.size();) {
      std::size_t end = first;
      const std::optional<double> gutter = depth < max_depth ? find_gutter(bands, first, extent, end) : std::nullopt;
      if (!gutter) {
        sort_lines(bands[first]);
        std::move(bands[first].begin(), bands[first].end(), std::back_inserter(ordered));
        ++first;
        continue;
      }
      Words left;
      Words right;
      for (; first < end; ++first)
        for (Word& word : bands[first]) (word.right <= *gutter ? left : right).push_back(std::move(word));
      order(std::move(left), depth + 1);
      order(std::move(right), depth + 1);
    }
  }

  Words ordered;

 private:
  // The middle of a gutter through the bands [first, end), as many as it can run through.
  std::optional<double> find_gutter(const std::vector<Words>& bands, std::size_t first, const Interval& extent,
                                    std::size_t& end) const {
    std::vector<Interval> free = gaps_of(bands[first], extent, least_);
    for (end = first + 1; end < bands.size() && end - first < max_bands; ++end) {
      std::vector<Interval> next = intersect(free, gaps_of(bands[end], extent, least_), least_);
      if (next.empty()) break;
      free = std::move(next);
    }
    std::sort(free.begin(), free.end(), [](const Interval& a, const Interval& b) { return a.width() > b.width(); });
    constexpr std::size_t candidates = 3;
    for (std::size_t i = 0; i < std::min(free.size(), candidates); ++i) {
      const double middle = (free[i].from + free[i].to) / 2;
      if (parts_prose(bands, first, end, middle)) return middle;
    }
    return std::nullopt;
  }

  static bool parts_prose(const std::vector<Words>& bands, std::size_t first, std::size_t end, double gutter) {
    std::vector<const Word*> left;
    std::vector<const Word*> right;
    for (std::size_t i = first; i < end; ++i)
      for (const Word& word : bands[i]) (word.right <= gutter ? left : right).push_back(&word);
    for (const auto* side : {&left, &right}) {
      const std::size_t lines = count_lines(*side);
      if (lines < min_lines || static_cast<double>(side->size()) < min_words * static_cast<double>(lines)) return false;
    }
    return true;
  }

  double least_;
};

}  // namespace

std::vector<Word> in_reading_order(std::vector<Word>&& words) {
  std::erase_if(words, [](const Word& word) { return !has_place(word); });
  if (words.empty()) return {};
  std::vector<double> heights;
  heights.reserve(words.size());
  for (const Word& word : words) heights.push_back(height_of(word));
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  Cutter cutter(std::max(*middle, 1.0));
  cutter.order(std::move(words), 0);
  return std::move(cutter.ordered);
}

}  // namespace blotter::extract
