#include "searcher/query/planner.hpp"

#include "common/schema.hpp"
#include "common/text/fold.hpp"
#include "common/text/utf8.hpp"
#include "searcher/query/address.hpp"
#include "searcher/query/parser.hpp"
#include "searcher/query/stop_words.hpp"
#include "searcher/query/writings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace blotter::query {
namespace {

std::string stem_term(std::string_view prefix, std::string_view stem) {
  return schema::word_term(std::string(schema::stem_prefix) + std::string(prefix), stem);
}

// The term of the word as written, which is indexed without marks too.
std::string exact_term(std::string_view prefix, std::string_view form) {
  return schema::word_term(prefix, text::plain_form(form));
}

// Words of the body alone: `word` without the marker that says it is in the title only.
Plan below_title(std::string term, std::string_view marked) {
  std::vector<Plan> parts;
  parts.push_back(Plan::of_term(std::move(term)));
  parts.push_back(Plan::of_term(schema::word_term(schema::title_only_prefix, marked), 0));
  return Plan::of(Plan::Op::exclude, std::move(parts));
}

bool is_text_field(std::string_view field) {
  const schema::Field* known = schema::find_field(field);
  return field.empty() || (known && known->kind == schema::FieldKind::text);
}

bool is_number(std::string_view form) { return form.front() >= '0' && form.front() <= '9'; }

// Stop words that in capitals are names of agencies and countries.
bool is_stop_acronym(std::string_view written) { return written == "US" || written == "WHO" || written == "IT"; }

Plan scaled(Plan plan, double boost) {
  plan.weight *= boost;
  return plan;
}

}  // namespace

std::string_view Planner::prefix_of(std::string_view field) {
  if (field == "title" || field == "author") return schema::find_field(field)->prefix;
  return {};
}

Result<Planned> Planner::plan(const Node& root, std::string_view text) {
  planned_ = {};
  error_.reset();
  text_ = text;
  Part part = visit(root);
  if (error_) return tl::unexpected<Error>(*error_);
  if (part) {
    planned_.plan = std::move(*part);
  } else if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    planned_.plan.op = Plan::Op::everything;
  } else {
    note("the query has no word to search for: nothing is found (* lists every article)");
  }
  return std::move(planned_);
}

void Planner::record_error(const Node& node, const Error& error) {
  if (error_) return;
  error_ = error;
  error_->code = ErrorCode::bad_query;
  error_->message += fmt::format(" at position {}", position(text_, node.span.start));
}

void Planner::remember(const Node& node, QueryWord word) {
  if (excluded_) return;
  word.written = node.text;
  word.span = node.span;
  planned_.has_words = true;
  planned_.words.push_back(std::move(word));
}

std::vector<std::string> Planner::forms_of(std::string_view text) {
  tokeniser_.tokenise(text, stream_);
  std::vector<std::string> forms;
  for (const text::Token& token : stream_.tokens) forms.emplace_back(stream_.form(token));
  return forms;
}

Planner::Part Planner::visit(const Node& node) {
  const bool excluded = node.occur == Occur::excluded;
  excluded_ += excluded;
  Part part;
  switch (node.kind) {
    case NodeKind::sequence: part = sequence(node); break;
    case NodeKind::all_of:
    case NodeKind::any_of: part = connected(node); break;
    case NodeKind::near: part = near(node); break;
    default: part = leaf(node);
  }
  excluded_ -= excluded;
  if (part && node.boost != 1) part = scaled(std::move(*part), node.boost);
  return part;
}

// An initial (К. Р. Тулегенов) says as little as a stop word.
bool Planner::is_stop(const Node& node) {
  if (node.kind != NodeKind::word || !node.field.empty() || node.occur != Occur::plain || node.at_least > 1)
    return false;
  const std::vector<std::string> forms = forms_of(node.text);
  if (forms.size() != 1 || is_stop_acronym(node.text)) return false;
  return is_stop_word(forms.front()) || (node.text.ends_with('.') && is_one_letter(forms.front()));
}

// The children, without the stop words when there are other words.
std::vector<const Node*> Planner::without_stop_words(const Node& node) {
  std::vector<const Node*> kept;
  std::string dropped;
  for (const Node& child : node.children) {
    if (is_stop(child)) dropped += (dropped.empty() ? "" : ", ") + child.text;
    else kept.push_back(&child);
  }
  const bool others = std::any_of(kept.begin(), kept.end(), [&](const Node* child) {
    return child->occur != Occur::excluded &&
           (child->kind != NodeKind::word || !is_text_field(child->field) || !forms_of(child->text).empty());
  });
  if (!others) {
    kept.clear();
    for (const Node& child : node.children) kept.push_back(&child);
  } else if (!dropped.empty()) {
    note(fmt::format("too common to search for: {} (put + before a word to insist)", dropped));
  }
  return kept;
}

Planner::Part Planner::sequence(const Node& node) {
  std::vector<Plan> plain;
  std::vector<Plan> required;
  std::vector<Plan> excluded;
  const std::vector<const Node*> children = without_stop_words(node);
  for (std::size_t i = 0; i < children.size(); ++i) {
    const Node* child = children[i];
    Part part = spaced_number(children, i);
    if (!part) part = visit(*child);
    if (!part) continue;
    // Filters by value narrow a search for any of the words too.
    const bool filter = part->op == Plan::Op::dates || !is_text_field(child->field);
    if (options_.sentence && !filter) part->weight /= 1 + fading * static_cast<double>(plain.size());
    if (child->occur == Occur::excluded) excluded.push_back(std::move(*part));
    else if (child->occur == Occur::required || !options_.match_any || filter) required.push_back(std::move(*part));
    else plain.push_back(std::move(*part));
  }
  if (plain.empty() && required.empty() && excluded.empty()) return std::nullopt;
  Plan plan;
  if (required.empty() && plain.empty()) {
    plan.op = Plan::Op::everything;
  } else if (required.empty()) {
    plan = Plan::of(Plan::Op::any, std::move(plain));
  } else {
    const bool only_filters =
        std::all_of(required.begin(), required.end(), [](const Plan& part) { return part.weight == 0; });
    plan = Plan::of(Plan::Op::all, std::move(required));
    if (!plain.empty()) {
      std::vector<Plan> both;
      both.push_back(std::move(plan));
      both.push_back(Plan::of(Plan::Op::any, std::move(plain)));
      plan = Plan::of(only_filters ? Plan::Op::all : Plan::Op::maybe, std::move(both));
    }
  }
  if (excluded.empty()) return plan;
  std::vector<Plan> sides;
  sides.push_back(std::move(plan));
  sides.push_back(scaled(Plan::of(Plan::Op::any, std::move(excluded)), 0));
  return Plan::of(Plan::Op::exclude, std::move(sides));
}

Planner::Part Planner::connected(const Node& node) {
  const bool all = node.kind == NodeKind::all_of;
  std::vector<Plan> parts;
  std::vector<Plan> excluded;
  for (const Node& child : node.children) {
    Part part = visit(child);
    if (!part) continue;
    if (child.occur != Occur::excluded) {
      parts.push_back(std::move(*part));
    } else if (all) {
      excluded.push_back(scaled(std::move(*part), 0));
    } else {
      std::vector<Plan> sides(1);
      sides.front().op = Plan::Op::everything;
      sides.push_back(scaled(std::move(*part), 0));
      parts.push_back(Plan::of(Plan::Op::exclude, std::move(sides)));
    }
  }
  if (parts.empty() && excluded.empty()) return std::nullopt;
  Plan plan;
  plan.op = Plan::Op::everything;
  if (!parts.empty()) plan = Plan::of(all ? Plan::Op::all : Plan::Op::any, std::move(parts));
  if (excluded.empty()) return plan;
  std::vector<Plan> sides;
  sides.push_back(std::move(plan));
  sides.push_back(Plan::of(Plan::Op::any, std::move(excluded)));
  return Plan::of(Plan::Op::exclude, std::move(sides));
}

Planner::Part Planner::leaf(const Node& node) {
  if (node.kind == NodeKind::everything) {
    Plan plan;
    plan.op = Plan::Op::everything;
    return plan;
  }
  if (node.kind == NodeKind::range) return dates(node);
  if (!is_text_field(node.field)) return value(node);
  if (node.kind == NodeKind::wildcard || node.kind == NodeKind::fuzzy) return expanded(node);
  if (node.kind == NodeKind::exact)
    if (Part pattern = quoted_pattern(node)) return pattern;
  return words(node);
}

Planner::Part Planner::words(const Node& node) {
  const std::vector<std::string> forms = forms_of(node.text);
  if (node.field.empty() && !forms.empty() && is_address(node.text)) return address(node);
  if (forms.empty()) {
    note(fmt::format("'{}' at position {} has no letter or digit: left out", node.text,
                     position(text_, node.span.start)));
    return std::nullopt;
  }
  // Where any word will do, "heroin,opium" is a list; cross-border is one thing, but two words that may help a
  // sentence.
  const bool apart = options_.match_any && (options_.sentence || node.text.find_first_of(",;/|") != std::string::npos);
  if (node.kind == NodeKind::exact || (forms.size() > 1 && !apart)) return as_written(node, forms);
  std::vector<Plan> parts;
  parts.reserve(forms.size());
  const std::vector<Plan> other = other_writings(forms, node.field);
  for (const std::string& form : forms) {
    Plan plan = word(form, node.field);
    if (forms.size() == 1 && !other.empty()) {
      std::vector<Plan> ways = other;
      ways.insert(ways.begin(), std::move(plan));
      plan = Plan::of(Plan::Op::max, std::move(ways));
    }
    if (node.at_least > 1) plan = at_least(std::move(plan), form, node);
    QueryWord remembered{{}, {}, {text::plain_form(form)}, stems(form), spellings(form), plan};
    remember(node, std::move(remembered));
    parts.push_back(std::move(plan));
  }
  return Plan::of(Plan::Op::any, std::move(parts));
}

// Words in quotes, and words that a hyphen, a full stop or the like joins: in this order, as they are.
Plan Planner::as_written(const Node& node, const std::vector<std::string>& forms) {
  QueryWord remembered;
  for (const std::string& form : forms) remembered.forms.push_back(text::plain_form(form));
  if (node.at_least > 1 && forms.size() > 1)
    note(fmt::format("'{}#{}': only single words are counted; the phrase is searched", node.text, node.at_least));
  std::vector<Plan> ways = other_writings(forms, node.field);
  for (const text::JoinedWord& word : stream_.joined) remembered.forms.push_back(text::plain_form(stream_.form(word)));
  Plan plan = forms.size() == 1 ? exact_word(forms.front(), node.field) : phrase(forms, node.field, 0, true);
  if (node.kind == NodeKind::word && is_hyphened(node.text)) inflect_last(plan, forms.back(), node.field, remembered);
  if (!ways.empty()) {
    ways.insert(ways.begin(), std::move(plan));
    plan = Plan::of(Plan::Op::max, std::move(ways));
  }
  if (node.at_least > 1 && forms.size() == 1) plan = at_least(std::move(plan), {}, node);
  remembered.plan = plan;
  remember(node, std::move(remembered));
  return plan;
}

// How else the words of `stream_` are written: as one word (O'Brien: OBrien), and the letters of initials apart (К.Р.)
// or together.
std::vector<Plan> Planner::other_writings(const std::vector<std::string>& forms, std::string_view field) const {
  std::vector<Plan> ways;
  for (const text::JoinedWord& word : stream_.joined)
    if (word.token == 0 && word.end == stream_.tokens.back().end) ways.push_back(exact_word(stream_.form(word), field));
  std::vector<std::string> letters;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    const std::string_view written = stream_.written(stream_.tokens[i]);
    const bool dotted = written.find('.') != std::string_view::npos && !is_number(forms[i]);
    for (std::size_t at = 0; dotted && at < forms[i].size();) {
      const std::size_t begin = at;
      (void)text::next_code_point(forms[i], at);
      letters.push_back(forms[i].substr(begin, at - begin));
    }
    if (!dotted) letters.push_back(forms[i]);
  }
  if (letters.size() > forms.size()) ways.push_back(phrase(letters, field, 0, true));
  if (forms.size() > 2)
    if (const std::vector<std::string> acronyms = with_joined_letters(forms); acronyms.size() < forms.size())
      ways.push_back(phrase(acronyms, field, 0, true));
  return ways;
}

// How else the index spells the name, when the word is one.  What is excluded is excluded as written.
std::vector<std::string> Planner::spellings(std::string_view form) const {
  std::vector<std::string> found;
  if (options_.exact_script || excluded_ != 0 || is_stop_word(form)) return found;
  for (IndexWord& word : vocabulary_.spellings(form, max_spellings).words)
    if (!is_stop_word(word.form)) found.push_back(std::move(word.form));
  return found;
}

Plan Planner::word(std::string_view form, std::string_view field) {
  if (field == "author") return exact_word(form, field);
  std::vector<Plan> parts;
  add_stems(form, field, parts);
  add_synonyms(form, parts);
  Plan plan = Plan::of(Plan::Op::max, std::move(parts));
  if (!field.empty()) return plan;
  std::vector<Plan> ways;
  ways.push_back(std::move(plan));
  std::vector<Plan> others;
  for (const std::string& other : this->spellings(form))
    others.push_back(Plan::of_term(schema::word_term({}, other), name_key_weight));
  if (!others.empty()) ways.push_back(Plan::of(Plan::Op::max, std::move(others)));
  std::vector<Plan> preferred;
  preferred.push_back(Plan::of(Plan::Op::any, std::move(ways)));
  preferred.push_back(Plan::of_term(exact_term({}, form), exact_form_weight));
  return Plan::of(Plan::Op::maybe, std::move(preferred));
}

// Of the word in both alphabets of Uzbek; what is excluded is excluded as written.
std::vector<std::string> Planner::stems(std::string_view form) const {
  std::vector<std::string> found = vocabulary_.stems(form);
  if (options_.exact_script || excluded_ != 0) return found;
  for (const std::string& other : vocabulary_.other_alphabet(form))
    for (std::string& stem : vocabulary_.stems(other)) found.push_back(std::move(stem));
  return found;
}

// A word by its stems, or, for a name of which stemming removes a part, its cases.
void Planner::add_stems(std::string_view form, std::string_view field, std::vector<Plan>& parts) const {
  for (const std::string& stem : stems(form)) {
    if (field == "body") parts.push_back(below_title(stem_term({}, stem), std::string(schema::stem_prefix) + stem));
    else parts.push_back(Plan::of_term(stem_term(prefix_of(field), stem)));
  }
  std::vector<Plan> cases;
  for (const IndexWord& word : vocabulary_.name_cases(form, prefix_of(field), max_cases).words)
    cases.push_back(exact_word(word.form, field));
  if (grows_longer(form))
    for (const IndexWord& word :
         vocabulary_.matching({std::string(form) + '*'}, prefix_of(field), max_expansions).words)
      cases.push_back(exact_word(word.form, field));
  if (!cases.empty()) parts.push_back(Plan::of(field == "body" ? Plan::Op::max : Plan::Op::synonym, std::move(cases)));
}

void Planner::add_synonyms(std::string_view form, std::vector<Plan>& parts) {
  if (!options_.synonyms) return;
  for (const std::string& other : options_.synonyms->of(form)) {
    const std::vector<std::string> forms = forms_of(other);
    if (forms.empty()) continue;
    if (forms.size() > 1) parts.push_back(phrase(forms, {}, 0, true));
    else add_stems(forms.front(), {}, parts);
  }
}

Plan Planner::exact_word(std::string_view form, std::string_view field) {
  return indexed_word(text::plain_form(form), field);
}

Plan Planner::indexed_word(const std::string& form, std::string_view field) {
  if (field == "body") return below_title(schema::word_term({}, form), form);
  return Plan::of_term(schema::word_term(prefix_of(field), form));
}

Plan Planner::phrase(const std::vector<std::string>& forms, std::string_view field, std::uint32_t distance,
                     bool ordered) const {
  std::vector<Plan> parts;
  parts.reserve(forms.size());
  for (const std::string& form : forms) parts.push_back(Plan::of_term(exact_term(prefix_of(field), form)));
  Plan plan = Plan::of(Plan::Op::window, std::move(parts));
  plan.ordered = ordered;
  plan.distance = distance + static_cast<std::uint32_t>(forms.size());
  plan.in_body = field == "body";
  return plan;
}

}  // namespace blotter::query
