// The state of --browse, and how keys and answers change it.  Neither the terminal nor the index is used here: the loop
// in browse.cpp passes in what they give, and does what press() and ask() return.
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

// The part of the screen that has the keyboard.
enum class Zone : std::uint8_t { query, facets, hits, time };

// Further hits are requested when fewer than this many follow the selected one.
inline constexpr std::uint32_t more_hits_at = 5;

inline constexpr std::size_t no_value = static_cast<std::size_t>(-1);

// A row of the facet panel: the name of a facet, or one of its values.
struct FacetRow {
  std::size_t facet = 0;         // index in Answer::facets
  std::size_t value = no_value;  // index in its `values`; no_value: the row is the facet's name
  std::size_t depth = 0;         // indentation: a narrower crime is below the broader one
};

// Whether the filters of the question include or exclude a value.
enum class Choice : std::uint8_t { none, chosen, excluded };

// The places of the parts of the screen; rows and columns count from 0.
struct Layout {
  bool filters = false;       // whether a line below the query shows the filters
  std::size_t top = 1;        // first row of the facets and of the hits
  std::size_t rows = 0;       // their number of rows
  std::size_t facets = 0;     // width in columns; 0: not shown
  std::size_t hits = 0;       // width in columns; 0: not shown
  std::size_t hits_from = 0;  // first column of the hits
  std::size_t bars = 0;       // rows of the time line above its legend; 0: not shown
  std::size_t time_top = 0;   // first row of the time line
  std::size_t status = 0;     // row of the status line
};

// A line that asks for a name: of the search to save, or of the file to write.
struct Prompt {
  enum class Purpose : std::uint8_t { save, write };
  Purpose purpose;
  LineEdit line;
};

// What the caller has to do after a key, with the terminal or the index.
struct Effect {
  enum class Kind : std::uint8_t { none, read, open, page, copy, save, write, refresh, redraw, quit };
  Kind kind = Kind::none;
  std::string text;  // an article's id; what to copy; the name to save under; the file to write
};

// Everything that the screen shows and the keys change.
struct State {
  search::Request base;     // the request of the command line; `question` replaces parts of it
  Size size;                // of the terminal
  std::uint32_t today = 0;  // YYYYMMDD
  Zone zone = Zone::query;
  LineEdit query;                 // the query line as typed
  Question question;              // what the user wants to see
  std::optional<Question> asked;  // what ask() last returned a request for; nothing: the next ask() adds no undo step
  std::uint32_t limit = 0;        // number of hits to request
  std::uint32_t asked_limit = 0;  // `limit` and `coarser` of the last request
  int coarser = 0;                // steps by which the time line's unit is coarser than the dates suggest
  int asked_coarser = 0;
  std::vector<Question> undo;     // earlier questions, the last at the end
  bool typing = false;            // the last change was typed: further typing belongs to the same undo step
  search::Answer answer;          // the answer shown
  std::optional<Question> shown;  // its question
  std::vector<FacetRow> facet_rows;
  std::size_t facet_row = 0;  // index of the selected row, and of the one at the top of the panel
  std::size_t facet_top = 0;
  std::size_t hit = 0;  // index of the selected hit, and of the one at the top of the list
  std::size_t hit_top = 0;
  std::size_t period = 0;          // index of the selected period in dated_periods()
  std::optional<Preview> preview;  // the open article, if any
  std::optional<Prompt> prompt;    // the open prompt, if any
  bool help = false;               // whether the help is shown
  std::string message;             // in the status line until the next key
  bool failed = false;             // whether the message is an error
  bool query_failed = false;       // whether it is an error of the query, which the next answer removes
};

// Returns the first state: the command line's question, not yet asked.  `today` is YYYYMMDD.
[[nodiscard]] State start(const search::Request& base, Size size, std::uint32_t today);

// Changes the state as the key says, and returns what else is to be done.
[[nodiscard]] Effect press(State& state, const Key& key);
// Returns the request to run if the question, the number of hits or the unit of time differs from the last request's,
// and records it as asked; else nothing.
[[nodiscard]] std::optional<search::Request> ask(State& state);
// Shows the answer to the last request, with the same facet value and period selected as before if it has them.  An
// answer with an error is shown as a message, and the earlier answer stays.
void take_answer(State& state, search::Answer answer);
// Opens an article in the preview.
void take_article(State& state, Article article);
// Shows a message in the status line; `failed`: it is an error.
void take_message(State& state, std::string message, bool failed);
// Lays the screen out for a terminal of that size.
void resize(State& state, Size size);

// Returns whether the question's filters include or exclude the row's value.
[[nodiscard]] Choice choice_of(const State& state, const FacetRow& row);
// Scrolls the panels so that the selected rows are visible.
void adjust(State& state);

// Returns the layout for the state's size and filters.
[[nodiscard]] Layout layout_of(const State& state);
// Returns the time line's periods that have a date, in order.
[[nodiscard]] std::vector<const search::Period*> dated_periods(const State& state);
// The bars of the time line.
struct Bars {
  std::size_t first = 0;  // index in dated_periods() of the first that is drawn
  std::size_t width = 1;  // columns per bar
};
// Returns which periods fit into the time line; the selected one is among them.
[[nodiscard]] Bars bars_of(const State& state);

// A line of the list of hits.
struct HitLine {
  std::size_t hit;  // index of the hit to which it belongs
  present::StyledLine line;
};
// Returns the lines of the hits from `first` on that fit into the layout.
[[nodiscard]] std::vector<HitLine> hit_lines(const State& state, std::size_t first, const Layout& layout);

}  // namespace blotter::browse
