// The planner's less common parts: numbers in groups, patterns, proximity, counts, values and dates.
#include "common/schema.hpp"
#include "common/text/edit_distance.hpp"
#include "common/text/fold.hpp"
#include "common/text/utf8.hpp"
#include "searcher/query/address.hpp"
#include "searcher/query/facet_values.hpp"
#include "searcher/query/parser.hpp"
#include "searcher/query/planner.hpp"
#include "searcher/query/writings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace blotter::query {
namespace {

constexpr std::size_t min_pattern = 2;       // characters that are not wildcards
constexpr std::size_t max_inflections = 40;  // forms of one word beside NEAR

std::vector<Plan> terms_of(const TermExpansion& expansion, std::string_view prefix) {
  std::vector<Plan> parts;
  for (const IndexWord& word : expansion.words) parts.push_back(Plan::of_term(schema::word_term(prefix, word.form)));
  return parts;
}

// A pattern's pieces between hyphens and other punctuation: cross-bord* is two words.
std::vector<std::string> pieces_of(std::string_view pattern) {
  constexpr std::string_view wildcards = "*?'";
  std::vector<std::string> pieces;
  std::string piece;
  for (std::size_t at = 0; at < pattern.size();) {
    const char32_t c = text::next_code_point(pattern, at);
    const bool alnum = (c >= U'0' && c <= U'9') || ((c | 32) >= U'a' && (c | 32) <= U'z');
    const bool punctuation = (c < 0x80 && !alnum && wildcards.find(static_cast<char>(c)) == std::string_view::npos) ||
                             (c >= 0x2010 && c <= 0x2015);
    if (!punctuation) text::append_utf8(c, piece);
    else if (!piece.empty()) pieces.push_back(std::exchange(piece, {}));
  }
  if (!piece.empty()) pieces.push_back(std::move(piece));
  return pieces;
}

// Whether a quoted text has a wildcard beside a letter; a question mark that ends a word is punctuation.
bool has_wildcard(std::string_view quoted) {
  const auto is_sign = [&](std::size_t at) {
    return at >= quoted.size() ||
           (static_cast<unsigned char>(quoted[at]) < 0x80 && std::isalnum(static_cast<unsigned char>(quoted[at])) == 0);
  };
  for (std::size_t at = quoted.find_first_of("*?"); at != std::string_view::npos;
       at = quoted.find_first_of("*?", at + 1)) {
    const bool before = at > 0 && !is_sign(at - 1);
    const bool after = !is_sign(at + 1);
    if (quoted[at] == '*' ? before || after : before && after) return true;
  }
  return false;
}

}  // namespace

Plan path_plan(std::string_view typed) {
  while (typed.starts_with("./")) typed.remove_prefix(2);
  while (typed.size() > 1 && typed.ends_with('/')) typed.remove_suffix(1);
  Plan plan;
  plan.op = Plan::Op::path;
  plan.term = std::string(typed);
  plan.weight = 0;
  return plan;
}

Plan dates_plan(const schema::Field& field, const DateRange& range) {
  Plan plan;
  plan.op = Plan::Op::dates;
  plan.slot = field.slot;
  plan.range = range;
  plan.weight = 0;
  return plan;
}

// A number in groups (1 000, +996 312 66-12-34) from child `at` on: its groups, or all digits as one word.  Moves `at`
// to its last group.
Planner::Part Planner::spaced_number(const std::vector<const Node*>& children, std::size_t& at) {
  const auto is_group = [&](std::size_t i) {
    const Node* inner = children[i];  // (312)
    while (inner->kind == NodeKind::sequence && inner->children.size() == 1) inner = &inner->children.front();
    const Node& node = *inner;
    return node.kind == NodeKind::word && node.field.empty() && node.occur == Occur::plain && node.boost == 1 &&
           node.at_least == 1 &&
           std::any_of(node.text.begin(), node.text.end(), [](char c) { return c <= '9' && c >= '0'; });
  };
  std::size_t last = at;
  while (last < children.size() && is_group(last)) ++last;
  for (; last > at + 1; --last) {
    const std::string_view written =
        text_.substr(children[at]->span.start, children[last - 1]->span.end - children[at]->span.start);
    const std::vector<std::string> groups = forms_of(written);
    const auto is_whole = [&](const text::JoinedWord& word) {
      return word.token == 0 && word.end == stream_.tokens.back().end;
    };
    if (std::none_of(stream_.joined.begin(), stream_.joined.end(), is_whole)) continue;
    Node number = *children[at];
    number.kind = NodeKind::word;
    number.text = std::string(written);
    number.span.end = children[last - 1]->span.end;
    at = last - 1;
    return as_written(number, groups);
  }
  return std::nullopt;
}

// The article at an address, and those that name it, with its scheme or without.
Plan Planner::address(const Node& node) {
  std::vector<Plan> ways;
  ways.push_back(as_written(node, forms_of(without_scheme(node.text))));
  for (std::string& term : address_terms(node.text)) ways.push_back(Plan::of_term(std::move(term)));
  Plan plan = Plan::of(Plan::Op::max, std::move(ways));
  if (!excluded_) planned_.words.back().plan = plan;
  return plan;
}

// The last word of a compound in all its forms: экс-мэр finds экс-мэра.
void Planner::inflect_last(Plan& phrase, const std::string& form, std::string_view field, QueryWord& remembered) const {
  const TermExpansion expansion =
      vocabulary_.inflections(text::plain_form(form), vocabulary_.stems(form), prefix_of(field), max_inflections);
  if (expansion.words.empty()) return;
  for (const IndexWord& word : expansion.words) remembered.forms.push_back(word.form);
  phrase.children.back() = Plan::of(Plan::Op::any, terms_of(expansion, prefix_of(field)));
}

// A phrase with wildcards; nothing when it has none.
Planner::Part Planner::quoted_pattern(const Node& node) {
  if (!has_wildcard(node.text)) return std::nullopt;
  note(fmt::format("the wildcard in \"{}\" is one: * stands for any letters, ? for one", node.text));
  Node pattern = node;
  pattern.kind = NodeKind::wildcard;
  return expanded(pattern);
}

// Words and patterns next to each other.
Planner::Part Planner::joined_pattern(const Node& node, const std::vector<std::string>& pieces) {
  std::vector<Plan> parts;
  for (const std::string& piece : pieces) {
    Node one = node;
    one.text = piece;
    if (piece.find_first_of("*?") == std::string::npos) one.kind = NodeKind::exact;
    if (piece == "*") continue;
    if (Part part = leaf(one)) parts.push_back(std::move(*part));
  }
  if (parts.size() < 2) return parts.empty() ? Part() : std::move(parts.front());
  Plan plan = Plan::of(Plan::Op::window, std::move(parts));
  plan.ordered = true;
  plan.distance = static_cast<std::uint32_t>(plan.children.size());
  plan.in_body = node.field == "body";
  return plan;
}

Planner::Part Planner::expanded(const Node& node) {
  const bool wildcard = node.kind == NodeKind::wildcard;
  std::string written = node.text;
  if (wildcard) {
    std::vector<std::string> pieces = pieces_of(node.text);
    if (pieces.size() > 1) return joined_pattern(node, pieces);
    if (!pieces.empty()) written = std::move(pieces.front());  // #compas*, without its signs
  }
  const std::vector<std::string> patterns = writings_of_pattern(written);
  const std::string& pattern = patterns.front();
  const std::u32string characters = text::to_characters(pattern);
  const auto literal = static_cast<std::size_t>(
      std::count_if(characters.begin(), characters.end(), [](char32_t c) { return c != U'*' && c != U'?'; }));
  if (literal < min_pattern) {
    note(fmt::format("'{}' at position {} is too short for a {}: left out (it needs {} letters)", node.text,
                     position(text_, node.span.start), wildcard ? "wildcard" : "fuzzy word", min_pattern));
    return std::nullopt;
  }
  const std::string_view prefix = prefix_of(node.field);
  const TermExpansion expansion = wildcard ? vocabulary_.matching(patterns, prefix, max_expansions)
                                           : vocabulary_.similar(pattern, prefix, node.distance, max_expansions);
  if (expansion.cut)
    note(fmt::format("'{}' stands for more than {} words; the {} most frequent are searched", node.text, max_expansions,
                     max_expansions));
  if (expansion.words.empty()) note(fmt::format("no word of the index matches '{}'", node.text));
  QueryWord remembered;
  for (const IndexWord& word : expansion.words) remembered.forms.push_back(word.form);
  Plan plan = Plan::of(Plan::Op::synonym, terms_of(expansion, prefix));
  if (node.field == "body") {
    std::vector<Plan> parts;
    for (const IndexWord& word : expansion.words) parts.push_back(indexed_word(word.form, node.field));
    plan = Plan::of(Plan::Op::max, std::move(parts));
  }
  remembered.plan = plan;
  remember(node, std::move(remembered));
  return plan;
}

// "At least n times": counted from the positions of the word's forms, since a stem has none.
Plan Planner::at_least(Plan word, std::string_view form, const Node& node) {
  std::vector<Plan> forms;
  const std::string_view prefix = prefix_of(node.field);
  if (form.empty()) {
    forms.push_back(Plan::of_term(schema::word_term(prefix, text::plain_form(forms_of(node.text).front()))));
  } else {
    const TermExpansion expansion = vocabulary_.inflections(form, vocabulary_.stems(form), prefix, max_inflections);
    if (expansion.cut)
      note(fmt::format("'{}' has more than {} forms; the most frequent are counted", node.text, max_inflections));
    forms = terms_of(expansion, prefix);
  }
  Plan counted;
  counted.op = Plan::Op::any;
  counted.children = std::move(forms);
  std::vector<Plan> parts;
  parts.push_back(std::move(word));
  parts.push_back(std::move(counted));
  Plan plan = Plan::of(Plan::Op::at_least, std::move(parts));
  plan.distance = node.at_least;
  plan.in_body = node.field == "body";
  return plan;
}

Planner::Part Planner::near(const Node& node) {
  std::vector<Plan> parts;
  for (const Node& child : node.children)
    if (Part part = window_part(child, node.field)) parts.push_back(std::move(*part));
  if (error_ || parts.empty()) return std::nullopt;
  if (parts.size() == 1) return std::move(parts.front());
  Plan plan = Plan::of(Plan::Op::window, std::move(parts));
  plan.ordered = node.ordered;
  // "within 5 words": the last is at most the fifth after the first, more with more words between.
  plan.distance = node.distance + static_cast<std::uint32_t>(plan.children.size()) - 1;
  plan.in_body = node.field == "body";
  if (node.ordered && node.distance == 1) plan.distance = static_cast<std::uint32_t>(plan.children.size());
  return plan;
}

// A word, a quoted word, a pattern, or a choice of these.
Planner::Part Planner::window_part(const Node& node, std::string_view field) {
  const std::string_view own = node.field.empty() ? field : std::string_view(node.field);
  if (own != field && !field.empty()) {
    record_error(node, {ErrorCode::bad_query, "words of different fields near each other", "write field:(a NEAR/5 b)"});
    return std::nullopt;
  }
  if (node.kind == NodeKind::any_of || (node.kind == NodeKind::sequence && node.children.size() == 1)) {
    std::vector<Plan> parts;
    for (const Node& child : node.children) {
      if (child.occur == Occur::excluded)
        record_error(child,
                     {ErrorCode::bad_query, "NOT beside NEAR or ADJ", "exclude outside of it: (a NEAR/5 b) NOT c"});
      if (Part part = window_part(child, own)) parts.push_back(std::move(*part));
    }
    return parts.empty() ? Part() : Plan::of(Plan::Op::any, std::move(parts));
  }
  if (node.kind == NodeKind::wildcard || node.kind == NodeKind::fuzzy) return expanded(node);
  std::vector<std::string> forms =
      node.kind == NodeKind::word || node.kind == NodeKind::exact ? forms_of(node.text) : std::vector<std::string>();
  if (forms.size() != 1) {
    record_error(node, {ErrorCode::bad_query, "NEAR and ADJ take single words or (a OR b)",
                        "write a NEAR/5 b; for neighbours a ADJ b, or \"a b\""});
    return std::nullopt;
  }
  QueryWord remembered;
  const std::vector<std::string> stems = vocabulary_.stems(forms.front());
  forms.front() = text::plain_form(forms.front());
  Plan plan = Plan::of_term(schema::word_term(prefix_of(own), forms.front()));
  remembered.forms = forms;
  if (node.kind == NodeKind::word) {
    const TermExpansion expansion = vocabulary_.inflections(forms.front(), stems, prefix_of(own), max_inflections);
    if (!expansion.words.empty()) plan = Plan::of(Plan::Op::any, terms_of(expansion, prefix_of(own)));
    remembered.stems = stems;
  }
  remembered.plan = plan;
  remember(node, std::move(remembered));
  return plan;
}

Planner::Part Planner::dates(const Node& node) {
  if (node.text == "none") return Plan::lacking(node.field);
  const Result<DateRange> range = parse_date_range(node.text, options_.today);
  if (!range) {
    record_error(node, range.error());
    return std::nullopt;
  }
  return dates_plan(*schema::find_field(node.field), *range);
}

// The values that a facet's name in the query stands for; a plan that finds nothing where there are none.  False after
// an error.
bool Planner::add_facet_values(const Node& node, std::vector<Plan>& parts) {
  const Result<std::vector<std::string>> values = resolve_value(vocabulary_, node.field, node.text);
  if (!values && is_closed(node.field)) {
    record_error(node, values.error());
    return false;
  }
  if (values)
    for (const std::string& one : *values)
      parts.push_back(one == no_value ? Plan::lacking(node.field)
                                      : Plan::of_term(schema::boolean_term(prefix_of_facet(node.field), one), 0));
  const bool known = values && std::any_of(values->begin(), values->end(), [&](const std::string& one) {
                       return one == no_value || vocabulary_.has_value(node.field, one);
                     });
  if (!values) note(fmt::format("{} ({})", values.error().message, values.error().hint));
  else if (!known)
    note(fmt::format("no article has {}:{} (blotter-search --list {} shows what there is)", node.field, node.text,
                     node.field));
  if (parts.empty()) parts.emplace_back();
  return true;
}

Planner::Part Planner::value(const Node& node) {
  const schema::Field* field = schema::find_field(node.field);  // null for a watch list's facet
  std::vector<Plan> parts;
  if (!field || field->kind == schema::FieldKind::facet) {
    if (!add_facet_values(node, parts)) return std::nullopt;
  } else if (field->name == "url") {
    for (std::string& term : address_terms(node.text)) parts.push_back(Plan::of_term(std::move(term), 0));
    parts.push_back(Plan::of_term(schema::boolean_term(schema::host_prefix, schema::fold_name(node.text)), 0));
  } else if (field->kind == schema::FieldKind::path) {
    parts.push_back(path_plan(node.text));
  } else if (field->name == "id") {
    parts.push_back(Plan::of_term(schema::boolean_term(field->prefix, node.text), 0));
  } else {
    parts.push_back(Plan::of_term(schema::boolean_term(field->prefix, schema::fold_name(node.text)), 0));
  }
  Plan plan = Plan::of(Plan::Op::any, std::move(parts));
  plan.weight = 0;
  return plan;
}

}  // namespace blotter::query
