// How answers are written.  A presenter is immutable and safe to share between threads: a batch formats answers where
// they were found and prints them in order.
#pragma once

#include "searcher/answer/answer.hpp"
#include "searcher/request/output_format.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace blotter::present {

struct Style {
  bool color = false;     // escape sequences for colour
  bool terminal = false;  // bars, relative dates, layout to the width
  bool links = false;     // OSC 8 hyperlinks
  int width = 80;         // columns
  bool snippets = true;
  bool bulk = false;                            // answers to a batch: each says which query it is
  std::uint32_t today = 0;                      // YYYYMMDD, for relative dates
  search::Table table = search::Table::hits;    // of tsv and csv
  std::pair<std::string, std::string> crossed;  // the facets, when the rows are of a cross table
  bool shares = false;                          // tables of counts have the totals and shares
  std::vector<std::string> columns;             // of the hits in tsv and csv; empty: the usual ones
  bool ends_with_zero = false;                  // ids: as they are, a zero byte behind each
  bool raw_cells = false;                       // tsv and csv: no apostrophe before what a spreadsheet would run
};

class Presenter {
 public:
  virtual ~Presenter() = default;
  // What comes before the first answer (a header row).
  virtual void begin(std::string& out) const { (void)out; }
  virtual void answer(const search::Answer& answer, std::string& out) const = 0;
  // Returns a query's qid as the records that name it carry it.
  [[nodiscard]] virtual std::string written_qid(const std::string& qid) const { return qid; }
};

[[nodiscard]] std::unique_ptr<Presenter> make_presenter(search::OutputFormat format, const Style& style);

// Returns one article for --show: its fields, its text with the evidence of every facet value marked: in colour, or
// in [brackets] without it.  With `matches` (title and body) their marks are shown in place of the evidence.
[[nodiscard]] std::string show_article(const Article& article, const Style& style,
                                       const std::optional<std::pair<search::Snippet, search::Snippet>>& matches = {});

// Returns the title or body with the evidence of all facets as its marks, in text order without overlaps.
[[nodiscard]] search::Snippet evidence_marks(const Article& article, TextField field);

// Returns the article as a line of JSON (schema blotter.article/1).
[[nodiscard]] std::string article_json(const Article& article);

// Returns the values of the article's facet, in its order; `focus` takes the countries in focus, `charge` the main
// crimes.
[[nodiscard]] std::vector<std::string> values_of(const Article& article, std::string_view facet);

}  // namespace blotter::present
