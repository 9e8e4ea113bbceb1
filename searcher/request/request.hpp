// One search, as asked on the command line or by a line of a batch.
#pragma once

#include "common/schema.hpp"
#include "searcher/match/counter.hpp"
#include "searcher/query/parser.hpp"
#include "searcher/rank/ranker.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace blotter::search {

inline constexpr std::uint32_t no_limit = 0xFFFFFFFF;

// By relevance, or by a date: of publication (newest, oldest), or the newest first of the date of that name.
enum class Sort : std::uint8_t { relevance, newest, oldest, collected, indexed };
enum class FacetSort : std::uint8_t { count, name };

// How a batch writes its queries.
enum class BatchFormat : std::uint8_t { lines, tsv, jsonl, topics };

// Values chosen on one facet, as typed: names are resolved against the index.
struct FilterRequest {
  std::string facet;
  std::vector<std::string> lists;  // values divided by commas, unless the whole is one value of the index
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  friend bool operator==(const FilterRequest&, const FilterRequest&) = default;
};

// First and last day as typed; an empty one is an open end.
struct DateBounds {
  std::string from;
  std::string to;
  [[nodiscard]] bool is_open() const { return from.empty() && to.empty(); }
};

struct Request {
  std::string qid;
  std::string query;
  query::Syntax syntax = query::Syntax::full;
  bool match_any = false;
  bool strict = false;  // the syntax is meant: with match_any a sentence too is read by it
  std::vector<FilterRequest> filters;
  std::string from;  // DateBounds of publication
  std::string to;
  std::map<std::string, DateBounds, std::less<>> dates;  // by the name of any other field of dates
  Sort sort = Sort::relevance;
  std::uint32_t limit = 10;
  std::uint32_t offset = 0;
  std::vector<std::string> facets{"country", "agency", "crime"};
  std::uint32_t facet_limit = 10;  // values shown of each facet
  std::uint32_t min_count = 1;
  std::string value_holds;  // of each facet only the values whose name or identifier holds this
  FacetSort facet_sort = FacetSort::count;
  bool drill_down = false;
  match::Unit histogram = match::Unit::none;
  schema::Slot histogram_slot = schema::slot_published;      // of the date that the histogram counts
  std::vector<std::pair<std::string, std::string>> crosses;  // of facets or units of time
  bool share = false;       // histogram and crosses with the share of all articles of that period or row
  std::uint32_t terms = 0;  // characteristic words of the matches
  match::Model model = match::Model::bm25;
  double half_life = 0;                               // days; 0: age does not count
  bool expand = false;                                // pseudo-relevance feedback
  std::string like;                                   // id of an article to find others like it
  std::string similar;                                // id of an article to list its near-duplicates
  bool group = false;                                 // one hit for each group of near-duplicates
  std::shared_ptr<const std::set<std::string>> seen;  // percent-encoded ids of articles to leave out; null: none
  bool exact_script = false;
  bool explain = false;
  std::string path;                // only articles of this file, or below this folder; may hold * and ?
  bool suggest = false;            // suggest spellings for rare words, too: it costs more than the query
  std::vector<std::string> notes;  // of reading the request; the answer repeats them
  bool documents = true;           // hits carry more than id and score
  bool snippets = true;
  bool evidence = false;  // hits carry where in the text each facet value was found
};

}  // namespace blotter::search
