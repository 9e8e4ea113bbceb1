#include "searcher/browse/preview.hpp"

#include "common/cli/terminal.hpp"
#include "searcher/desk/article_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace blotter::browse {
namespace {

using present::StyledLine;
using present::TextStyle;

constexpr std::size_t max_block = 4096;  // bytes
constexpr std::size_t lines_above_mark = 3;

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Where a block that begins at `start` ends: at a line break, else at a blank or between characters.
std::size_t end_of_block(std::string_view text, std::size_t start) {
  // The rest of a text without a line break may be long: no more of it is looked at.
  const std::string_view piece = text.substr(start, max_block + 1);
  const std::size_t end = start + std::min(piece.find('\n'), piece.size());
  if (end - start <= max_block) return end;
  const std::size_t blank = text.rfind(' ', start + max_block);
  if (blank != std::string_view::npos && blank > start) return blank;
  std::size_t at = start + max_block;
  while (at < end && continues_character(text[at])) ++at;
  return at;
}

}  // namespace

Preview::Preview(Article article, std::size_t width, std::size_t rows)
    : article_(std::move(article)), width_(width), rows_(rows) {
  add_blocks(TextField::title);
  add_blocks(TextField::body);
  find_marks();
}

void Preview::add_blocks(TextField field) {
  const std::string_view text = article_.text(field);
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = end_of_block(text, start);
    blocks_.push_back({field, start, end});
    start = end < text.size() && (text[end] == '\n' || text[end] == ' ') ? end + 1 : end;
  }
}

void Preview::find_marks() {
  const auto add = [&](const std::vector<Evidence>& evidence, const std::string& meaning) {
    for (const Evidence& one : evidence)
      if (one.start < one.end && one.end <= article_.text(one.field).size())
        marks_.push_back({one.field, one.start, one.end, meaning});
  };
  for (const Facet& facet : article_.facets)
    for (const FacetValue& value : facet.values) {
      add(value.evidence, fmt::format("{} {}", facet.name, value.value));
      for (const FacetElement& element : value.elements)
        add(element.evidence, fmt::format("{} {} ({})", facet.name, value.value, element.element));
    }
  std::stable_sort(marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) {
    return std::tie(a.field, a.start, a.end) < std::tie(b.field, b.start, b.end);
  });
  // What one piece of text means is said together; of two that overlap the first is marked.
  std::vector<Mark> apart;
  for (Mark& mark : marks_) {
    if (!apart.empty() && apart.back().field == mark.field) {
      Mark& last = apart.back();
      const bool same = last.start == mark.start && last.end == mark.end;
      if (same && last.meaning.find(mark.meaning) == std::string::npos) last.meaning += ", " + mark.meaning;
      if (mark.start < last.end) continue;
    }
    apart.push_back(std::move(mark));
  }
  marks_ = std::move(apart);
}

std::vector<StyledLine> Preview::wrapped(std::size_t block) const {
  const Block& one = blocks_[block];
  search::Snippet piece;
  piece.text = article_.text(one.field).substr(one.start, one.end - one.start);
  std::size_t chosen = present::no_mark;
  const auto first = std::partition_point(marks_.begin(), marks_.end(), [&](const Mark& mark) {
    return std::pair{mark.field, std::size_t{mark.end}} <= std::pair{one.field, one.start};
  });
  for (auto mark = first; mark != marks_.end() && mark->field == one.field && mark->start < one.end; ++mark) {
    if (static_cast<std::size_t>(mark - marks_.begin()) == chosen_) chosen = piece.marks.size();
    piece.marks.emplace_back(std::max<std::size_t>(mark->start, one.start) - one.start,
                             std::min<std::size_t>(mark->end, one.end) - one.start);
  }
  const bool title = one.field == TextField::title;
  std::vector<StyledLine> lines =
      present::wrap_spans(piece, width_, 0, title ? TextStyle::bold : TextStyle::plain, chosen);
  if (lines.empty()) lines.emplace_back();
  const bool last_of_title = title && (block + 1 == blocks_.size() || blocks_[block + 1].field != TextField::title);
  if (last_of_title) {
    const std::string facts = fmt::format("{}", fmt::join(search::facts_of(article_), " \u00b7 "));
    lines.push_back({{present::fit(cli::printable(facts), width_), TextStyle::dim}});
    const std::string& place = article_.url.empty() ? article_.path : article_.url;
    lines.push_back({{present::fit(cli::printable(place), width_), TextStyle::dim}});
  }
  const std::string_view text = article_.text(one.field);
  if (last_of_title || (one.end < text.size() && text[one.end] == '\n')) lines.emplace_back();
  return lines;
}

void Preview::resize(std::size_t width, std::size_t rows) {
  if (width != width_) line_ = 0;
  width_ = width;
  rows_ = rows;
}

void Preview::to_start() { block_ = line_ = 0; }

void Preview::to_end() {
  if (blocks_.empty()) return;
  block_ = blocks_.size() - 1;
  line_ = wrapped(block_).size() - 1;
  scroll(1 - static_cast<std::ptrdiff_t>(rows_));
}

void Preview::scroll(std::ptrdiff_t lines) {
  for (; lines < 0; ++lines) {
    if (line_ > 0) --line_;
    else if (block_ > 0) line_ = wrapped(--block_).size() - 1;
    else return;
  }
  for (; lines > 0; --lines) {
    if (blocks_.empty()) return;
    if (line_ + 1 < wrapped(block_).size()) ++line_;
    else if (block_ + 1 < blocks_.size()) ++block_, line_ = 0;
    else return;
  }
}

std::size_t Preview::block_of(const Mark& mark) const {
  const auto at = std::partition_point(blocks_.begin(), blocks_.end(), [&](const Block& block) {
    return std::pair{block.field, block.end} <= std::pair{mark.field, std::size_t{mark.start}};
  });
  return at == blocks_.end() ? blocks_.size() - 1 : static_cast<std::size_t>(at - blocks_.begin());
}

void Preview::step(int direction) {
  if (marks_.empty()) return;
  const std::size_t count = marks_.size();
  if (chosen_ == present::no_mark) chosen_ = direction > 0 ? 0 : count - 1;
  else chosen_ = (chosen_ + (direction > 0 ? 1 : count - 1)) % count;
  block_ = block_of(marks_[chosen_]);
  line_ = 0;
  const std::vector<StyledLine> lines = wrapped(block_);
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (std::any_of(lines[i].begin(), lines[i].end(), [](const present::Span& span) { return span.reversed; })) {
      line_ = i;
      break;
    }
  scroll(-static_cast<std::ptrdiff_t>(std::min(lines_above_mark, rows_ / 3)));
}

std::vector<StyledLine> Preview::lines() const {
  std::vector<StyledLine> shown;
  for (std::size_t block = block_; block < blocks_.size() && shown.size() < rows_; ++block) {
    std::vector<StyledLine> lines = wrapped(block);
    for (std::size_t i = block == block_ ? line_ : 0; i < lines.size() && shown.size() < rows_; ++i)
      shown.push_back(std::move(lines[i]));
  }
  return shown;
}

std::string Preview::position() const {
  if (marks_.empty()) return "no evidence in the text";
  if (chosen_ == present::no_mark)
    return fmt::format("{} mark{}: n and N step through them", marks_.size(), marks_.size() == 1 ? "" : "s");
  const Mark& mark = marks_[chosen_];
  return fmt::format("{} of {}: \u201c{}\u201d is {}", chosen_ + 1, marks_.size(),
                     article_.text(mark.field).substr(mark.start, mark.end - mark.start), mark.meaning);
}

}  // namespace blotter::browse
