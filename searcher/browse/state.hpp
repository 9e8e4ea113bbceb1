// What the screen of --browse stands on, and what keys and answers make of it.  Nothing here knows a terminal or an
// index.
#pragma once

#include "common/article.hpp"
#include "searcher/answer/answer.hpp"
#include "searcher/browse/key.hpp"
#include "searcher/browse/line_edit.hpp"
#include "searcher/browse/preview.hpp"
#include "searcher/browse/question.hpp"
#include "searcher/request/request.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace blotter::browse {

enum class Zone : std::uint8_t { query, facets, hits, time };

// More hits are asked for when the one chosen is so near to the last.
inline constexpr std::uint32_t more_hits_at = 5;

inline constexpr std::size_t no_value = static_cast<std::size_t>(-1);

// A row of the facet panel: a facet of the answer's, or one of its values.
struct FacetRow {
  std::size_t facet = 0;
  std::size_t value = no_value;
  std::size_t depth = 0;
};

enum class Choice : std::uint8_t { none, chosen, excluded };

// Where the parts of the screen are.
struct Layout {
  bool filters = false;  // a line of them below the query
  std::size_t top = 1;   // of facets and hits
  std::size_t rows = 0;
  std::size_t facets = 0;  // columns; 0: not shown
  std::size_t hits = 0;    // columns; 0: not shown
  std::size_t hits_from = 0;
  std::size_t bars = 0;  // rows of the time line above its legend; 0: none
  std::size_t time_top = 0;
  std::size_t status = 0;
};

struct Prompt {
  enum class Purpose : std::uint8_t { save, write };
  Purpose purpose;
  LineEdit line;
};

// What is left to whoever has the terminal and the index.
struct Effect {
  enum class Kind : std::uint8_t { none, read, open, page, copy, save, write, refresh, redraw, quit };
  Kind kind = Kind::none;
  std::string text;  // an article's id; what to copy; the name to save under; the file to write
};

struct State {
  search::Request base;  // of the command line
  Size size;
  std::uint32_t today = 0;
  Zone zone = Zone::query;
  LineEdit query;
  Question question;
  std::optional<Question> asked;  // of the answer that is shown or under way
  std::uint32_t limit = 0;        // hits that are asked for
  std::uint32_t asked_limit = 0;
  int coarser = 0;  // steps by which the time line's unit is coarser than the dates suggest
  int asked_coarser = 0;
  std::vector<Question> undo;
  bool typing = false;  // the last narrowing was typed: what is typed on is undone with it
  search::Answer answer;
  std::optional<Question> shown;  // of the answer
  std::vector<FacetRow> facet_rows;
  std::size_t facet_row = 0;
  std::size_t facet_top = 0;
  std::size_t hit = 0;
  std::size_t hit_top = 0;
  std::size_t period = 0;  // of dated_periods()
  std::optional<Preview> preview;
  std::optional<Prompt> prompt;
  bool help = false;
  std::string message;        // until the next key
  bool failed = false;        // it tells of an error
  bool query_failed = false;  // of the question, so that the next answer takes it back
};

[[nodiscard]] State start(const search::Request& base, Size size, std::uint32_t today);

[[nodiscard]] Effect press(State& state, const Key& key);
// Returns the request to run, when the question is another than that of the last one; it counts as asked.
[[nodiscard]] std::optional<search::Request> ask(State& state);
void take_answer(State& state, search::Answer answer);
void take_article(State& state, Article article);
void take_message(State& state, std::string message, bool failed);
void resize(State& state, Size size);

// Returns how the question treats that value.
[[nodiscard]] Choice choice_of(const State& state, const FacetRow& row);
// Brings what is chosen into sight.
void adjust(State& state);

[[nodiscard]] Layout layout_of(const State& state);
// Returns the time line's periods that have a date, in order.
[[nodiscard]] std::vector<const search::Period*> dated_periods(const State& state);
// The first of them that is drawn, and the columns of each.
struct Bars {
  std::size_t first = 0;
  std::size_t width = 1;
};
[[nodiscard]] Bars bars_of(const State& state);

// The hits that fit below `first`, as lines with the hit that each belongs to.
struct HitLine {
  std::size_t hit;
  present::StyledLine line;
};
[[nodiscard]] std::vector<HitLine> hit_lines(const State& state, std::size_t first, const Layout& layout);

}  // namespace blotter::browse
