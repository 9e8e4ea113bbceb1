// From syntax tree to plan: words become stems and name keys, patterns become words of the index, names
// become values.
#pragma once

#include "common/error.hpp"
#include "common/text/tokeniser.hpp"
#include "searcher/query/ast.hpp"
#include "searcher/query/plan.hpp"
#include "searcher/query/synonyms.hpp"
#include "searcher/query/vocabulary.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blotter::query {

struct PlanOptions {
  bool match_any = false;     // words side by side: any of them
  bool exact_script = false;  // no names across scripts and spellings
  std::uint32_t today = 0;    // YYYYMMDD, for -30d
  const Synonyms* synonyms = nullptr;
  bool sentence = false;  // the query is one: its earlier words weigh more
};

// A word of the query, for snippets, for "did you mean" and for "why nothing".
struct QueryWord {
  std::string written;
  Span span;
  std::vector<std::string> forms;      // normalised: the word, or what its pattern stands for
  std::vector<std::string> stems;      // empty when quoted
  std::vector<std::string> spellings;  // other forms of the name
  Plan plan;
};

struct Planned {
  Plan plan;
  std::vector<QueryWord> words;
  std::vector<std::string> notes;
  bool has_words = false;  // something to rank by
};

// Names across scripts count a tenth of the word itself, so that what is spelled as asked comes first.
inline constexpr double name_key_weight = 0.1;
// The word as typed adds a quarter to its stem: `organ` prefers organ to organised, whose stem is the same.
inline constexpr double exact_form_weight = 0.25;
// In a sentence the i-th part weighs 1 / (1 + i / 20): people name their subject first and then go into detail, so that
// the twentieth word of a request counts half as much as the first.
inline constexpr double fading = 0.05;
inline constexpr std::size_t max_spellings = 40;    // of one name
inline constexpr std::size_t max_cases = 40;        // of one name
inline constexpr std::size_t max_expansions = 200;  // words that a wildcard or fuzzy word may stand for

// Returns the articles of the files that a pattern fits, and of those below the folders that it fits: "news",
// "./news/", "2025-*",
// "/home/me/news/*.html".
[[nodiscard]] Plan path_plan(std::string_view pattern);
// Returns the articles whose date of that field is in the range.  `field` is one of schema::FieldKind::date.
[[nodiscard]] Plan dates_plan(const schema::Field& field, const DateRange& range);

class Planner {
 public:
  Planner(const Vocabulary& vocabulary, PlanOptions options) : vocabulary_(vocabulary), options_(options) {}

  // `text` is what `root` was parsed from.  ErrorCode::bad_query: an unknown country, a malformed date, …
  // May throw Xapian::Error.
  [[nodiscard]] Result<Planned> plan(const Node& root, std::string_view text);

  // Returns a normalised word as the index may hold it: stems, name keys, synonyms.
  [[nodiscard]] Plan word(std::string_view form, std::string_view field);

 private:
  // Of the terms of a text field, empty for the text itself.
  [[nodiscard]] static std::string_view prefix_of(std::string_view field);
  // Nothing where the part says nothing (punctuation alone): it is left out, which is not the same as finding
  // nothing.
  using Part = std::optional<Plan>;

  Part visit(const Node& node);
  Part sequence(const Node& node);
  Part connected(const Node& node);
  Part leaf(const Node& node);
  Part words(const Node& node);
  Plan address(const Node& node);
  Plan as_written(const Node& node, const std::vector<std::string>& forms);
  [[nodiscard]] std::vector<Plan> other_writings(const std::vector<std::string>& forms, std::string_view field) const;
  void inflect_last(Plan& phrase, const std::string& form, std::string_view field, QueryWord& remembered) const;
  Part spaced_number(const std::vector<const Node*>& children, std::size_t& at);
  Part expanded(const Node& node);
  Part quoted_pattern(const Node& node);
  Part joined_pattern(const Node& node, const std::vector<std::string>& pieces);
  Part near(const Node& node);
  Part window_part(const Node& node, std::string_view field);
  Part value(const Node& node);
  bool add_facet_values(const Node& node, std::vector<Plan>& parts);
  Part dates(const Node& node);
  Plan phrase(const std::vector<std::string>& forms, std::string_view field, std::uint32_t distance,
              bool ordered) const;
  // A word as typed, and one as the index has it.
  static Plan exact_word(std::string_view form, std::string_view field);
  static Plan indexed_word(const std::string& form, std::string_view field);
  Plan at_least(Plan word, std::string_view form, const Node& node);
  void add_stems(std::string_view form, std::string_view field, std::vector<Plan>& parts) const;
  void add_synonyms(std::string_view form, std::vector<Plan>& parts);
  [[nodiscard]] std::vector<std::string> spellings(std::string_view form) const;
  [[nodiscard]] std::vector<std::string> stems(std::string_view form) const;

  std::vector<std::string> forms_of(std::string_view text);
  bool is_stop(const Node& node);
  std::vector<const Node*> without_stop_words(const Node& node);
  void note(std::string text) { planned_.notes.push_back(std::move(text)); }
  void record_error(const Node& node, const Error& error);
  void remember(const Node& node, QueryWord word);

  const Vocabulary& vocabulary_;
  PlanOptions options_;
  text::Tokeniser tokeniser_;
  text::TokenStream stream_;
  std::string_view text_;
  Planned planned_;
  std::optional<Error> error_;
  int excluded_ = 0;  // depth inside NOT: words there are not marked in snippets
};

}  // namespace blotter::query
