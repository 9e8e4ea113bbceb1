#include "indexer/extract/page_layout.hpp"

#include "common/text/characters.hpp"
#include "common/text/utf8.hpp"
#include "indexer/extract/reading_order.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace blotter::extract {
namespace {

// Shares of a page's height within which running heads and page numbers are.
constexpr double margin_zone = .12;
// Letters larger than the text's by this are a heading's.
constexpr double heading_ratio = 1.15;

struct Line {
  double left = 0, top = 0, right = 0, bottom = 0;
  std::string text;
  std::size_t page = 0;
  std::size_t block = 0;  // lines of one column that follow each other have one
  [[nodiscard]] double height() const { return bottom - top; }
};

struct Block {
  double left = 0, right = 0;
};

char32_t first_letter(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? 0 : text::next_code_point(text, at);
}

char32_t last_letter(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[at - 1]) & 0xC0U) == 0x80U) --at;
  return at == 0 ? 0 : first_letter(text.substr(at - 1));
}

bool is_hyphen(char32_t c) { return c == '-' || c == 0xAD || c == 0x2010; }
bool is_bullet(char32_t c) { return c == 0x2022 || c == 0x25CF || c == 0x25AA || c == 0x2023 || c == 0x25E6; }

bool ends_sentence(std::string_view text) {
  const char32_t c = last_letter(text);
  for (const char32_t end : {U'.', U'!', U'?', U':', U'…', U'”', U'"', U'»', U'’'})
    if (c == end) return true;
  return false;
}

// "12", "- 12 -", "Page 3 of 10", "стр. 3", "3/10": little but numbers.
bool is_page_number(std::string_view text) {
  if (text.size() > 32) return false;
  std::size_t digits = 0;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::next_code_point(text, at);
    if (c >= '0' && c <= '9') ++digits;
    else if (text::is_letter(c)) ++letters;
  }
  if (digits == 0 || digits > 8) return false;
  if (letters == 0) return text.find_first_of(",;%$") == text.npos;
  for (const std::string_view word : {"Page ", "page ", "Стр. ", "стр. ", "Seite ", "Sahifa ", "Бет ", "p. "})
    if (text.starts_with(word) && letters <= word.size() + 8) return true;
  return false;
}

// Digits as one sign, so that "Page 3" repeats "Page 2".
std::string pattern_of(std::string_view text) {
  std::string pattern;
  for (const char c : text)
    if (c < '0' || c > '9') pattern += c;
    else if (!pattern.ends_with('#')) pattern += '#';
  return pattern;
}

std::vector<Line> lines_of(const Page& page, std::size_t number) {
  std::vector<Line> lines;
  bool space = false;
  for (const Word& word : page.words) {
    if (word.text.empty()) continue;
    Line* line = lines.empty() ? nullptr : &lines.back();
    const double height = word.bottom - word.top;
    const double overlap = line != nullptr ? std::min(line->bottom, word.bottom) - std::max(line->top, word.top) : 0;
    const bool goes_on =
        line != nullptr && overlap > .5 * std::min(height, line->height()) && word.left > line->right - .5 * height;
    if (!goes_on) {
      lines.push_back({word.left, word.top, word.right, word.bottom, word.text, number, 0});
    } else {
      if (space || word.left - line->right > .15 * height) line->text += ' ';
      line->text += word.text;
      line->right = std::max(line->right, word.right);
      line->top = std::min(line->top, word.top);
      line->bottom = std::max(line->bottom, word.bottom);
    }
    space = word.space_after;
  }
  return lines;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// The height of most of the text.
double text_height(const std::vector<Line>& lines) {
  std::map<long, std::size_t> letters;  // by height in tenths of a point
  for (const Line& line : lines) letters[std::lround(line.height() * 10)] += line.text.size();
  const auto most = std::max_element(letters.begin(), letters.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return most != letters.end() ? static_cast<double>(most->first) / 10 : 0;
}

class Layout {
 public:
  explicit Layout(std::vector<Page>&& pages) : pages_(std::move(pages)) {
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      pages_[i].words = in_reading_order(std::move(pages_[i].words));
      std::vector<Line> lines = lines_of(pages_[i], i);
      lines_.insert(lines_.end(), std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
    }
    body_height_ = text_height(lines_);
  }

  LaidOut lay_out() {
    LaidOut out;
    drop_running_lines();
    out.page_bytes.resize(pages_.size());
    for (const Line& line : lines_) out.page_bytes[line.page] += line.text.size();
    find_blocks();
    collect_compounds();
    out.heading = heading();
    std::string paragraph;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (i > 0 && !joins(lines_[i - 1], lines_[i])) {
        out.text.append(paragraph).push_back('\n');
        paragraph.clear();
      }
      append_line(paragraph, lines_[i].text);
    }
    out.text += paragraph;
    return out;
  }

 private:
  [[nodiscard]] bool is_in_margin(const Line& line) const {
    const double height = pages_[line.page].height;
    return line.bottom < margin_zone * height || line.top > (1 - margin_zone) * height;
  }

  // What is at the same place of several pages, and numbers of pages.
  void drop_running_lines() {
    std::map<std::pair<std::string, long>, std::set<std::size_t>> repeated;
    const auto key = [](const Line& line) { return std::pair(pattern_of(line.text), std::lround(line.top / 4)); };
    for (const Line& line : lines_)
      if (is_in_margin(line)) repeated[key(line)].insert(line.page);
    const std::size_t enough = std::min<std::size_t>(3, std::max<std::size_t>(2, pages_.size()));
    std::erase_if(lines_, [&](const Line& line) {
      if (!is_in_margin(line)) return false;
      return is_page_number(line.text) || repeated[key(line)].size() >= enough;
    });
  }

  void find_blocks() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      Line& line = lines_[i];
      if (i > 0) {
        const Line& above = lines_[i - 1];
        const bool apart = line.page != above.page || line.top < above.top || line.left > above.right ||
                           line.right < above.left || line.top - above.bottom > 2.5 * above.height();
        line.block = above.block + (apart ? 1 : 0);
      }
      if (line.block == blocks_.size()) blocks_.push_back({line.left, line.right});
      Block& block = blocks_[line.block];
      block = {std::min(block.left, line.left), std::max(block.right, line.right)};
    }
    std::vector<double> pitches;
    for (std::size_t i = 1; i < lines_.size(); ++i)
      if (lines_[i].block == lines_[i - 1].block && lines_[i].height() > 0)
        pitches.push_back((lines_[i].top - lines_[i - 1].top) / lines_[i].height());
    pitch_ = std::max(median(std::move(pitches)), 1.0);
  }

  // Words with a hyphen inside of a line keep it when a line's end parts them.
  void collect_compounds() {
    for (const Line& line : lines_)
      for (std::string_view rest = line.text; !rest.empty();) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(word.size() + 1, rest.size()));
        const std::size_t hyphen = word.find('-');
        if (hyphen != word.npos && hyphen + 1 < word.size()) compounds_.emplace(word);
      }
  }

  [[nodiscard]] bool is_heading(const Line& line) const { return line.height() > heading_ratio * body_height_; }
  [[nodiscard]] static bool is_same_size(const Line& a, const Line& b) {
    return std::max(a.height(), b.height()) < heading_ratio * std::min(a.height(), b.height());
  }

  // The largest lines in the upper half of the first page, when they are larger than the text.
  [[nodiscard]] std::string heading() const {
    const Line* first = nullptr;
    for (const Line& line : lines_) {
      if (line.page != lines_.front().page) break;
      if (line.top < pages_[line.page].height / 2 && is_heading(line) &&
          (first == nullptr || line.height() > heading_ratio * first->height()))
        first = &line;
    }
    std::string heading;
    if (first == nullptr) return heading;
    for (const Line* line = first; line != lines_.data() + lines_.size(); ++line) {
      if (line != first && !joins(*(line - 1), *line)) break;
      append_line(heading, line->text);
    }
    return heading;
  }

  // Whether the second line goes on with the paragraph of the first.
  [[nodiscard]] bool joins(const Line& a, const Line& b) const {
    if (!is_same_size(a, b) || is_bullet(first_letter(b.text))) return false;
    if (is_hyphen(last_letter(a.text)) && text::is_lower(first_letter(b.text))) return true;
    const Block& block = blocks_[a.block];
    const double width = block.right - block.left;
    const bool is_short = a.right < block.right - .18 * width;
    if (a.block != b.block) return !is_heading(a) && !is_short && !ends_sentence(a.text);
    if (b.top - a.top > 1.35 * pitch_ * a.height()) return false;
    if (is_heading(a)) return true;
    const bool is_indented = b.left > block.left + .8 * b.height();
    if (is_indented && a.left < b.left - .5 * b.height()) return false;
    if (is_short && ends_sentence(a.text)) return false;
    return !(a.right < block.left + .5 * width && !text::is_lower(first_letter(b.text)));
  }

  void append_line(std::string& paragraph, std::string_view line) const {
    const char32_t last = last_letter(paragraph);
    if (paragraph.empty() || !is_hyphen(last) || !text::is_lower(first_letter(line))) {
      if (!paragraph.empty()) paragraph += ' ';
      paragraph += line;
      return;
    }
    const std::size_t size = last == '-' ? 1 : last == 0xAD ? 2 : 3;
    const std::size_t begin = paragraph.rfind(' ') + 1;
    const std::string whole = paragraph.substr(begin) + std::string(line.substr(0, line.find(' ')));
    if (last != '-' || !compounds_.contains(whole)) paragraph.resize(paragraph.size() - size);
    paragraph += line;
  }

  std::vector<Page> pages_;
  std::vector<Line> lines_;
  std::vector<Block> blocks_;
  std::set<std::string> compounds_;
  double body_height_ = 0;
  double pitch_ = 1;
};

}  // namespace

LaidOut lay_out(std::vector<Page>&& pages) {
  Layout layout(std::move(pages));
  return layout.lay_out();
}

}  // namespace blotter::extract
