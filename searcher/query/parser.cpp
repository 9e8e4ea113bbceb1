#include "searcher/query/parser.hpp"

#include "common/schema.hpp"
#include "common/text/edit_distance.hpp"
#include "common/text/utf8.hpp"
#include "searcher/query/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace blotter::query {
namespace {

std::vector<std::string> field_names(std::span<const std::string> facets) {
  std::vector<std::string> names;
  names.reserve(std::size(schema::fields) + facets.size());
  for (const schema::Field& field : schema::fields) names.emplace_back(field.name);
  for (const std::string& facet : facets)
    if (!schema::find_field(facet)) names.push_back(facet);
  return names;
}

bool is_operand(TokenKind kind) {
  return kind == TokenKind::word || kind == TokenKind::quoted || kind == TokenKind::open || kind == TokenKind::field ||
         kind == TokenKind::plus || kind == TokenKind::minus || kind == TokenKind::op_not;
}

// Recursive descent.  An error is remembered once and unwinds through `failed()`; tolerant parsing notes it
// instead.
class Parser {
 public:
  Parser(std::string_view text, Syntax syntax, std::span<const std::string> facets)
      : text_(text),
        tolerant_(syntax != Syntax::full),
        text_only_(syntax == Syntax::text),
        facets_(facets),
        tokens_(lex(text, syntax == Syntax::text, facets)) {}

  Result<Parsed> run() {
    Node root = any(0);
    while (!failed() && peek().kind != TokenKind::end) {
      problem(peek(), ") without (", "remove it, or put ( before it");
      take();
      if (!failed()) append(root, any(0));
    }
    if (error_) return tl::unexpected<Error>(*error_);
    return Parsed{std::move(root), std::move(notes_)};
  }

 private:
  [[nodiscard]] const QueryToken& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  QueryToken& take() { return tokens_[at_ < tokens_.size() - 1 ? at_++ : at_]; }
  [[nodiscard]] bool failed() const { return error_.has_value(); }

  void fatal(ErrorCode code, std::size_t byte, std::string_view what, std::string_view hint) {
    if (!error_) error_ = Error{code, fmt::format("{} at position {}", what, position(text_, byte)), std::string(hint)};
  }
  // A value that is wrong: an error, or a note that says what is done instead.
  bool tolerate(const QueryToken& token, std::string_view what, std::string_view hint) {
    problem(token, what, hint);
    return !failed();
  }
  void problem(const QueryToken& token, std::string_view what, std::string_view hint) {
    if (tolerant_)
      notes_.push_back(fmt::format("{} at position {}: taken as text", what, position(text_, token.span.start)));
    else fatal(ErrorCode::bad_query, token.span.start, what, hint);
  }

  static void append(Node& parent, Node&& more) {
    for (Node& child : more.children) parent.children.push_back(std::move(child));
  }

  static Node joined(NodeKind kind, std::vector<Node>&& parts) {
    if (parts.size() == 1) return std::move(parts.front());
    Node node;
    node.kind = kind;
    node.span = {parts.front().span.start, parts.back().span.end};
    node.children = std::move(parts);
    return node;
  }

  Node any(int depth) { return chain(TokenKind::op_or, depth); }

  // any = all { OR all } and all = sequence { AND sequence }.
  Node chain(TokenKind op, int depth) {
    const bool is_or = op == TokenKind::op_or;
    const auto operand = [&] { return is_or ? chain(TokenKind::op_and, depth) : sequence(depth); };
    std::vector<Node> parts;
    parts.push_back(operand());
    while (!failed() && peek().kind == op) {
      const QueryToken& token = take();
      const std::string_view name = is_or ? "OR" : "AND";
      Node right = operand();
      if (empty(parts.back()) || empty(right)) {
        problem(token, fmt::format("{} needs something on both sides", name),
                fmt::format("write the missing side, or \"{}\" in quotes for the word", is_or ? "or" : "and"));
        if (empty(parts.back())) parts.back() = std::move(right);
        continue;
      }
      parts.push_back(std::move(right));
    }
    return joined(is_or ? NodeKind::any_of : NodeKind::all_of, unwrap(std::move(parts)));
  }

  static bool empty(const Node& node) { return node.kind == NodeKind::sequence && node.children.empty(); }

  // A sequence of one clause is that clause, so that `a OR -b` has b excluded within the OR.
  static std::vector<Node> unwrap(std::vector<Node>&& parts) {
    if (parts.size() == 1) return std::move(parts);
    for (Node& part : parts)
      if (part.kind == NodeKind::sequence && part.children.size() == 1) {
        Node only = std::move(part.children.front());
        part = std::move(only);
      }
    return std::move(parts);
  }

  Node sequence(int depth) {
    Node node;
    node.kind = NodeKind::sequence;
    node.span.start = node.span.end = peek().span.start;
    while (!failed()) {
      const QueryToken& token = peek();
      if (token.kind == TokenKind::open_quote) {
        problem(token, "a quotation mark is not closed", "add the closing \" or remove this one");
        take();
      } else if (token.kind == TokenKind::near) {
        problem(token, token.text + " needs a word on both sides", "write: word " + token.text + " word");
        take();
      } else if (is_operand(token.kind)) {
        ask_about_operator(node);
        if (std::optional<Node> child = clause(depth)) node.children.push_back(std::move(*child));
      } else {
        break;
      }
    }
    if (!node.children.empty()) node.span = {node.children.front().span.start, node.children.back().span.end};
    return node;
  }

  // "organ or kidney" is three words.
  void ask_about_operator(const Node& before) {
    const QueryToken& token = peek();
    if (text_only_ || token.kind != TokenKind::word || before.children.empty() || !is_operand(peek(1).kind)) return;
    if (token.text == "or")
      notes_.push_back(fmt::format("'or' at position {} is a word; write OR for either of the two beside it",
                                   position(text_, token.span.start)));
    else if (token.text == "not")
      notes_.push_back(fmt::format("'not' at position {} is a word; write NOT or - to exclude what follows",
                                   position(text_, token.span.start)));
  }

  std::optional<Node> clause(int depth) {
    Occur occur = Occur::plain;
    for (;; take()) {
      const TokenKind kind = peek().kind;
      if (kind == TokenKind::plus) {
        if (occur == Occur::plain) occur = Occur::required;
      } else if (kind == TokenKind::minus || kind == TokenKind::op_not) {
        occur = occur == Occur::excluded ? Occur::plain : Occur::excluded;
      } else {
        break;
      }
      if (!is_operand(peek(1).kind)) {
        problem(peek(), "nothing to exclude or require", "write the word that NOT, - or + is meant for");
        take();
        return std::nullopt;
      }
    }
    std::optional<Node> node = near(depth);
    if (node) node->occur = occur;
    return node;
  }

  std::optional<Node> near(int depth) {
    std::optional<Node> first = primary(depth, {});
    while (first && !failed() && peek().kind == TokenKind::near) {
      const TokenKind after = peek(1).kind;
      if (after != TokenKind::word && after != TokenKind::quoted && after != TokenKind::open &&
          after != TokenKind::field)
        return first;
      QueryToken token = take();
      std::optional<Node> second = primary(depth, {});
      if (!second) return first;
      if ((token.distance == 0 || token.distance > 100) &&
          !tolerate(token, "a distance of 0 or above 100", "write NEAR/5 or ADJ/3"))
        return std::nullopt;
      token.distance = std::clamp(token.distance, 1u, 100u);
      // a NEAR/5 b NEAR/5 c is one window.
      const bool same =
          first->kind == NodeKind::near && first->distance == token.distance && first->ordered == token.ordered;
      if (same) {
        first->span.end = second->span.end;
        first->children.push_back(std::move(*second));
        continue;
      }
      Node node;
      node.kind = NodeKind::near;
      node.distance = token.distance;
      node.ordered = token.ordered;
      node.span = {first->span.start, second->span.end};
      node.field = first->field;
      node.children.push_back(std::move(*first));
      node.children.push_back(std::move(*second));
      first = std::move(node);
    }
    return first;
  }

  std::optional<Node> primary(int depth, std::string_view field) {
    QueryToken token = take();
    switch (token.kind) {
      case TokenKind::word:
      case TokenKind::quoted: return leaf(token, field);
      case TokenKind::open: return group(token, depth, field);
      case TokenKind::field: return fielded(token, depth);
      default: problem(token, "a word is missing", "write a word, \"a phrase\" or (a group)"); return std::nullopt;
    }
  }

  std::optional<Node> fielded(const QueryToken& token, int depth) {
    const std::string_view canonical = canonical_field(token.text, facets_);
    const QueryToken& next = peek();
    const bool value =
        (next.kind == TokenKind::word || next.kind == TokenKind::quoted || next.kind == TokenKind::open) &&
        next.span.start == token.span.end;
    if (canonical.empty()) {
      const std::vector<std::string> names = field_names(facets_);
      const std::string near = text::nearest_name(token.text, names);
      notes_.push_back(fmt::format("'{}' at position {} is no field, taken as a word ({}fields: {})", token.text,
                                   position(text_, token.span.start),
                                   near.empty() ? "" : "did you mean " + near + ":? ", fmt::join(names, ", ")));
      return leaf(as_word(token), {});
    }
    if (!value) {
      problem(token, fmt::format("'{}:' needs a value", token.text),
              fmt::format("write {}:word or {}:\"several words\", without a space after the colon", token.text,
                          token.text));
      return failed() ? std::nullopt : leaf(as_word(token), {});
    }
    std::optional<Node> node = primary(depth, canonical);
    if (node) node->span.start = token.span.start;
    return node;
  }

  static QueryToken as_word(const QueryToken& token) {
    QueryToken word = token;
    word.kind = TokenKind::word;
    word.suffixes = {};
    return word;
  }

  std::optional<Node> group(const QueryToken& open, int depth, std::string_view field) {
    if (depth >= max_nesting) {
      fatal(ErrorCode::limit, open.span.start, fmt::format("parentheses nested more than {} deep", max_nesting),
            "take some away");
      return std::nullopt;
    }
    Node inside = any(depth + 1);
    if (failed()) return std::nullopt;
    Suffixes suffixes;
    std::uint32_t end = inside.span.end;
    if (peek().kind == TokenKind::close) {
      suffixes = peek().suffixes;
      end = take().span.end;
    } else {
      problem(open, "( is not closed", "add the missing )");
    }
    if (empty(inside)) {
      problem(open, "nothing between ( and )", "write something between them, or remove them");
      return std::nullopt;
    }
    if ((suffixes.edits || suffixes.at_least != 1) &&
        !tolerate(open, "~ or # behind a group", "write them behind single words"))
      return std::nullopt;
    if (!field.empty()) set_field(inside, field);
    inside.boost *= checked_boost(open, suffixes.boost);
    inside.span = {open.span.start, end};
    return inside;
  }

  // Fields inside the group apply unchanged.
  static void set_field(Node& node, std::string_view field) {
    if (node.children.empty() && node.field.empty()) node.field = std::string(field);
    if (node.kind == NodeKind::near && node.field.empty()) node.field = std::string(field);
    for (Node& child : node.children) set_field(child, field);
  }

  double checked_boost(const QueryToken& token, double boost) {
    if (boost > 0 && boost <= 1000) return boost;
    problem(token, "a boost of 0 or above 1000", "write ^2 or ^0.5");
    return 1;
  }

  std::optional<Node> leaf(const QueryToken& token, std::string_view field) {
    if (++words_ > max_words) {
      fatal(ErrorCode::limit, token.span.start, fmt::format("more than {} words", max_words), "split the query");
      return std::nullopt;
    }
    Node node;
    node.kind = token.kind == TokenKind::quoted ? NodeKind::exact : NodeKind::word;
    node.span = token.span;
    node.field = std::string(field);
    node.text = token.text;
    node.boost = checked_boost(token, token.suffixes.boost);
    node.at_least = std::max(1u, token.suffixes.at_least);
    if (node.kind == NodeKind::exact && token.suffixes.edits != 0)
      problem(token, "~ behind a quoted text", "write word~1, or a NEAR/5 b for words near each other");
    const schema::Field* known = schema::find_field(field);
    if (known && known->kind == schema::FieldKind::date) node.kind = NodeKind::range;
    const bool words = field.empty() || (known && known->kind == schema::FieldKind::text);
    if (node.kind == NodeKind::word && words && !text_only_) special(node, token);
    return failed() ? std::nullopt : std::optional<Node>(std::move(node));
  }

  // Wildcards and fuzzy words.
  void special(Node& node, const QueryToken& token) {
    std::string& word = node.text;
    if (word == "*") {
      node.kind = NodeKind::everything;
      return;
    }
    if (word.find("://") != std::string::npos) return;  // an address has signs of its own
    // A question mark that ends a word is punctuation.
    if (word.find('*') == std::string::npos && word.find('?') == word.find_last_not_of('?') + 1) {
      const std::size_t end = word.find_last_not_of('?') + 1;
      if (word.ends_with('?') && end > 0) word.erase(end);
      if (end == 0) return;
    }
    if (word.find_first_of("*?") != std::string::npos) node.kind = NodeKind::wildcard;
    if (token.suffixes.edits == 0) return;
    if (token.suffixes.edits > 2 || node.kind == NodeKind::wildcard) {
      if (!tolerate(token, "~ allows 1 or 2 edits, and no wildcard", "write word~1 or word~2")) return;
      if (node.kind == NodeKind::wildcard) return;
    }
    node.kind = NodeKind::fuzzy;
    node.distance = std::min(token.suffixes.edits, 2u);
  }

  std::string_view text_;
  bool tolerant_;
  bool text_only_;
  std::span<const std::string> facets_;
  std::vector<QueryToken> tokens_;
  std::size_t at_ = 0;
  std::size_t words_ = 0;
  std::optional<Error> error_;
  std::vector<std::string> notes_;
};

}  // namespace

std::size_t position(std::string_view text, std::size_t byte) {
  const auto head = text.substr(0, byte);
  return 1 + static_cast<std::size_t>(std::count_if(
                 head.begin(), head.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

Result<Parsed> parse(std::string_view text, Syntax syntax, std::span<const std::string> facets) {
  if (text.size() > max_query)
    return fail(ErrorCode::limit, fmt::format("the query has {} bytes, the limit is {}", text.size(), max_query));
  if (!text::is_utf8(text))
    return fail(ErrorCode::bad_query, "the query is not valid UTF-8", "convert it, e.g. with iconv");
  return Parser(text, syntax, facets).run();
}

}  // namespace blotter::query
