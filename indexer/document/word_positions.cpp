#include "indexer/document/word_positions.hpp"

#include "common/schema.hpp"
#include "common/store/word_order.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace blotter {
namespace {

using store::WordOrder;

std::span<const std::uint32_t> positions_of(const IndexDocument& document, const IndexDocument::Term& term) {
  return std::span(document.positions).subspan(term.first_position, term.position_count);
}

// How many words the title has, by the positions of the document's words.
std::uint32_t title_words_by(const IndexDocument& document, const text::Interner& vocabulary) {
  std::uint32_t in_title = 0;
  std::uint32_t in_long_title = 0;
  for (const IndexDocument::Term& term : document.terms) {
    if (!store::is_word(vocabulary.text(term.id))) continue;
    for (const std::uint32_t position : positions_of(document, term))
      if (position >= store::long_title_start)
        in_long_title = std::max(in_long_title, position - store::long_title_start + 1);
      else if (position <= schema::body_gap) in_title = std::max(in_title, position);
  }
  return std::max(in_title, in_long_title);
}

// Whether every index has a word.
bool has_no_gap(std::span<const store::OrderedForm> words) {
  std::uint32_t count = 0;
  for (const store::OrderedForm& word : words) count = std::max(count, word.index + 1);
  if (count > 2 * words.size()) return false;
  std::vector<bool> filled(count);
  for (const store::OrderedForm& word : words) filled[word.index] = true;
  return std::find(filled.begin(), filled.end(), false) == filled.end();
}

std::string order_of(const IndexDocument& document, const text::Interner& vocabulary) {
  const std::uint32_t title_words = title_words_by(document, vocabulary);
  const std::uint32_t title = store::title_start(title_words);
  const std::uint32_t body = store::body_start(title_words);
  std::vector<std::uint32_t> hashes;
  std::vector<store::OrderedForm> words;
  for (const IndexDocument::Term& term : document.terms) {
    const std::string_view form = vocabulary.text(term.id);
    if (!store::is_word(form) || term.position_count == 0) continue;
    if (form.size() > schema::short_form) return {};
    for (const std::uint32_t position : positions_of(document, term)) {
      const bool of_title = position >= store::long_title_start || position <= schema::body_gap;
      if (position < (of_title ? title : body)) return {};
      words.push_back(
          {static_cast<std::uint32_t>(hashes.size()), of_title ? position - title : title_words + (position - body)});
    }
    hashes.push_back(store::order_hash(form));
  }
  return has_no_gap(words) ? store::word_order(hashes, words, title_words) : std::string();
}

}  // namespace

void read_terms(const Xapian::Database& database, const Xapian::Document& document, bool lists,
                text::Interner& vocabulary, IndexDocument& out) {
  const std::string bytes = lists ? document.get_value(schema::slot_word_order) : std::string();
  const std::string title_order = lists ? document.get_value(schema::slot_title_order) : std::string();
  const auto order = bytes.empty() ? std::nullopt : std::optional(WordOrder::of_article(bytes));
  const Xapian::docid docid = document.get_docid();
  out.terms.clear();
  out.positions.clear();
  for (auto term = database.termlist_begin(docid); term != database.termlist_end(docid); ++term) {
    const std::string name = *term;
    IndexDocument::Term read{vocabulary.intern(name).first, term.get_wdf(),
                             static_cast<std::uint32_t>(out.positions.size()), 0};
    const std::string_view in_title = store::form_in_title(name);
    if (order && store::is_word(name)) {
      order->add_positions(store::order_hash(name), WordOrder::Part::all, out.positions);
    } else if (order && !in_title.empty()) {
      order->add_positions(store::order_hash(in_title), WordOrder::Part::title, out.positions);
    } else {
      const Xapian::PositionIterator end = database.positionlist_end(docid, name);
      for (auto at = database.positionlist_begin(docid, name); at != end; ++at) out.positions.push_back(*at);
      if (!in_title.empty()) store::add_title_positions(title_order, in_title, out.positions);
    }
    read.position_count = static_cast<std::uint32_t>(out.positions.size()) - read.first_position;
    out.terms.push_back(read);
  }
}

void order_words(const text::Interner& vocabulary, IndexDocument& out) {
  std::string order = order_of(out, vocabulary);
  if (order.empty()) return;
  out.values.emplace_back(schema::slot_word_order, std::move(order));
  for (IndexDocument::Term& term : out.terms)
    if (const std::string_view name = vocabulary.text(term.id);
        store::is_word(name) || !store::form_in_title(name).empty())
      term.position_count = 0;
}

}  // namespace blotter
