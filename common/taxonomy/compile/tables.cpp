#include "common/taxonomy/compile/tables.hpp"

#include "common/taxonomy/compile/elements.hpp"
#include "common/taxonomy/compile/names.hpp"
#include "common/taxonomy/compile/tsv.hpp"
#include "common/taxonomy/inflection.hpp"
#include "common/taxonomy/lexicon_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace blotter::taxonomy {
namespace {

std::uint32_t number(std::string_view text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Population to assume where a table gives none: a place worth writing down by hand is well known; generated
// regions are not always, those of the United Kingdom (districts) least.
std::uint32_t region_population(std::string_view country, EntryKind kind, bool generated) {
  if (!generated) return 1000000;
  if (kind != EntryKind::region) return 0;
  return country == "US" || country == "CA" ? 5000000 : country == "GB" || country == "IE" ? 30000 : 300000;
}

bool names_country(EntryKind kind) { return kind == EntryKind::name || kind == EntryKind::old; }
bool is_place(EntryKind kind) {
  return kind == EntryKind::capital || kind == EntryKind::city || kind == EntryKind::region;
}

// Languages whose names of countries and demonyms are other words elsewhere: Chili, Niger, Polo.
bool is_western(std::string_view language) {
  return language == "de" || language == "fr" || language == "es" || language == "it" || language == "pt";
}

// The entry counts in texts of that language alone.
void restrict_to(std::string_view language, Entry& entry) {
  entry.language[0] = language[0];
  entry.language[1] = language[1];
}

// Whether the overrides of a kind of agency, "KG,UZ=their-name;…", have another slug for the country.
bool is_called_otherwise(std::string_view overrides, std::string_view country) {
  for (const std::string_view other : split(overrides, ';'))
    if (const std::size_t equals = other.find('=');
        equals != std::string_view::npos && other.substr(0, equals).find(country) != std::string_view::npos)
      return true;
  return false;
}

std::string literal(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

struct ListedValue {
  std::string label, parent, iccs;
};

class Compiler {
 public:
  explicit Compiler(std::filesystem::path folder) : folder_(std::move(folder)) {}
  Result<Compiled> run();

 private:
  Result<void> add(std::string_view alias, Entry entry, Declension russian, bool any_case = false);
  Result<void> countries();
  Result<void> places(std::string_view file, bool flagged);
  Entry place_of(const Row& row, EntryKind kind, bool flagged);
  Result<void> add_place(std::string_view country, std::string_view name, Entry entry, bool flagged);
  Result<void> demonyms();
  Result<void> agencies();
  Result<void> bodies();
  Result<void> local_bodies();
  Result<void> crimes();
  Result<void> cues();
  Result<void> common_words();
  Result<std::string> words() const;
  Result<std::string> crime_parts() const;
  std::string listed(std::string_view name, const std::map<std::string, ListedValue>& values) const;

  std::filesystem::path folder_;
  LexiconBuilder builder_;
  std::map<std::string, ListedValue> countries_, agencies_, crimes_;
  std::map<std::string, std::string> body_labels_;  // by slug
};

Result<void> Compiler::add(std::string_view text, Entry entry, Declension russian, bool any_case) {
  auto alias = parse_alias(text);
  if (!alias) return tl::unexpected(alias.error());
  entry.conditions |= alias->conditions;
  entry.neighbours = builder_.neighbours(alias->before, alias->after, alias->not_before, alias->not_after);
  for (std::size_t i = 0; i < alias->language.size() && i < 2; ++i) entry.language[i] = alias->language[i];
  for (const std::string& spelling : alias->spellings) builder_.add(spelling, entry, russian, any_case);
  return {};
}

Result<void> Compiler::countries() {
  auto codes = read_table(folder_ / "countries.tsv", 3, [&](const Row& row) -> Result<void> {
    countries_[std::string(row[0])] = {std::string(row[2]), {}, {}};
    return {};
  });
  if (!codes) return codes;
  return read_table(folder_ / "country_names.tsv", 3, [&](const Row& row) -> Result<void> {
    Entry entry;
    entry.value = builder_.value(fmt::format("country\t{}", row[0]));
    for (const std::string_view name : split(row[2], '|')) {
      Entry one = entry;
      // Names of Western languages are other names elsewhere (Chili, Niger, Georgia), short ones of the region's words.
      if (is_western(row[1]) || (name.size() <= 6 && (row[1] == "uz" || row[1] == "tk" || row[1] == "tr")))
        restrict_to(row[1], one);
      if (auto done = add(name, one, row[1] == "ru" ? Declension::name : Declension::none); !done) return done;
      one.kind = EntryKind::demonym;
      // "Faslı" has a capital, «германиялық» none.
      for (const std::string& people : inhabitants(name, row[1].substr(0, 2)))
        if (auto done = add(people, one, Declension::none, row[1] != "tr"); !done) return done;
    }
    return {};
  });
}

Result<void> Compiler::places(std::string_view file, bool flagged) {
  static const std::map<std::string_view, EntryKind> kinds{
      {"name", EntryKind::name},       {"old", EntryKind::old},   {"abbreviation", EntryKind::abbreviation},
      {"capital", EntryKind::capital}, {"city", EntryKind::city}, {"region", EntryKind::region},
      {"guard", EntryKind::guard}};
  return read_table(folder_ / file, 5, [&](const Row& row) -> Result<void> {
    const auto kind = kinds.find(row[1]);
    if (kind == kinds.end()) return fail(ErrorCode::bad_input, fmt::format("unknown kind \"{}\"", row[1]));
    const Entry entry = place_of(row, kind->second, flagged);
    for (const std::string_view name : split(row[4], '|'))
      if (!name.starts_with('='))
        if (auto done = add_place(row[0], name, entry, flagged); !done) return done;
    return {};
  });
}

// What all names of a row of places have in common.
Entry Compiler::place_of(const Row& row, EntryKind kind, bool flagged) {
  Entry entry;
  entry.kind = kind;
  entry.value = builder_.value(kind == EntryKind::guard ? std::string("guard") : fmt::format("country\t{}", row[0]));
  if (row[0] == "US" || row[0] == "CA")
    for (std::size_t i = 0; i < row[2].size() && i < 4; ++i) entry.region[i] = row[2][i];
  entry.population = number(row[3]);
  if (entry.population == 0) entry.population = region_population(row[0], kind, flagged);
  entry.label = is_place(kind) ? builder_.label(label_of(row[4])) : 0;
  return entry;
}

// A name with its flags, "Nice~w", in a table that has flags.
Result<void> Compiler::add_place(std::string_view country, std::string_view name, Entry entry, bool flagged) {
  if (const std::size_t mark = name.find('~'); flagged && mark != std::string_view::npos) {
    if (name.find('w', mark) != std::string_view::npos) entry.conditions |= english_word;
    if (name.find('g', mark) != std::string_view::npos) entry.conditions |= given_name;
    name = name.substr(0, mark);
  }
  // Central Asia writes its towns in one word as well: Кара-Балта, Карабалта.
  if (const std::string whole = without_hyphen(country, name); !whole.empty())
    if (auto done = add(whole, entry, declension(whole, Declension::name)); !done) return done;
  const bool is_name = is_place(entry.kind) || names_country(entry.kind);
  return add(name, entry, declension(name, is_name ? Declension::name : Declension::word));
}

Result<void> Compiler::demonyms() {
  return read_table(folder_ / "demonyms.tsv", 3, [&](const Row& row) -> Result<void> {
    Entry entry;
    entry.kind = EntryKind::demonym;
    entry.value = builder_.value(fmt::format("country\t{}", row[0]));
    if (is_western(row[1])) restrict_to(row[1], entry);
    for (const std::string_view name : split(row[2], '|'))
      if (auto done = add(name, entry, row[1] == "ru" ? Declension::word : Declension::none); !done) return done;
    return {};
  });
}

Result<void> Compiler::agencies() {
  return read_table(folder_ / "agencies.tsv", 3, [&](const Row& row) -> Result<void> {
    Entry entry;
    entry.layer = Layer::agency;
    entry.kind = row[0] == "~guard" ? EntryKind::guard : EntryKind::name;
    entry.value =
        builder_.value(entry.kind == EntryKind::guard ? std::string("guard") : fmt::format("agency\t{}", row[0]));
    if (entry.kind != EntryKind::guard) agencies_[std::string(row[0])] = {std::string(row[1]), {}, {}};
    for (const std::string_view name : split(row[2], '|'))
      if (auto done = add(name, entry, declension(name, Declension::word),
                          name.find(' ') != std::string_view::npos && name.find('[') == std::string_view::npos);
          !done)
        return done;
    return {};
  });
}

Result<void> Compiler::bodies() {
  return read_table(folder_ / "bodies.tsv", 5, [&](const Row& row) -> Result<void> {
    Entry entry;
    entry.layer = Layer::agency;
    entry.kind = EntryKind::generic;
    body_labels_.try_emplace(std::string(row[0]), row[1]);
    // The tagger splits the value: body, slug, label, countries, overrides.
    entry.value = builder_.value(fmt::format("body\t{}\t{}\t{}\t{}", row[0], row[1], row[2], row[3]));
    for (const std::string_view country : split(row[2], ',')) {
      if (country.empty() || is_called_otherwise(row[3], country)) continue;
      std::string code(country);
      std::transform(code.begin(), code.end(), code.begin(), [](char c) { return static_cast<char>(c + 32); });
      agencies_.try_emplace(
          fmt::format("{}-{}", code, row[0]),
          ListedValue{fmt::format("{} of {}", row[1], countries_[std::string(country)].label), {}, {}});
    }
    for (const std::string_view name : split(row[4], '|')) {
      const bool any_case = name.find(' ') != std::string_view::npos && name.find('[') == std::string_view::npos;
      if (auto done = add(name, entry, declension(name, Declension::word), any_case); !done) return done;
      if (const std::string plural = ministries(name); !plural.empty())
        if (auto done = add(plural, entry, Declension::none, any_case); !done) return done;
    }
    return {};
  });
}

Result<void> Compiler::local_bodies() {
  return read_table(folder_ / "local_bodies.tsv", 3, [&](const Row& row) -> Result<void> {
    Entry entry;
    entry.layer = Layer::agency;
    if (row[0] == "level") entry.kind = EntryKind::cue, entry.layer = Layer::country;
    else if (row[0] == "ref") entry.kind = EntryKind::ref;
    else if (row[0] == "head" || row[0] == "leveled") entry.kind = EntryKind::head;
    else return fail(ErrorCode::bad_input, fmt::format("unknown kind \"{}\"", row[0]));
    entry.value = builder_.value(fmt::format("{}\t{}", row[0] == "level" ? "cue" : row[0], row[1]));
    for (const std::string_view name : split(row[2], '|')) {
      const bool any_case = name.find('[') == std::string_view::npos;
      if (auto done = add(name, entry, declension(name, Declension::word), any_case && !is_acronym(name)); !done)
        return done;
    }
    return {};
  });
}

Result<void> Compiler::crimes() {
  auto listed = read_table(folder_ / "crimes.tsv", 4, [&](const Row& row) -> Result<void> {
    crimes_[std::string(row[0])] = {std::string(row[3]), std::string(row[1]), std::string(row[2])};
    return {};
  });
  if (!listed) return listed;
  return read_table(folder_ / "crime_phrases.tsv", 3, [&](const Row& row) -> Result<void> {
    Entry entry;
    entry.layer = Layer::crime;
    entry.kind = row[0] == "~guard" ? EntryKind::guard : EntryKind::phrase;
    if (entry.kind == EntryKind::phrase && !crimes_.contains(std::string(row[0])))
      return fail(ErrorCode::bad_input, fmt::format("unknown crime \"{}\"", row[0]));
    entry.value =
        builder_.value(entry.kind == EntryKind::guard ? std::string("guard") : fmt::format("crime\t{}", row[0]));
    // Words of one language mean other things in another (fishing, para).
    if (row[1] == "tk" || row[1] == "tr") restrict_to(row[1], entry);
    else if (row[1] != "en" && row[1] != "ru") entry.conditions |= regional_text;
    for (const std::string_view name : split(row[2], '|'))
      if (auto done = add(name, entry, row[1] == "ru" ? Declension::word : Declension::none); !done) return done;
    return {};
  });
}

Result<void> Compiler::cues() {
  Entry entry;
  entry.kind = EntryKind::cue;
  auto words = read_table(folder_ / "cues.tsv", 2, [&](const Row& row) -> Result<void> {
    entry.value = builder_.value(fmt::format("cue\t{}", row[0]));
    for (const std::string_view name : split(row[1], '|'))
      if (auto done = add(name, entry, declension(name, Declension::word),
                          row[0] != "title" && name.find('[') == std::string_view::npos);
          !done)
        return done;
    return {};
  });
  if (!words) return words;
  entry.value = builder_.value("cue\tgiven");
  return read_table(folder_ / "given_names.tsv", 1,
                    [&](const Row& row) { return add(row[0], entry, declension(row[0], Declension::word)); });
}

Result<void> Compiler::common_words() {
  return read_table(folder_ / "common_words.tsv", 2, [&](const Row& row) -> Result<void> {
    const std::uint8_t language = common_bit(row[0]);
    if (language == 0) return fail(ErrorCode::bad_input, fmt::format("\"{}\" has no list", row[0]));
    for (const std::string_view word : split(row[1], '|')) builder_.mark_common(word, language);
    return {};
  });
}

// crime_parts.tsv as a constant array, the parts of one crime side by side.
Result<std::string> Compiler::crime_parts() const {
  std::multimap<std::string, std::string> lines;
  auto read = read_table(folder_ / "crime_parts.tsv", 3, [&](const Row& row) -> Result<void> {
    if (row[1] != "part" && row[1] != "means")
      return fail(ErrorCode::bad_input, fmt::format("\"{}\" is neither part nor means", row[1]));
    for (const std::string_view part : split(row[2], ',')) {
      if (!crimes_.contains(std::string(row[0])) || !crimes_.contains(std::string(part)))
        return fail(ErrorCode::bad_input, fmt::format("unknown crime \"{}\" or \"{}\"", row[0], part));
      lines.emplace(row[0], fmt::format("  {{{}, {}, {}}},\n", literal(row[0]), literal(part), row[1] == "means"));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  std::string out = "constexpr CrimePart crime_parts[] = {\n";
  for (const auto& [crime, line] : lines) out += line;
  return out + "};\n";
}

// words.tsv as constant arrays, one a list, and a table of them.
Result<std::string> Compiler::words() const {
  std::map<std::string, std::set<std::string>> lists, written;
  auto read = read_table(folder_ / "words.tsv", 3, [&](const Row& row) -> Result<void> {
    std::set<std::string>& list = lists[std::string(row[0])];
    for (const std::string_view word : split(row[2], '|')) {
      if (word.empty() || !written[std::string(row[0])].emplace(word).second)
        return fail(ErrorCode::bad_input, fmt::format("\"{}\" is empty or twice in {}", word, row[0]));
      list.emplace(word);
      if (row[1] == "ru")
        for (std::string& form : russian_forms(std::string(word), Declension::word)) list.insert(std::move(form));
    }
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  std::string arrays;
  std::string table = "constexpr std::pair<std::string_view, std::span<const std::string_view>> word_lists[] = {\n";
  for (const auto& [name, list] : lists) {
    const std::size_t number = static_cast<std::size_t>(std::distance(lists.begin(), lists.find(name)));
    arrays += fmt::format("constexpr std::string_view words_{}[] = {{", number);
    for (const std::string& word : list) arrays += literal(word) + ", ";
    arrays += "};\n";
    table += fmt::format("  {{{}, words_{}}},\n", literal(name), number);
  }
  return arrays + table + "};\n";
}

std::string Compiler::listed(std::string_view name, const std::map<std::string, ListedValue>& values) const {
  std::string out = fmt::format("constexpr Value {}[] = {{\n", name);
  for (const auto& [id, value] : values)
    out += fmt::format("  {{{}, {}, {}, {}}},\n", literal(id), literal(value.label), literal(value.parent),
                       literal(value.iccs));
  return out + "};\n";
}

Result<Compiled> Compiler::run() {
  // Hand-written tables first: what they say of a name counts.
  for (const std::string_view file : {"places.tsv", "exonyms.tsv"})
    if (auto done = places(file, false); !done) return tl::unexpected(done.error());
  for (const auto step : {&Compiler::demonyms, &Compiler::countries})
    if (auto done = (this->*step)(); !done) return tl::unexpected(done.error());
  for (const std::string_view file : {"regions.tsv", "cities.tsv"})
    if (auto done = places(file, true); !done) return tl::unexpected(done.error());
  for (const auto step : {&Compiler::agencies, &Compiler::bodies, &Compiler::local_bodies, &Compiler::crimes,
                          &Compiler::cues, &Compiler::common_words})
    if (auto done = (this->*step)(); !done) return tl::unexpected(done.error());
  std::string tables = "// Generated from common/taxonomy/data by compile_taxonomy.\n";
  tables += listed("country_values", countries_) + listed("agency_values", agencies_) + listed("crime_values", crimes_);
  std::string alpha3 = "constexpr std::pair<std::string_view, std::string_view> alpha3_codes[] = {\n";
  auto codes = read_table(folder_ / "countries.tsv", 3, [&](const Row& row) -> Result<void> {
    alpha3 += fmt::format("  {{{}, {}}},\n", literal(row[1]), literal(row[0]));
    return {};
  });
  if (!codes) return tl::unexpected(codes.error());
  std::string labels = "constexpr std::pair<std::string_view, std::string_view> body_labels[] = {\n";
  for (const auto& [slug, label] : body_labels_)
    labels += fmt::format("  {{{}, {}}},\n", literal(slug), literal(label));
  const auto lists = words();
  if (!lists) return tl::unexpected(lists.error());
  const auto parts = crime_parts();
  if (!parts) return tl::unexpected(parts.error());
  const auto elements =
      compile_elements(folder_, builder_, [&](std::string_view crime) { return crimes_.contains(std::string(crime)); });
  if (!elements) return tl::unexpected(elements.error());
  return Compiled{builder_.finish(), tables + alpha3 + "};\n" + labels + "};\n" + *lists + *parts + *elements,
                  builder_.name_forms()};
}

}  // namespace

Result<Compiled> compile_tables(const std::filesystem::path& folder) { return Compiler(folder).run(); }

}  // namespace blotter::taxonomy
