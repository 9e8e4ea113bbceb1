#include "common/taxonomy/called.hpp"

#include "common/schema.hpp"
#include "common/taxonomy/lexicon.hpp"
#include "common/text/edit_distance.hpp"
#include "common/text/locales.hpp"
#include "common/text/tokeniser.hpp"
#include "common/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace blotter::taxonomy {
namespace {

using Words = std::vector<std::string>;

Words words_of(std::string_view name) {
  text::Tokeniser tokeniser;
  text::TokenStream stream;
  tokeniser.tokenise(name, stream);
  Words words;
  for (const text::Token& token : stream.tokens) words.emplace_back(stream.form(token));
  return words;
}

// What the lexicon has for the words [first, last).
std::vector<Entry> entries_of(const Words& words, std::size_t first, std::size_t last) {
  const Lexicon& lexicon = embedded_lexicon();
  std::vector<NodeId> nodes;
  for (std::size_t i = first; i < last; ++i) {
    std::vector<NodeId> next;
    for (const WordId id : lexicon.words_of(words[i])) {
      if (i == first) next.push_back(lexicon.first(id));
      for (const NodeId node : nodes) next.push_back(lexicon.step(node, id));
    }
    std::erase(next, NodeId{0});
    nodes = std::move(next);
  }
  std::vector<Entry> found;
  for (const NodeId node : nodes)
    for (const Entry& entry : lexicon.entries(node)) found.push_back(entry);
  return found;
}

// The part of a lexicon's value behind its kind, to the next tab: "agency\tiom", "body\tsupreme-court\t…".
std::string id_of(const Entry& entry) {
  const std::string_view value = embedded_lexicon().value(entry.value);
  const std::size_t tab = value.find('\t');
  if (tab == std::string_view::npos) return {};
  const std::string_view rest = value.substr(tab + 1);
  return std::string(rest.substr(0, rest.find('\t')));
}

bool names(const Entry& entry, std::string_view facet) {
  const std::string_view table = schema::table_of(facet);
  if (table == "country")
    return entry.layer == Layer::country && (entry.kind == EntryKind::name || entry.kind == EntryKind::old ||
                                             entry.kind == EntryKind::abbreviation || entry.kind == EntryKind::demonym);
  if (table == "agency")
    return entry.layer == Layer::agency && (entry.kind == EntryKind::name || entry.kind == EntryKind::generic);
  return table == "crime" && entry.layer == Layer::crime && entry.kind == EntryKind::phrase;
}

void add(std::vector<Called>& found, Called one) {
  const auto same = [&](const Called& other) { return other.id == one.id && other.any_country == one.any_country; };
  if (!one.id.empty() && std::none_of(found.begin(), found.end(), same)) found.push_back(std::move(one));
}

std::string lower(std::string code) {
  for (char& c : code) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return code;
}

// A body and behind it a country: МВД Казахстана, Interior Ministry of Kazakhstan.
void add_bodies_of_countries(const Words& words, std::vector<Called>& found) {
  for (std::size_t end = 1; end < words.size(); ++end) {
    std::size_t start = end;
    while (start + 1 < words.size() && (words[start] == "of" || words[start] == "the")) ++start;
    for (const Entry& country : entries_of(words, start, words.size())) {
      if (!names(country, "country")) continue;
      for (const Entry& body : entries_of(words, 0, end))
        if (body.layer == Layer::agency && body.kind == EntryKind::generic)
          add(found, {lower(id_of(country)) + '-' + id_of(body), false});
    }
  }
}

// Small letters of the alphabets of the lexicon's languages.
constexpr std::u32string_view latin = U"abcdefghijklmnopqrstuvwxyzçğıöşüäňýž";
constexpr std::u32string_view cyrillic = U"абвгдежзийклмнопрстуфхцчшщъыьэюяёәғқңөұүһіӯҳҷӣ";

// Visits what one slip makes of a word: a letter left out, added or replaced, or two neighbours exchanged.
template <class Visit>
void each_slip(const std::u32string& word, const Visit& visit) {
  const std::u32string_view alphabet = !word.empty() && word.front() >= 0x400 ? cyrillic : latin;
  for (std::size_t i = 0; i <= word.size(); ++i) {
    std::u32string other = word;
    other.insert(i, 1, U' ');
    for (const char32_t c : alphabet) {
      other[i] = c;
      visit(other);
    }
    if (i == word.size()) break;
    other.erase(i, 1);
    for (const char32_t c : alphabet) {
      other[i] = c;
      visit(other);
    }
    other[i] = word[i];
    if (i + 1 < word.size()) {
      std::swap(other[i], other[i + 1]);
      visit(other);
    }
    visit(std::u32string(word).erase(i, 1));
  }
}

// Words of the lexicon that `word` may be a misspelling of, those with fewer slips first.
Words meant_by(std::string_view word) {
  // Characters of a word that may have a slip, and of one that may have two: those are tried by the hundred thousand.
  constexpr std::size_t min_letters = 3, max_letters = 32, min_for_two = 6, max_for_two = 12;
  constexpr std::size_t max_found = 200;
  const std::u32string typed = text::to_characters(word);
  Words found;
  const auto keep = [&](const std::u32string& other) {
    if (found.size() == max_found) return;
    std::string form;
    for (const char32_t c : other) text::append_utf8(c, form);
    if (embedded_lexicon().words_of(form).empty() || std::find(found.begin(), found.end(), form) != found.end()) return;
    found.push_back(std::move(form));
  };
  if (typed.size() >= min_letters && typed.size() <= max_letters) each_slip(typed, keep);
  if (found.empty() && typed.size() >= min_for_two && typed.size() <= max_for_two)
    each_slip(typed, [&](const std::u32string& once) { each_slip(once, keep); });
  return found;
}

std::vector<Called> called_by(std::string_view facet, const Words& words) {
  std::vector<Called> found;
  for (const Entry& entry : entries_of(words, 0, words.size()))
    if (names(entry, facet)) add(found, {id_of(entry), entry.kind == EntryKind::generic});
  if (facet == "agency" && found.empty()) add_bodies_of_countries(words, found);
  std::sort(found.begin(), found.end(), [](const Called& a, const Called& b) { return a.id < b.id; });
  return found;
}

// A word of a name and what may be meant by it.
struct Slip {
  std::size_t place;
  Words meant;
};

// `words` with those of the slips replaced so that they name a value; else empty.
std::string corrected(std::string_view facet, Words words, std::span<const Slip> slips) {
  if (slips.empty()) return called_by(facet, words).empty() ? std::string() : fmt::format("{}", fmt::join(words, " "));
  for (const std::string& word : slips.front().meant) {
    words[slips.front().place] = word;
    if (std::string name = corrected(facet, words, slips.subspan(1)); !name.empty()) return name;
  }
  return {};
}

}  // namespace

std::vector<Called> called(std::string_view facet, std::string_view name) { return called_by(facet, words_of(name)); }

std::string nearest_called(std::string_view facet, std::string_view name) {
  constexpr std::size_t max_words = 12;
  const Words words = words_of(name);
  if (words.size() > max_words) return {};
  std::vector<std::size_t> unknown;  // places of words that are in no name at all
  for (std::size_t i = 0; i < words.size(); ++i)
    if (embedded_lexicon().words_of(words[i]).empty()) unknown.push_back(i);
  std::vector<Slip> slips;
  if (unknown.size() <= 2)
    for (const std::size_t place : unknown) slips.push_back({place, meant_by(words[place])});
  if (!unknown.empty()) return slips.empty() ? std::string() : corrected(facet, words, slips);
  // A slip that made another word of a name.
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Slip slip{i, meant_by(words[i])};
    if (std::string near = corrected(facet, words, {&slip, 1}); !near.empty()) return near;
  }
  return {};
}

bool is_language_called(std::string_view code, std::string_view name) {
  const Words wanted = words_of(name);
  const std::string language(code);
  return words_of(text::language_name(language, "en")) == wanted ||
         words_of(text::language_name(language, language)) == wanted;
}

}  // namespace blotter::taxonomy
