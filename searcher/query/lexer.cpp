#include "searcher/query/lexer.hpp"

#include "common/schema.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace blotter::query {
namespace {

using std::string_view;

// White space beyond ASCII that people paste: no-break, en/em and thin, ideographic.  Bytes of the one at
// `text`, or 0.
std::size_t space_at(string_view text) {
  if (text.empty()) return 0;
  if (static_cast<unsigned char>(text.front()) <= ' ' || text.front() == '\x7f') return 1;
  if (text.starts_with("\u00a0")) return 2;
  if (text.starts_with("\u3000") || text.starts_with("\u202f") || text.starts_with("\u2028")) return 3;
  if (text.size() >= 3 && text.starts_with("\xe2\x80") && static_cast<unsigned char>(text[2]) <= 0x8a) return 3;
  return 0;
}

struct QuotePair {
  string_view open;
  string_view close;
};
// As languages write them; the Swedish and the Danish ways are the closing mark of others in front.
constexpr std::array quote_pairs{
    QuotePair{"\"", "\""},         QuotePair{"\u201c", "\u201d"}, QuotePair{"\u201e", "\u201c"},
    QuotePair{"\u201e", "\u201d"}, QuotePair{"\u00ab", "\u00bb"}, QuotePair{"\u201d", "\u201d"},
    QuotePair{"\u00bb", "\u00ab"}, QuotePair{"\u2039", "\u203a"}, QuotePair{"\u203a", "\u2039"},
    QuotePair{"\uff02", "\uff02"}, QuotePair{"\u300c", "\u300d"}, QuotePair{"\u300e", "\u300f"}};

// What divides a list without spaces: a,b a;b a|b, and what parts sentences: a\u2014b.
constexpr std::array<string_view, 7> list_marks{",", ";", "|", "\u2014", "\u060c", "\u3001", "\uff0c"};
// Punctuation that may follow a word, its wildcard or its suffix.
constexpr string_view closing_marks = ",;:.!)]}>'";

constexpr std::array<std::pair<string_view, string_view>, 4> aliases{
    {{"lang", "language"}, {"date", "published"}, {"outlet", "source"}, {"tag", "keyword"}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

string_view list_mark_at(string_view text) {
  for (const string_view mark : list_marks)
    if (text.starts_with(mark)) return mark;
  return {};
}

// A part of a list, and where it begins in it.
struct ListItem {
  std::size_t start;
  string_view text;
};

// The parts between list marks, but for a comma between digits (1,000); empty ones are left out.
std::vector<ListItem> list_items(string_view all) {
  std::vector<ListItem> items;
  std::size_t start = 0;
  const auto end_item = [&](std::size_t end) {
    if (end > start) items.push_back({start, all.substr(start, end - start)});
  };
  for (std::size_t at = 0; at < all.size();) {
    const string_view mark = list_mark_at(all.substr(at));
    const bool number = mark == "," && at > 0 && is_digit(all[at - 1]) && at + 1 < all.size() && is_digit(all[at + 1]);
    if (mark.empty() || number) {
      ++at;
      continue;
    }
    end_item(at);
    at += mark.size();
    start = at;
  }
  end_item(all.size());
  return items;
}

class Lexer {
 public:
  Lexer(string_view query, bool text_only, std::span<const std::string> facets)
      : query_(query), text_only_(text_only), facets_(facets) {}

  std::vector<QueryToken> run() {
    while (skip_space()) one();
    push(TokenKind::end, at_, at_);
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] string_view rest() const { return query_.substr(at_); }

  bool skip_space() {
    while (const std::size_t bytes = space_at(rest())) {
      at_ += bytes;
      after_field_ = false;
    }
    return at_ < query_.size();
  }

  QueryToken& push(TokenKind kind, std::size_t start, std::size_t end, string_view text = {}) {
    QueryToken token;
    token.kind = kind;
    token.span = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)};
    token.text = std::string(text);
    return tokens_.emplace_back(std::move(token));
  }

  void one() {
    if (quoted()) return;
    const char c = query_[at_];
    if (c == '(' || c == ')') return parenthesis(c);
    if (!text_only_ && !after_field_ && (c == '+' || c == '-') && sign(c)) return;
    chunk();
  }

  void parenthesis(char c) {
    const std::size_t start = at_++;
    if (!text_only_) {
      push(c == '(' ? TokenKind::open : TokenKind::close, start, at_);
      if (c == ')') suffixes(tokens_.back());
    }
    after_field_ = false;
  }

  // A sign belongs to what follows it; before a space or a digit it is text (slip - flow, -50 degrees).
  bool sign(char c) {
    const string_view after = rest().substr(1);
    if (after.empty() || space_at(after) || is_digit(after.front()) || after.front() == c || after.front() == ')')
      return false;
    push(c == '+' ? TokenKind::plus : TokenKind::minus, at_, at_ + 1);
    ++at_;
    return true;
  }

  bool quoted() {
    for (const QuotePair& pair : quote_pairs) {
      if (!rest().starts_with(pair.open)) continue;
      const std::size_t from = at_ + pair.open.size();
      const std::size_t end = query_.find(pair.close, from);
      if (end == string_view::npos) continue;
      const std::size_t start = at_;
      at_ = end + pair.close.size();
      push(TokenKind::quoted, start, at_, query_.substr(from, end - from));
      after_field_ = false;
      if (!text_only_) suffixes(tokens_.back());
      return true;
    }
    if (query_[at_] != '"') return false;
    // A quotation mark that nothing closes; the parser says so.
    push(TokenKind::open_quote, at_, at_ + 1);
    ++at_;
    return true;
  }

  // Where the run of characters at `at_` ends that no space, parenthesis or quotation mark cuts.
  [[nodiscard]] std::size_t chunk_end() const {
    std::size_t end = at_;
    while (end < query_.size()) {
      const string_view tail = query_.substr(end);
      if (space_at(tail) || tail.front() == '(' || tail.front() == ')' || tail.front() == '"') break;
      ++end;
    }
    return std::max(end, at_ + 1);
  }

  void chunk() {
    const std::size_t start = at_;
    const std::size_t end = chunk_end();
    const string_view all = query_.substr(start, end - start);
    if (!after_field_ && field(all)) return;
    at_ = end;
    if (raw_value_ && after_field_) value(all, start);
    else if (text_only_) push(TokenKind::word, start, end, all);
    else if (!keyword(all, start, end)) words(all, start);
    after_field_ = false;
  }

  // `name:` in front of something.  An address is not a field.
  bool field(string_view all) {
    const std::size_t colon = all.find(':');
    if (colon == 0 || colon == string_view::npos || all.substr(colon).starts_with("://")) return false;
    const string_view name = all.substr(0, colon);
    const string_view canonical = canonical_field(name, facets_);
    const bool letters =
        std::all_of(name.begin(), name.end(), [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; });
    if (canonical.empty() && (!letters || text_only_ || colon + 1 == all.size())) return false;
    // In plain text "title: a story" is prose.
    if (text_only_ && colon + 1 == all.size() && !rest().substr(colon + 1).starts_with('"')) return false;
    push(TokenKind::field, at_, at_ + colon + 1, name);
    at_ += colon + 1;
    after_field_ = true;
    const schema::Field* known = schema::find_field(canonical);
    raw_value_ = known ? known->kind != schema::FieldKind::text : !canonical.empty();
    return true;
  }

  bool keyword(string_view all, std::size_t start, std::size_t end) {
    if (after_field_) return false;
    if (all == "AND" || all == "&&") return push(TokenKind::op_and, start, end), true;
    if (all == "OR" || all == "||" || all == "|") return push(TokenKind::op_or, start, end), true;
    if (all == "NOT") return push(TokenKind::op_not, start, end), true;
    const bool ordered = all.starts_with("ADJ");
    if (!ordered && !all.starts_with("NEAR")) return false;
    const string_view tail = all.substr(ordered ? 3 : 4);
    std::uint32_t distance = ordered ? 1 : 10;
    if (!tail.empty()) {
      if (tail.front() != '/') return false;
      const auto [stop, error] = std::from_chars(tail.data() + 1, tail.data() + tail.size(), distance);
      if (error != std::errc() || stop != tail.data() + tail.size()) return false;
    }
    QueryToken& token = push(TokenKind::near, start, end, all);
    token.distance = distance;
    token.ordered = ordered;
    return true;
  }

  // The value of a field; punctuation that ends a clause is none of it.
  void value(string_view all, std::size_t start) {
    const std::size_t last = all.find_last_not_of(",;");
    push(TokenKind::word, start, start + all.size(), last == string_view::npos ? all : all.substr(0, last + 1));
  }

  // One word, or a list of words as a group: a,b and a;b as if with spaces, a|b and what is excluded as if with OR.
  void words(string_view all, std::size_t start) {
    if (all.find("://") != string_view::npos) return word(all, start);
    const std::vector<ListItem> items = list_items(all);
    if (items.size() < 2) {
      const bool marks_alone = all.find_first_not_of(closing_marks) == string_view::npos;
      if (!marks_alone || tokens_.empty()) word(all, start);
      return;
    }
    const bool excluded = !tokens_.empty() && tokens_.back().kind == TokenKind::minus;
    const bool either = excluded || all.find('|') != string_view::npos;
    push(TokenKind::open, start, start);
    for (const ListItem& item : items) {
      const std::size_t from = start + item.start;
      if (either && &item != &items.front()) push(TokenKind::op_or, from, from);
      word(item.text, from);
    }
    push(TokenKind::close, start + all.size(), start + all.size());
  }

  void word(string_view all, std::size_t start) {
    Suffixes found;
    // compass^2, and compas*, mean what they mean without the comma.
    std::size_t cut = std::min(all.find_last_not_of(closing_marks), all.size() - 1) + 1;
    while (const std::size_t shorter = last_suffix(all.substr(0, cut), found)) cut = shorter;
    if (!found.any) cut = all.size();
    QueryToken& token = push(TokenKind::word, start, start + all.size(), all.substr(0, cut));
    token.suffixes = found;
  }

  void suffixes(QueryToken& token) {
    std::size_t end = at_;
    while (end < query_.size() &&
           (is_digit(query_[end]) || std::string_view("^#~.").find(query_[end]) != string_view::npos))
      ++end;
    string_view tail = query_.substr(at_ - 1, end - at_ + 1);  // with the character before, which a suffix needs
    while (const std::size_t shorter = last_suffix(tail, token.suffixes)) tail = tail.substr(0, shorter);
    if (tail.size() != 1) {
      token.suffixes = {};
      return;
    }
    at_ = end;
    token.span.end = static_cast<std::uint32_t>(end);
  }

  // If `text` ends in a suffix with something before it: notes it, and says where it starts.  Else 0.
  static std::size_t last_suffix(string_view text, Suffixes& found) {
    const std::size_t mark = text.find_last_of("^#~");
    if (mark == 0 || mark == string_view::npos) return 0;
    const string_view number = text.substr(mark + 1);
    const char* const end = number.data() + number.size();
    if (text[mark] == '^') {
      double boost = 0;
      const auto [stop, error] = std::from_chars(number.data(), end, boost, std::chars_format::fixed);
      if (error != std::errc() || stop != end) return 0;
      found.boost = boost;
    } else {
      std::uint32_t count = 1;
      if (!number.empty()) {
        const auto [stop, error] = std::from_chars(number.data(), end, count);
        if (error != std::errc() || stop != end) return 0;
      } else if (text[mark] == '#') {
        return 0;  // C#
      }
      (text[mark] == '#' ? found.at_least : found.edits) = count;
    }
    found.any = true;
    return mark;
  }

  string_view query_;
  bool text_only_;
  std::span<const std::string> facets_;
  std::size_t at_ = 0;
  bool after_field_ = false;
  bool raw_value_ = false;  // the last field takes a value, not words
  std::vector<QueryToken> tokens_;
};

}  // namespace

std::string_view canonical_field(std::string_view name, std::span<const std::string> facets) {
  std::string lower(name);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  for (const auto& [alias, field] : aliases)
    if (lower == alias) return field;
  if (const schema::Field* field = schema::find_field(lower)) return field->name;
  const auto facet = std::find(facets.begin(), facets.end(), lower);
  return facet == facets.end() ? string_view() : string_view(*facet);
}

std::vector<QueryToken> lex(std::string_view query, bool text_only, std::span<const std::string> facets) {
  return Lexer(query, text_only, facets).run();
}

}  // namespace blotter::query
