#include "common/taxonomy/called.hpp"

#include "common/schema.hpp"
#include "common/taxonomy/lexicon.hpp"
#include "common/text/locales.hpp"
#include "common/text/tokeniser.hpp"

#include <algorithm>

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

}  // namespace

std::vector<Called> called(std::string_view facet, std::string_view name) {
  const Words words = words_of(name);
  std::vector<Called> found;
  for (const Entry& entry : entries_of(words, 0, words.size()))
    if (names(entry, facet)) add(found, {id_of(entry), entry.kind == EntryKind::generic});
  if (facet == "agency" && found.empty()) add_bodies_of_countries(words, found);
  std::sort(found.begin(), found.end(), [](const Called& a, const Called& b) { return a.id < b.id; });
  return found;
}

bool is_language_called(std::string_view code, std::string_view name) {
  const Words wanted = words_of(name);
  const std::string language(code);
  return words_of(text::language_name(language, "en")) == wanted ||
         words_of(text::language_name(language, language)) == wanted;
}

}  // namespace blotter::taxonomy
