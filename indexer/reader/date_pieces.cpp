#include "indexer/reader/date_pieces.hpp"

#include "indexer/reader/month_names.hpp"
#include "indexer/reader/strings.hpp"

#include <array>

namespace blotter::reader {
namespace {

using Piece = DatePiece;

bool is_letter(char c) { return (static_cast<unsigned char>(c) & 0x80) != 0 || is_ascii_alpha(c); }

// The signs of East Asian dates, and the middle dot that pages put between date and time.
constexpr std::array cjk_signs = {std::string_view("年"), std::string_view("月"), std::string_view("日"),
                                  std::string_view("년"), std::string_view("월"), std::string_view("일"),
                                  std::string_view("·"),  std::string_view("•"),  std::string_view("»"),
                                  std::string_view("«"),  std::string_view("№"),  std::string_view("’")};

std::size_t sign_at(std::string_view rest) {
  const auto first = static_cast<unsigned char>(rest[0]);
  if (first < 0x80) return is_ascii_alpha(rest[0]) ? 0 : 1;
  if (first != 0xC2 && first < 0xE2) return 0;  // letters of Cyrillic and Latin, and bytes inside characters
  for (const std::string_view sign : cjk_signs)
    if (rest.starts_with(sign)) return sign.size();
  return 0;
}

// A word that is the second half of a month's name: "жетинин айы", "жалган куран", folded.
bool ends_month_name(std::string_view word) { return word.starts_with("аиы") || word == "куран" || word == "оона"; }

// Adds a word, or joins it to the one before it where the two are a month.
void add_word(Piece word, std::vector<Piece>& pieces) {
  if (!pieces.empty() && pieces.back().kind == Piece::word && ends_month_name(word.text)) {
    const char* const begin = pieces.back().text.data();
    const std::string_view both(begin, static_cast<std::size_t>(word.text.data() - begin) + word.text.size());
    if (month_of(both) != 0) {
      pieces.back().text = both;
      return;
    }
  }
  pieces.push_back(word);
}

}  // namespace

std::vector<DatePiece> date_pieces(std::string_view text) {
  std::vector<Piece> pieces;
  bool glued = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    if (text[i] == ' ' || is_space(text[i])) {
      glued = false;
      ++i;
      continue;
    }
    if (is_digit(text[i])) {
      int value = 0;
      for (; i < text.size() && is_digit(text[i]); ++i)
        if (i - start < 9) value = value * 10 + (text[i] - '0');
      pieces.push_back({Piece::number, text.substr(start, i - start), value, glued});
    } else if (const std::size_t length = sign_at(text.substr(i)); length > 0) {
      i += length;
      pieces.push_back({Piece::sign, text.substr(start, length), 0, glued});
    } else {
      while (i < text.size() && is_letter(text[i]) && (i == start || sign_at(text.substr(i)) == 0)) ++i;
      add_word({Piece::word, text.substr(start, i - start), 0, glued}, pieces);
    }
    glued = true;
  }
  return pieces;
}

}  // namespace blotter::reader
