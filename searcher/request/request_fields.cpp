#include "searcher/request/request_fields.hpp"

#include "common/schema.hpp"
#include "common/text/edit_distance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace blotter::search {
namespace {

template <class Value>
struct Name {
  std::string_view name;
  Value value;
};

constexpr std::array sorts{Name<Sort>{"relevance", Sort::relevance}, Name<Sort>{"newest", Sort::newest},
                           Name<Sort>{"oldest", Sort::oldest}, Name<Sort>{"collected", Sort::collected},
                           Name<Sort>{"indexed", Sort::indexed}};
constexpr std::array facet_sorts{Name<FacetSort>{"count", FacetSort::count}, Name<FacetSort>{"name", FacetSort::name}};
constexpr std::array models{
    Name<match::Model>{"bm25", match::Model::bm25}, Name<match::Model>{"bm25plus", match::Model::bm25plus},
    Name<match::Model>{"pl2", match::Model::pl2},   Name<match::Model>{"dph", match::Model::dph},
    Name<match::Model>{"lm", match::Model::lm},     Name<match::Model>{"tfidf", match::Model::tfidf}};
constexpr std::array units{Name<match::Unit>{"none", match::Unit::none}, Name<match::Unit>{"year", match::Unit::year},
                           Name<match::Unit>{"month", match::Unit::month}, Name<match::Unit>{"week", match::Unit::week},
                           Name<match::Unit>{"day", match::Unit::day}};
constexpr std::array syntaxes{Name<query::Syntax>{"full", query::Syntax::full},
                              Name<query::Syntax>{"tolerant", query::Syntax::tolerant},
                              Name<query::Syntax>{"text", query::Syntax::text}};
constexpr std::array batch_formats{
    Name<BatchFormat>{"lines", BatchFormat::lines}, Name<BatchFormat>{"tsv", BatchFormat::tsv},
    Name<BatchFormat>{"jsonl", BatchFormat::jsonl}, Name<BatchFormat>{"topics", BatchFormat::topics}};
constexpr std::array matches{Name<bool>{"all", false}, Name<bool>{"any", true}};

template <class Table>
auto look_up(const Table& table, std::string_view what, std::string_view name) -> Result<decltype(table[0].value)> {
  std::vector<std::string> known;
  for (const auto& row : table) {
    if (row.name == name) return row.value;
    known.emplace_back(row.name);
  }
  return fail(ErrorCode::bad_usage, fmt::format("'{}' is no {}", name, what), one_of(name, known));
}

Result<std::uint32_t> parse_count(std::string_view name, std::string_view text) {
  std::uint32_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size())
    return fail(ErrorCode::bad_usage, fmt::format("'{}' is no number for {}", text, name),
                "write a whole number from 0 on");
  return value;
}

bool is_true(std::string_view text) { return text == "true" || text == "1" || text == "yes"; }

FilterRequest& filter_on(Request& request, std::string_view facet) {
  for (FilterRequest& filter : request.filters)
    if (filter.facet == facet) return filter;
  return request.filters.emplace_back(FilterRequest{std::string(facet), {}, {}, {}});
}

std::vector<std::string> split_values(std::string_view text) {
  std::vector<std::string> values(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == ',') values.back() += text[++i];
    else if (text[i] == ',') values.emplace_back();
    else values.back() += text[i];
  }
  for (std::string& value : values) {
    value.erase(0, std::min(value.find_first_not_of(' '), value.size()));
    value.erase(value.find_last_not_of(' ') + 1);
  }
  std::erase(values, "");
  return values;
}

// One value into the filter's `include`, or its `exclude` with ! before it.
void choose(FilterRequest& filter, std::string value) {
  const bool excluded = value.size() > 1 && value.front() == '!';
  if (excluded || value.starts_with("\\!")) value.erase(0, 1);
  (excluded ? filter.exclude : filter.include).push_back(std::move(value));
}

// The bound of a date that a name such as "indexed_from" stands for, or null.  Those of publication have other names.
std::string* date_bound(Request& request, std::string_view name) {
  for (const schema::Field& field : schema::fields) {
    if (field.kind != schema::FieldKind::date || field.slot == schema::slot_published) continue;
    if (!name.starts_with(field.name)) continue;
    const std::string_view side = name.substr(field.name.size());
    if (side == "_from") return &request.dates[std::string(field.name)].from;
    if (side == "_to") return &request.dates[std::string(field.name)].to;
  }
  return nullptr;
}

std::vector<std::string> date_names() {
  std::vector<std::string> names;
  for (const schema::Field& field : schema::fields)
    if (field.kind == schema::FieldKind::date) names.emplace_back(field.name);
  return names;
}

// Keeps a parsed value or hands its error on.
template <class Value>
Result<void> keep(Result<Value> parsed, Value& into) {
  if (!parsed) return tl::unexpected<Error>(parsed.error());
  into = std::move(*parsed);
  return {};
}

// Sets one part of a request from the texts of its value; `name` is what an error calls it.
using Texts = std::vector<std::string>;
using SetPart = Result<void> (*)(Request& request, std::string_view name, const Texts& values);

std::string first_of(const Texts& values) { return values.empty() ? std::string() : values.front(); }

template <auto Member>
Result<void> set_text(Request& request, std::string_view, const Texts& values) {
  request.*Member = first_of(values);
  return {};
}

template <auto Member>
Result<void> set_flag(Request& request, std::string_view, const Texts& values) {
  request.*Member = is_true(first_of(values));
  return {};
}

template <auto Member, auto Parse>
Result<void> set_parsed(Request& request, std::string_view, const Texts& values) {
  return keep(Parse(first_of(values)), request.*Member);
}

template <auto Member, auto Parse>
Result<void> set_number(Request& request, std::string_view name, const Texts& values) {
  return keep(Parse(name, first_of(values)), request.*Member);
}

Result<void> set_syntax(Request& request, std::string_view, const Texts& values) {
  request.strict = true;
  return keep(parse_syntax(first_of(values)), request.syntax);
}

// ["country", "agency"], "country,agency" or "none".
Result<void> set_facets(Request& request, std::string_view, const Texts& values) {
  request.facets = values.size() == 1 ? parse_facets(values.front()) : values;
  return {};
}

// ["country", "crime"] or "country,crime".
Result<void> set_cross(Request& request, std::string_view, const Texts& values) {
  std::pair<std::string, std::string> pair;
  Result<void> done = keep(parse_cross(values.size() == 2 ? values[0] + ',' + values[1] : first_of(values)), pair);
  if (done) request.crosses = {std::move(pair)};
  return done;
}

Result<void> set_filter(Request& request, std::string_view facet, const Texts& values) {
  for (const std::string& value : values) choose(filter_on(request, facet), value);
  return {};
}

// Facets and dates other than that of publication are not here: they have the names of the schema.
struct Part {
  std::string_view name;
  SetPart set;
};
constexpr std::array parts{
    Part{"qid", set_text<&Request::qid>},
    Part{"id", set_text<&Request::qid>},
    Part{"query", set_text<&Request::query>},
    Part{"from", set_text<&Request::from>},
    Part{"to", set_text<&Request::to>},
    Part{"like", set_text<&Request::like>},
    Part{"path", set_text<&Request::path>},
    Part{"similar", set_text<&Request::similar>},
    Part{"match", set_parsed<&Request::match_any, parse_match>},
    Part{"syntax", set_syntax},
    Part{"sort", set_parsed<&Request::sort, parse_sort>},
    Part{"facet_sort", set_parsed<&Request::facet_sort, parse_facet_sort>},
    Part{"model", set_parsed<&Request::model, parse_model>},
    Part{"histogram", [](Request& request, std::string_view,
                         const Texts& values) { return set_histogram(first_of(values), request); }},
    Part{"recent", set_parsed<&Request::half_life, parse_half_life>},
    Part{"limit", set_number<&Request::limit, parse_limit>},
    Part{"offset", set_number<&Request::offset, parse_count>},
    Part{"facet_limit", set_number<&Request::facet_limit, parse_facet_limit>},
    Part{"min_count", set_number<&Request::min_count, parse_count>},
    Part{"terms", set_number<&Request::terms, parse_count>},
    Part{"expand", set_flag<&Request::expand>},
    Part{"group", set_flag<&Request::group>},
    Part{"drill_down", set_flag<&Request::drill_down>},
    Part{"exact_script", set_flag<&Request::exact_script>},
    Part{"explain", set_flag<&Request::explain>},
    Part{"evidence", set_flag<&Request::evidence>},
    Part{"share", set_flag<&Request::share>},
    Part{"facets", set_facets},
    Part{"cross", set_cross},
};
constexpr std::string_view filter_prefix = "filter.";

}  // namespace

std::string one_of(std::string_view name, const std::vector<std::string>& known) {
  const std::string near = text::nearest_name(name, known);
  return fmt::format("{}one of: {}", near.empty() ? "" : fmt::format("did you mean {}? ", near),
                     fmt::join(known, ", "));
}

Result<std::uint32_t> parse_limit(std::string_view name, std::string_view text) {
  if (text == "all") return no_limit;
  Result<std::uint32_t> count = parse_count(name, text);
  if (!count) count.error().hint += ", or all";
  return count;
}

Result<std::uint32_t> parse_facet_limit(std::string_view name, std::string_view text) {
  Result<std::uint32_t> limit = parse_limit(name, text);
  if (limit && *limit == 0) limit = no_limit;
  return limit;
}

Result<Sort> parse_sort(std::string_view name) { return look_up(sorts, "order (sort)", name); }
Result<FacetSort> parse_facet_sort(std::string_view name) {
  return look_up(facet_sorts, "order of facet values", name);
}
Result<match::Model> parse_model(std::string_view name) { return look_up(models, "ranking model", name); }
Result<match::Unit> parse_unit(std::string_view name) { return look_up(units, "histogram unit", name); }
Result<query::Syntax> parse_syntax(std::string_view name) { return look_up(syntaxes, "syntax", name); }
Result<BatchFormat> parse_batch_format(std::string_view name) {
  return look_up(batch_formats, "format of a batch", name);
}
Result<bool> parse_match(std::string_view name) { return look_up(matches, "way to match", name); }

Result<void> set_histogram(std::string_view text, Request& request) {
  const std::size_t colon = text.find(':');
  const std::string_view name =
      colon == std::string_view::npos ? schema::find_date(schema::slot_published)->name : text.substr(0, colon);
  const std::vector<std::string> dates = date_names();
  if (std::find(dates.begin(), dates.end(), name) == dates.end())
    return fail(ErrorCode::bad_usage, fmt::format("'{}' is not a date of an article", name), one_of(name, dates));
  request.histogram_slot = schema::find_field(name)->slot;
  return keep(parse_unit(colon == std::string_view::npos ? text : text.substr(colon + 1)), request.histogram);
}

std::string_view name_of(Sort sort) {
  for (const auto& row : sorts)
    if (row.value == sort) return row.name;
  return {};
}

schema::Slot slot_of(Sort sort) {
  const schema::Field* field = schema::find_field(name_of(sort));
  return field ? field->slot : schema::slot_published;
}

std::string_view name_of(match::Unit unit) {
  for (const auto& row : units)
    if (row.value == unit) return row.name;
  return {};
}

Result<double> parse_half_life(std::string_view text) {
  double scale = 1;
  std::string_view digits = text;
  if (!text.empty()) {
    const char unit = text.back();
    if (unit == 'd' || unit == 'w' || unit == 'm' || unit == 'y') {
      scale = unit == 'w' ? 7 : unit == 'm' ? 30.44 : unit == 'y' ? 365.25 : 1;
      digits.remove_suffix(1);
    }
  }
  double value = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || stop != digits.data() + digits.size() || !(value > 0) || value > 1e6)
    return fail(ErrorCode::bad_usage, fmt::format("'{}' is no half-life", text), "write a time such as 30d, 6m or 1y");
  return value * scale;
}

Result<std::pair<std::string, std::string>> parse_cross(std::string_view text) {
  const std::vector<std::string> names = split_values(text);
  if (names.size() != 2)
    return fail(ErrorCode::bad_usage, fmt::format("'{}' is no pair of facets", text),
                "write country,crime or month,crime");
  return std::pair{names[0], names[1]};
}

void add_filter(Request& request, std::string_view facet, std::string_view values) {
  filter_on(request, facet).lists.emplace_back(values);
}

FilterRequest parted(const FilterRequest& filter, const std::function<bool(const std::string&)>& is_value) {
  FilterRequest out = filter;
  out.lists.clear();
  for (const std::string& list : filter.lists) {
    const std::string whole = list.starts_with('!') ? list.substr(1) : list;
    if (whole.find(',') != std::string::npos && is_value(whole)) choose(out, list);
    else
      for (std::string& value : split_values(list)) choose(out, std::move(value));
  }
  return out;
}

std::vector<std::string> parse_names(std::string_view text) {
  std::vector<std::string> names;
  for (std::string& name : split_values(text))
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  return names;
}

std::vector<std::string> parse_facets(std::string_view text) {
  return text == "none" ? std::vector<std::string>() : parse_names(text);
}

Result<void> set_part(Request& request, std::string_view name, const std::vector<std::string>& values) {
  const auto part = std::find_if(parts.begin(), parts.end(), [&](const Part& row) { return row.name == name; });
  if (part != parts.end()) return part->set(request, name, values);
  if (std::string* bound = date_bound(request, name)) {
    *bound = first_of(values);
    return {};
  }
  const schema::Field* field = schema::find_field(name);
  if (field && field->kind == schema::FieldKind::facet) return set_filter(request, name, values);
  if (name.starts_with(filter_prefix)) return set_filter(request, name.substr(filter_prefix.size()), values);
  request.notes.push_back(fmt::format("the request's field '{}' is not known: left out", name));
  return {};
}

}  // namespace blotter::search
