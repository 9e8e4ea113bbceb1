// What a search found, for every presenter (schema blotter.result/1).
#pragma once

#include "common/article.hpp"
#include "common/error.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace blotter::search {

// A piece of an article's text with the words that matched: bytes [first, second) of `text`.
struct Snippet {
  std::string text;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> marks;
  bool cut_before = false;
  bool cut_after = false;
};

struct TermWeight {
  std::string term;
  double weight = 0;
};

struct Hit {
  std::uint32_t rank = 0;
  double score = 0;
  std::string id;
  Article article;  // without its body, unless evidence is asked for
  bool evidence = false;
  Snippet title;
  Snippet snippet;
  std::string group;                 // of near-duplicates: the id of its first member; empty for an article without any
  std::uint32_t similar = 0;         // its near-duplicates in the whole index
  std::uint32_t collapse_count = 0;  // other matches of its group, which --group does not list
  std::vector<TermWeight> weights;   // when explaining
};

struct FacetCount {
  std::string value;
  std::string label;
  std::string parent;  // identifier, or empty
  std::uint32_t count = 0;
  bool selected = false;
  bool excluded = false;
};

struct FacetAnswer {
  std::string name;
  std::vector<FacetCount> values;
  std::uint32_t distinct = 0;  // values with a count, before the limit
};

struct Period {
  std::string start;  // YYYY-MM-DD, or empty for articles without a date
  std::string end;
  std::uint32_t count = 0;
  std::uint32_t all = 0;  // articles of the index in that period, when shares are asked for
};

struct Cross {
  std::string rows;
  std::string columns;
  std::vector<std::string> row_values;
  std::vector<std::string> column_values;
  std::vector<std::string> row_labels;  // what people call them
  std::vector<std::string> column_labels;
  std::vector<std::vector<std::uint32_t>> counts;  // by row
  std::uint32_t distinct_rows = 0;
  std::uint32_t distinct_columns = 0;
  std::vector<std::uint32_t> row_totals;  // articles of the index with that row's value, when shares are asked for
};

// A word that the matches have and the other articles have less often.
struct CharacteristicWord {
  std::string word;         // as most of the matches write it
  std::uint32_t count = 0;  // matches that have it, in any of its forms
  std::uint32_t all = 0;    // articles of the index that do
  double weight = 0;
};

struct Explanation {
  std::string tree;
  std::string plan;
  std::string xapian;
};

struct Answer {
  std::string qid;
  std::string query;
  std::uint32_t total = 0;
  std::optional<std::uint32_t> total_stories;  // groups of near-duplicates, and articles without any; when grouping
  double took_ms = 0;
  std::vector<Hit> hits;
  std::vector<FacetAnswer> facets;
  std::string histogram_unit;
  std::string histogram_date = "published";  // schema::Field that the histogram counts
  std::vector<Period> histogram;
  std::vector<Cross> crosses;
  bool shares = false;  // histogram and crosses have the totals of which their counts are a share
  std::vector<CharacteristicWord> words;
  std::string suggestion;  // the query with words of the index in the place of missing or rare ones
  std::vector<std::string> notes;
  std::vector<std::string> reasons;  // why nothing was found
  std::optional<Explanation> explanation;
  std::vector<std::string> partial;  // shards that did not answer and are left out of all counts and hits
  std::optional<Error> error;
};

}  // namespace blotter::search
