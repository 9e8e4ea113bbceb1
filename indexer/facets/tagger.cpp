#include "indexer/facets/tagger.hpp"

#include "common/taxonomy/taxonomy.hpp"
#include "indexer/facets/agency.hpp"
#include "indexer/facets/charge.hpp"
#include "indexer/facets/country.hpp"
#include "indexer/facets/crime.hpp"
#include "indexer/facets/element.hpp"
#include "indexer/facets/salience.hpp"
#include "indexer/facets/watchlist.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <numeric>

namespace blotter::facets {

struct TaggerScratch::State {
  Scan scan;
  Scanner::Scratch words;
  std::vector<CountryMention> countries;
  std::vector<Salience> plain_salience, salience;  // without and with what agencies add
  std::vector<Mention> bodies, crimes, elements;
  ElementFinder::Scratch patterns;
};

TaggerScratch::TaggerScratch() : state_(std::make_unique<State>()) {}
TaggerScratch::~TaggerScratch() = default;
TaggerScratch::TaggerScratch(TaggerScratch&&) noexcept = default;
TaggerScratch& TaggerScratch::operator=(TaggerScratch&&) noexcept = default;

struct Tagger::Data {
  explicit Data(WatchTables tables)
      : watch_tables(std::move(tables)),
        lexicon(taxonomy::embedded_lexicon()),
        watch(watch_tables.block),
        scanner(lexicon, watch),
        countries(lexicon),
        agencies(lexicon),
        crimes(lexicon),
        elements(lexicon) {}
  WatchTables watch_tables;
  const taxonomy::Lexicon& lexicon;
  taxonomy::Lexicon watch;
  Scanner scanner;
  CountryResolver countries;
  AgencyResolver agencies;
  CrimeResolver crimes;
  ElementFinder elements;
};

namespace {

constexpr std::size_t max_evidence = 100;  // spans kept a value; `mentions` counts all

// The value of that identifier, added with its label when the article lacks it.
FacetValue& value_of(Facet& facet, std::string_view id) {
  for (FacetValue& value : facet.values)
    if (value.value == id) {
      if (value.label.empty()) value.label = taxonomy::label(facet.name, id);
      return value;
    }
  FacetValue& value = facet.values.emplace_back();
  value.value = id;
  if (const auto known = taxonomy::find(facet.name, id)) {
    value.label = known->label;
    value.parent = known->parent;
    value.iccs = known->iccs;
  } else {
    value.label = taxonomy::label(facet.name, id);
  }
  return value;
}

void add_evidence(const Scan& scan, std::uint32_t first, std::uint32_t count, FacetValue& value) {
  ++value.mentions;
  if (value.evidence.size() >= max_evidence) return;
  const Word& begin = scan.words[first];
  const Word& end = scan.words[first + count - 1];
  value.evidence.push_back({scan.field_of(first), begin.start, end.end});
}

// Sorts values by `scores` (one per value, highest first; none when empty), then those in focus before others, then by
// mentions and identifier.  Values are large, so that their numbers are sorted, and each value is moved once.
void sort_values(Facet& facet, const std::vector<double>& scores = {}) {
  std::vector<std::uint32_t> order(facet.values.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto comes_before = [&](std::uint32_t one, std::uint32_t other) {
    if (!scores.empty() && scores[one] != scores[other]) return scores[one] > scores[other];
    const FacetValue& a = facet.values[one];
    const FacetValue& b = facet.values[other];
    if (a.focus != b.focus) return a.focus;
    if (a.mentions != b.mentions) return a.mentions > b.mentions;
    const int compared = a.value.compare(b.value);
    return compared != 0 ? compared < 0 : one < other;
  };
  if (std::is_sorted(order.begin(), order.end(), comes_before)) return;
  std::sort(order.begin(), order.end(), comes_before);
  std::vector<FacetValue> sorted;
  sorted.reserve(order.size());
  for (const std::uint32_t number : order) sorted.push_back(std::move(facet.values[number]));
  facet.values = std::move(sorted);
}

void add_ancestors(Facet& facet) {
  const std::size_t found = facet.values.size();
  for (std::size_t i = 0; i < found; ++i)
    for (const std::string_view ancestor : taxonomy::ancestors(facet.name, std::string(facet.values[i].value))) {
      const auto same = [&](const FacetValue& value) { return value.value == ancestor; };
      if (std::none_of(facet.values.begin(), facet.values.end(), same)) value_of(facet, ancestor).implied = true;
    }
}

void put_countries(TaggerScratch::State& state, Article& article) {
  if (state.countries.empty()) return;
  Facet& facet = article.facet("country");
  for (const CountryMention& mention : state.countries)
    add_evidence(state.scan, mention.first, mention.count, value_of(facet, letters_of(mention.country)));
  for (const Salience& salience : state.salience)
    if (salience.focus) value_of(facet, letters_of(salience.country)).focus = true;
  // Of several foci the strongest comes first.
  std::vector<double> scores;
  for (const FacetValue& value : facet.values) {
    const std::size_t at = index_of(state.salience, code_of(value.value));
    scores.push_back(at < state.salience.size() && state.salience[at].focus ? state.salience[at].score : 0.0);
  }
  sort_values(facet, scores);
}

// The year of "2025-11-13"; 0 for no date.
int year_of(std::string_view date) {
  int year = 0;
  return std::from_chars(date.data(), date.data() + date.size(), year).ec == std::errc() ? year : 0;
}

using Scores = std::vector<std::pair<std::string_view, double>>;

void put_mentions(const Scan& scan, const std::vector<Mention>& mentions, std::string_view name, const Scores& scores,
                  double share, Article& article) {
  Facet& facet = article.facet(name);
  for (const Mention& mention : mentions)
    add_evidence(scan, mention.first, mention.count, value_of(facet, mention.value));
  double top = 0;
  for (const auto& [value, score] : scores) top = std::max(top, score);
  for (const auto& [value, score] : scores)
    if (score >= share * top) value_of(facet, value).focus = true;
}

// The bodies in focus are those that title or lead name, or that are named most.
void put_agencies(const TaggerScratch::State& state, Article& article) {
  if (state.bodies.empty()) return;
  Scores scores;
  for (const Mention& mention : state.bodies) {
    auto found =
        std::find_if(scores.begin(), scores.end(), [&](const auto& score) { return score.first == mention.value; });
    if (found == scores.end()) found = scores.insert(scores.end(), {mention.value, 0.0});
    found->second += place_weight(state.scan, mention.first);
  }
  put_mentions(state.scan, state.bodies, "agency", scores, 0.5, article);
  sort_values(article.facet("agency"));
}

// A story has one main charge, or several that weigh the same.
void put_crimes(const TaggerScratch::State& state, Article& article) {
  if (state.crimes.empty()) return;
  put_mentions(state.scan, state.crimes, "crime", weigh_charges(state.scan, state.crimes), 0.97, article);
  Facet& facet = article.facet("crime");
  add_ancestors(facet);
  sort_values(facet);
}

// A crime that the text names itself is not inferred too, nor where it names a narrower one or one beside it: who was
// trafficked for sex was not for labour.
bool is_named(const Facet& facet, std::string_view crime) {
  const auto known = taxonomy::find("crime", crime);
  return std::any_of(facet.values.begin(), facet.values.end(), [&](const FacetValue& value) {
    if (value.inferred || value.implied) return false;
    const auto above = taxonomy::ancestors("crime", value.value);
    return value.value == crime || (known && !known->parent.empty() && value.parent == known->parent) ||
           std::find(above.begin(), above.end(), crime) != above.end();
  });
}

void put_inferred(const Scan& scan, const InferredCrime& inferred, bool focus, Article& article) {
  FacetValue& crime = value_of(article.facet("crime"), inferred.crime);
  crime.inferred = true;
  crime.implied = false;
  crime.focus = focus;
  for (const Mention& mention : inferred.elements) {
    add_evidence(scan, mention.first, mention.count, crime);
    auto one = std::find_if(crime.elements.begin(), crime.elements.end(),
                            [&](const FacetElement& element) { return element.element == mention.value; });
    if (one == crime.elements.end()) one = crime.elements.insert(one, {mention.value, {}});
    if (!crime.evidence.empty() && one->evidence.size() < max_evidence) one->evidence.push_back(crime.evidence.back());
  }
}

bool is_exploitation(const FacetValue& crime) {
  const auto above = taxonomy::ancestors("crime", crime.value);
  return crime.value == "forced-labour" || crime.value == "trafficking-in-persons" ||
         std::find(above.begin(), above.end(), "trafficking-in-persons") != above.end();
}

// Crimes inferred from what was done, and in a story of exploitation the indicators of forced labour.  An inferred
// crime is the main charge where none is named.
void put_elements(const TaggerScratch::State& state, const std::vector<InferredCrime>& inferred, Article& article) {
  const bool focus = state.crimes.empty();
  for (const InferredCrime& one : inferred)
    if (!is_named(article.facet("crime"), one.crime)) put_inferred(state.scan, one, focus, article);
  const Facet* crimes = article.find_facet("crime");
  if (crimes == nullptr) return;
  if (!inferred.empty()) {
    add_ancestors(article.facet("crime"));
    sort_values(article.facet("crime"));
    crimes = article.find_facet("crime");
  }
  if (std::none_of(crimes->values.begin(), crimes->values.end(), is_exploitation)) return;
  for (const Mention& mention : state.elements)
    if (taxonomy::find("indicator", mention.value))
      add_evidence(state.scan, mention.first, mention.count, value_of(article.facet("indicator"), mention.value));
  if (article.find_facet("indicator") != nullptr) sort_values(article.facet("indicator"));
}

void put_watched(const TaggerScratch::State& state, const taxonomy::Lexicon& watch,
                 const std::vector<WatchValue>& values, Article& article) {
  for (const AliasMatch& hit : state.scan.watched)
    for (std::uint32_t bits = hit.fitting; bits != 0; bits &= bits - 1) {
      const std::string_view name = watch.value(hit.entries[std::countr_zero(bits)].value);
      const std::size_t tab = name.find('\t');
      Facet& facet = article.facet(name.substr(0, tab));
      FacetValue& value = value_of(facet, name.substr(tab + 1));
      for (const WatchValue& listed : values)
        if (listed.facet == facet.name && listed.id == value.value) value.label = listed.label;
      add_evidence(state.scan, hit.first, hit.count, value);
      value.focus = value.focus || hit.first < state.scan.body_begin;
    }
  for (Facet& facet : article.facets)
    if (facet.name != "country" && facet.name != "agency" && facet.name != "crime") sort_values(facet);
}

}  // namespace

Tagger::Tagger(std::unique_ptr<const Data> data) : data_(std::move(data)) {}
Tagger::~Tagger() = default;
Tagger::Tagger(Tagger&&) noexcept = default;
Tagger& Tagger::operator=(Tagger&&) noexcept = default;

Result<Tagger> Tagger::create(const TaggerOptions& options) {
  auto tables = read_watchlists(options.watchlists, options.kept_watchlist);
  if (!tables) return tl::unexpected(tables.error());
  return Tagger(std::make_unique<const Data>(std::move(*tables)));
}

const std::string& Tagger::watch_text() const { return data_->watch_tables.text; }

const std::vector<WatchValue>& Tagger::watch_values() const { return data_->watch_tables.values; }

void Tagger::tag(const text::TokenStream& title, const text::TokenStream& body, Article& article,
                 TaggerScratch& scratch) const {
  TaggerScratch::State& state = scratch.state();
  data_->scanner.scan(title, body, article.language, state.scan, state.words);
  state.scan.site_country = country_of_site(article.url);
  state.scan.language_country = country_of_language(article.language);
  state.scan.year = year_of(article.published);
  data_->countries.resolve(state.scan, state.countries);
  country_salience(state.scan, state.countries, state.plain_salience);
  data_->agencies.resolve(state.scan, state.countries, state.plain_salience, state.bodies);
  country_salience(state.scan, state.countries, state.bodies, state.plain_salience, state.salience);
  state.elements.clear();
  if (data_->crimes.resolve(state.scan, state.bodies, state.crimes))
    data_->elements.find(state.scan, state.patterns, state.elements);
  put_countries(state, article);
  put_agencies(state, article);
  put_crimes(state, article);
  if (!state.elements.empty()) put_elements(state, data_->elements.infer(state.elements), article);
  if (!data_->watch.empty()) put_watched(state, data_->watch, data_->watch_tables.values, article);
}

}  // namespace blotter::facets
