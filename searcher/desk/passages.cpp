#include "searcher/desk/passages.hpp"

#include "searcher/present/presenter.hpp"

#include <algorithm>
#include <string_view>

namespace blotter::search {
namespace {

constexpr std::size_t max_passages = 4;
constexpr std::size_t around = 80;      // bytes before and after the evidence
constexpr std::size_t max_bytes = 400;  // of a passage

struct Piece {
  std::size_t from = 0;
  std::size_t to = 0;
  bool focus = false;
};

constexpr std::size_t max_word = 60;  // bytes; a script without spaces is divided between characters

std::size_t character_at(std::string_view text, std::size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) ++at;
  return at;
}

// Behind the last space or line break before `at`.
std::size_t space_before(std::string_view text, std::size_t at) {
  const std::size_t found = text.substr(0, at).find_last_of(" \n");
  const std::size_t word = found == std::string_view::npos ? 0 : found + 1;
  return at - word > max_word ? character_at(text, at) : word;
}

// The first space or line break from `at` on.
std::size_t space_after(std::string_view text, std::size_t at) {
  const std::size_t found = std::min(text.find_first_of(" \n", at), text.size());
  return found - at > max_word ? character_at(text, at) : found;
}

bool is_of_focus(const Article& article, std::uint32_t start) {
  for (const Facet& facet : article.facets)
    for (const FacetValue& value : facet.values)
      for (const Evidence& one : value.evidence)
        if (value.focus && one.field == TextField::body && one.start == start) return true;
  return false;
}

}  // namespace

std::vector<Snippet> evidence_passages(const Article& article) {
  const Snippet body = present::evidence_marks(article, TextField::body);
  std::vector<Piece> pieces;
  for (const auto& [start, end] : body.marks) {
    const bool focus = is_of_focus(article, start);
    const std::size_t to = space_after(body.text, std::min<std::size_t>(end + around, body.text.size()));
    if (!pieces.empty() && start <= pieces.back().to + around && to - pieces.back().from <= max_bytes) {
      pieces.back().to = std::max(pieces.back().to, to);
      pieces.back().focus |= focus;
    } else {
      const std::size_t after_last = pieces.empty() ? 0 : pieces.back().to;
      const std::size_t from = std::max(after_last, space_before(body.text, start > around ? start - around : 0));
      if (start >= from) pieces.push_back({from, to, focus});
    }
  }
  std::stable_partition(pieces.begin(), pieces.end(), [](const Piece& one) { return one.focus; });
  if (pieces.size() > max_passages) pieces.resize(max_passages);
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.from < b.from; });
  std::vector<Snippet> passages;
  for (const Piece& piece : pieces) {
    Snippet& passage = passages.emplace_back();
    passage.text = body.text.substr(piece.from, piece.to - piece.from);
    for (const auto& [start, end] : body.marks)
      if (start >= piece.from && end <= piece.to)
        passage.marks.emplace_back(static_cast<std::uint32_t>(start - piece.from),
                                   static_cast<std::uint32_t>(end - piece.from));
  }
  return passages;
}

}  // namespace blotter::search
