#include "searcher/batch/batch_input.hpp"

#include "common/text/utf8.hpp"
#include "searcher/request/request_fields.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace blotter::search {
namespace {

constexpr std::size_t max_line = 1u << 20;  // bytes

std::string to_lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

// The value as texts: a list, or one.  Nothing for an object.
std::optional<std::vector<std::string>> texts_of(simdjson::dom::element value) {
  std::vector<std::string> texts;
  if (simdjson::dom::array list; value.get(list) == simdjson::SUCCESS) {
    for (const simdjson::dom::element item : list) {
      const auto one = texts_of(item);
      if (!one) return std::nullopt;
      texts.insert(texts.end(), one->begin(), one->end());
    }
    return texts;
  }
  if (value.is_object()) return std::nullopt;
  if (std::string_view text; value.get(text) == simdjson::SUCCESS) texts.emplace_back(text);
  else if (!value.is_null()) texts.push_back(simdjson::minify(value));
  return texts;
}

std::string after_tag(std::string_view line, std::string_view tag) {
  std::string_view rest = trimmed(line.substr(tag.size()));
  if (const std::size_t end = rest.find("</"); end != std::string_view::npos) rest = trimmed(rest.substr(0, end));
  for (const std::string_view label : {"Number:", "Topic:"})
    if (rest.starts_with(label)) rest = trimmed(rest.substr(label.size()));
  return std::string(rest);
}

// A cell as it was before a spreadsheet wrote it: "a, b" and """a"" b" lose their quotes; "a b" is a phrase.
std::string unquoted(std::string_view cell) {
  const std::string_view inner = trimmed(cell);
  if (inner.size() < 2 || inner.front() != '"' || inner.back() != '"') return std::string(cell);
  std::string out;
  bool needed = false;
  for (std::size_t i = 1; i + 1 < inner.size(); ++i) {
    if (inner[i] == '"' && (i + 2 >= inner.size() || inner[++i] != '"')) return std::string(cell);
    needed = needed || inner[i] == '"' || inner[i] == ',' || inner[i] == ';' || inner[i] == '\t';
    out += inner[i];
  }
  return needed ? out : std::string(cell);
}

// The names of the columns, as a spreadsheet has them.
bool is_header(std::string_view line) {
  const std::string lower = to_lower_ascii(line);
  return lower == "qid\tquery" || lower == "id\tquery" || lower == "query_id\tquery";
}

}  // namespace

struct BatchReader::Json {
  simdjson::dom::parser parser;
};

BatchFormat batch_format(std::string_view path, std::string_view first_line) {
  const std::string_view line = trimmed(first_line);
  const std::string name = to_lower_ascii(path);
  const std::string_view inside = line.starts_with('{') ? trimmed(line.substr(1)) : "-";
  const bool object = inside.empty() || inside.front() == '"' || inside.front() == '}';
  if (object || name.ends_with(".jsonl") || name.ends_with(".ndjson")) return BatchFormat::jsonl;
  if (name.ends_with(".tsv")) return BatchFormat::tsv;
  if (line.starts_with("<top>")) return BatchFormat::topics;
  // One word, a tab and a query.
  const std::size_t tab = first_line.find('\t');
  const std::string_view id = trimmed(first_line.substr(0, tab));
  const bool row = tab != std::string_view::npos && !id.empty() && id.find(' ') == std::string_view::npos;
  return row && !trimmed(first_line.substr(tab)).empty() ? BatchFormat::tsv : BatchFormat::lines;
}

BatchReader::BatchReader(std::istream& input, std::string path, const Request& base, std::optional<BatchFormat> format)
    : input_(input), path_(std::move(path)), base_(base), format_(format), json_(std::make_unique<Json>()) {}
BatchReader::~BatchReader() = default;

std::optional<std::string> BatchReader::line() {
  if (ahead_) return std::exchange(ahead_, std::nullopt);
  std::optional<std::string> text = input_.next();
  number_ += text.has_value();
  return text;
}

std::optional<BatchItem> BatchReader::next() {
  std::optional<BatchItem> one = item();
  if (one) note_repetition(*one);
  return one;
}

// Runs and tables distinguish queries by their identifiers.
void BatchReader::note_repetition(BatchItem& item) {
  const auto [at, first] = lines_.try_emplace(item.request.qid, number_);
  if (!first)
    item.request.notes.push_back(
        fmt::format("the identifier '{}' is also that of line {}", item.request.qid, at->second));
}

std::optional<BatchItem> BatchReader::item() {
  while (std::optional<std::string> text = line()) {
    if (trimmed(*text).empty()) continue;
    const bool first = std::exchange(first_, false);
    if (!format_) {
      format_ = batch_format(path_, *text);
      detected_tsv_ = *format_ == BatchFormat::tsv && !to_lower_ascii(path_).ends_with(".tsv");
    }
    if (first && *format_ == BatchFormat::tsv && is_header(*text)) continue;
    if (*format_ == BatchFormat::topics) {
      ahead_ = std::move(text);
      return topic();
    }
    if (text->size() > max_line) {
      BatchItem item{base_, Error{ErrorCode::limit, fmt::format("line {} is longer than 1 MiB", number_), ""}};
      item.request.qid = std::to_string(number_);
      return item;
    }
    if (*format_ == BatchFormat::tsv) return tsv(std::move(*text));
    return *format_ == BatchFormat::jsonl ? json(*text) : plain(std::move(*text));
  }
  return std::nullopt;
}

BatchItem BatchReader::plain(std::string text) const {
  BatchItem item{base_, std::nullopt};
  item.request.qid = std::to_string(number_);
  if (!text::is_utf8(text)) {
    text = text::repair_utf8(text);
    item.request.notes.push_back(fmt::format("line {} is not valid UTF-8: the wrong bytes were replaced", number_));
  }
  item.request.query = std::move(text);
  return item;
}

BatchItem BatchReader::tsv(std::string text) const {
  const std::size_t tab = text.find('\t');
  if (tab == std::string::npos) {
    BatchItem item = plain(std::move(text));
    item.error = Error{ErrorCode::bad_query, fmt::format("line {} has no tab between identifier and query", number_),
                       "write: ID<tab>QUERY"};
    return item;
  }
  const std::string cell = unquoted(std::string_view(text).substr(tab + 1));
  BatchItem item = plain(cell);
  if (cell.size() + 2 == text.size() - tab - 1)
    item.request.notes.push_back(fmt::format(
        "line {}: the quotation marks around the cell are a spreadsheet's; double them for a phrase", number_));
  std::replace(item.request.query.begin(), item.request.query.end(), '\t', ' ');
  item.request.qid = text::repair_utf8(trimmed(std::string_view(text).substr(0, tab)));
  return item;
}

BatchItem BatchReader::json(std::string_view text) {
  BatchItem item{base_, std::nullopt};
  item.request.qid = std::to_string(number_);
  item.request.syntax = query::Syntax::full;
  const auto wrong = [&](std::string_view why) {
    item.error = Error{ErrorCode::bad_query, fmt::format("line {} is no request: {}", number_, why),
                       R"(write {"qid":"1","query":"organ","country":["UZ"]})"};
    return item;
  };
  simdjson::dom::element root;
  if (const auto error = json_->parser.parse(text.data(), text.size()).get(root))
    return wrong(simdjson::error_message(error));
  simdjson::dom::object object;
  if (root.get(object) != simdjson::SUCCESS) return wrong("not an object");
  // A filter in the request replaces the command line's on the same facet.
  for (const auto& [name, value] : object)
    std::erase_if(item.request.filters, [&, key = name](const FilterRequest& filter) { return filter.facet == key; });
  for (const auto& [name, value] : object) {
    if (simdjson::dom::object filters; name == "filters" && value.get(filters) == simdjson::SUCCESS) {
      for (const auto& [facet, chosen] : filters) {
        const auto texts = texts_of(chosen);
        if (!texts) return wrong(fmt::format("the filter '{}' is no text or list", facet));
        if (const Result<void> done = set_part(item.request, "filter." + std::string(facet), *texts); !done)
          return wrong(done.error().message);
      }
      continue;
    }
    const auto texts = texts_of(value);
    if (!texts) return wrong(fmt::format("'{}' is an object", name));
    if (const Result<void> done = set_part(item.request, name, *texts); !done) {
      item.error = done.error();
      item.error->message = fmt::format("line {}: {}", number_, item.error->message);
      return item;
    }
  }
  return item;
}

// <top> <num> Number: 301 <title> … <desc> … </top>: number and title are taken, the title to the next tag.
std::optional<BatchItem> BatchReader::topic() {
  BatchItem item{base_, std::nullopt};
  bool inside = false;
  bool in_title = false;
  std::size_t bytes = 0;
  while (std::optional<std::string> text = line()) {
    const std::string_view part = trimmed(*text);
    if (part.starts_with("<top>")) {
      inside = true;
      item.request.qid = std::to_string(number_);
      continue;
    }
    if (part.starts_with("</top>")) {
      if (!text::is_utf8(item.request.query)) item.request.query = text::repair_utf8(item.request.query);
      if (trimmed(item.request.query).empty())
        item.error =
            Error{ErrorCode::bad_query, fmt::format("the topic that ends at line {} has no title", number_), ""};
      return item;
    }
    if (!inside || (bytes += text->size()) > max_line) continue;
    if (part.starts_with("<num>")) item.request.qid = after_tag(part, "<num>");
    if (part.starts_with("<title>")) item.request.query = after_tag(part, "<title>");
    else if (in_title && !part.starts_with('<') && !part.empty())
      item.request.query += (item.request.query.empty() ? "" : " ") + std::string(part);
    in_title = part.starts_with("<title>") || (in_title && !part.starts_with('<'));
  }
  if (!inside) return std::nullopt;
  item.error = Error{ErrorCode::bad_query, "the last topic has no </top>", ""};
  return item;
}

}  // namespace blotter::search
