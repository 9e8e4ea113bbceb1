#include "searcher/remote/vocabulary.hpp"

#include "common/schema.hpp"
#include "common/text/fold.hpp"

#include <algorithm>

namespace blotter::remote {
namespace {

constexpr std::string_view no_term = "\x01";  // no index has it: terms begin with a letter or a digit

// The same question of all shards costs each a round trip: the answers of one connection are cached.
template <class Ask>
std::uint32_t known(std::unordered_map<std::string, std::uint32_t>& answers, const std::string& term, std::size_t max,
                    Ask ask) {
  if (const auto at = answers.find(term); at != answers.end()) return at->second;
  if (answers.size() >= max) answers.clear();
  return answers[term] = ask();
}

}  // namespace

Vocabulary::Vocabulary(const match::Index& index)
    : query::Vocabulary(index.all(), {}, index.languages()), index_(index) {}

std::uint32_t Vocabulary::articles(const std::string& term) const {
  return known(articles_, term, max_frequencies, [&] { return database().get_termfreq(term); });
}

// The servers report the frequencies of a query's terms before they match it; this query matches nothing.
std::vector<std::uint32_t> Vocabulary::articles_of_each(const std::vector<std::string>& terms) const {
  using Query = Xapian::Query;
  std::vector<std::uint32_t> all;
  if (terms.empty()) return all;
  Xapian::Enquire enquire(database());
  enquire.set_query(Query(Query::OP_AND, Query(std::string(no_term)), Query(Query::OP_OR, terms.begin(), terms.end())));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Xapian::MSet found = enquire.get_mset(0, 0);
  all.reserve(terms.size());
  for (const std::string& term : terms) all.push_back(found.get_termfreq(term));
  return all;
}

std::uint32_t Vocabulary::occurrences(const std::string& term) const {
  return known(occurrences_, term, max_frequencies,
               [&] { return static_cast<std::uint32_t>(database().get_collection_freq(term)); });
}

void Vocabulary::each_term(const std::string& prefix, const Visit& visit) const {
  const auto list = lists_.get(prefix, [&] {
    Terms terms;
    for (auto term = database().allterms_begin(prefix); term != database().allterms_end(prefix); ++term) {
      terms.text += *term;
      terms.ends.emplace_back(static_cast<std::uint32_t>(terms.text.size()), term.get_termfreq());
    }
    return terms;
  });
  std::uint32_t start = 0;
  for (const auto& [end, articles] : list->ends) {
    visit(std::string_view(list->text).substr(start, end - start), articles);
    start = end;
  }
}

// A server sends all terms with a prefix.  All words are had by their first bytes, without the capitals that begin
// other fields' terms, of which there are many more.
void Vocabulary::each_word(const std::string& prefix, const std::string& start, const Visit& visit) const {
  const auto visit_words = [&](const std::string& from) {
    each_term(from, [&](std::string_view term, std::uint32_t articles) {
      const std::string_view form = term.substr(prefix.size());
      if (!form.empty() && form.front() != ':' && !(form.front() >= 'A' && form.front() <= 'Z')) visit(form, articles);
    });
  };
  if (!start.empty()) return visit_words(prefix + start);
  for (unsigned byte = '!'; byte <= 0xF4; ++byte) {
    const bool continues = byte >= 0x80 && byte < 0xC2;
    if (byte != ':' && !(byte >= 'A' && byte <= 'Z') && !continues) visit_words(prefix + static_cast<char>(byte));
  }
}

bool Vocabulary::has_facet(std::string_view facet) const {
  const std::vector<std::string>& names = index_.facet_names();
  return std::find(names.begin(), names.end(), facet) != names.end();
}

bool Vocabulary::has_value(std::string_view facet, std::string_view value) const {
  return has_facet(facet) && articles(schema::boolean_term(query::prefix_of_facet(facet), value)) > 0;
}

void Vocabulary::each_value(std::string_view facet, const std::function<void(std::string_view)>& visit) const {
  if (!has_facet(facet)) return;
  const std::string prefix = query::prefix_of_facet(facet) + ':';
  each_term(prefix, [&](std::string_view term, std::uint32_t) { visit(term.substr(prefix.size())); });
}

std::vector<std::string> Vocabulary::values_named(std::string_view facet, std::string_view name) const {
  std::vector<std::string> found;
  const std::string folded = text::plain_form(schema::fold_name(name));
  each_value(facet, [&](std::string_view value) {
    if (value == name || text::plain_form(schema::fold_name(value)) == folded) found.emplace_back(value);
  });
  return found;
}

}  // namespace blotter::remote
