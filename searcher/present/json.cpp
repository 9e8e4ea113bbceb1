#include "searcher/present/json.hpp"

#include "common/article_json.hpp"

#include <fmt/format.h>

#include <string_view>

namespace blotter::present {
namespace {

using search::Answer;

void key(std::string_view name, std::string& out) {
  if (!out.empty() && out.back() != '{' && out.back() != '[') out += ',';
  append_json_string(name, out);
  out += ':';
}

void text(std::string_view name, std::string_view value, std::string& out) {
  key(name, out);
  append_json_string(value, out);
}

void text_or_null(std::string_view name, std::string_view value, std::string& out) {
  if (!value.empty()) return text(name, value, out);
  key(name, out);
  out += "null";
}

void list(std::string_view name, const std::vector<std::string>& values, std::string& out) {
  key(name, out);
  out += '[';
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i) out += ',';
    append_json_string(values[i], out);
  }
  out += ']';
}

template <class Item, class Write>
void array(std::string_view name, const std::vector<Item>& items, std::string& out, Write write) {
  key(name, out);
  out += '[';
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i) out += ',';
    write(items[i]);
  }
  out += ']';
}

void escape_html(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else out += c;
  }
}

// The members of a hit.
void write_hit(const search::Hit& hit, bool snippets, std::string& out) {
  out += fmt::format("\"rank\":{},\"score\":{:.6g}", hit.rank, hit.score);
  text("id", hit.id, out);
  text("title", hit.article.title, out);
  text("url", hit.article.url, out);
  text("published", hit.article.published, out);
  if (!hit.article.collected.empty()) text("collected", hit.article.collected, out);
  if (!hit.article.indexed.empty()) text("indexed", hit.article.indexed, out);
  text("language", hit.article.language, out);
  text("source", hit.article.source, out);
  list("authors", hit.article.authors, out);
  if (snippets) text("snippet", marked_html(hit.snippet), out);
  for (const char* facet : {"country", "focus", "agency", "crime", "charge"})
    list(facet, values_of(hit.article, facet), out);
  for (const Facet& facet : hit.article.facets)
    if (facet.name != "country" && facet.name != "agency" && facet.name != "crime")
      list(facet.name, values_of(hit.article, facet.name), out);
  if (hit.evidence) {
    key("facets", out);
    append_facets(hit.article, out);
  }
  text_or_null("group", hit.group, out);
  out += fmt::format(",\"similar\":{}", hit.similar);
  if (hit.collapse_count) out += fmt::format(",\"twins\":{}", hit.collapse_count);
  if (!hit.weights.empty())
    array("weights", hit.weights, out, [&](const search::TermWeight& one) {
      out += '{';
      text("term", one.term, out);
      out += fmt::format(",\"weight\":{:.6g}}}", one.weight);
    });
}

void write_facet(const search::FacetAnswer& facet, bool exact, std::string& out) {
  key(facet.name, out);
  out += fmt::format("{{\"exact\":{},\"distinct\":{}", exact, facet.distinct);
  array("values", facet.values, out, [&](const search::FacetCount& one) {
    out += '{';
    text("value", one.value, out);
    text("label", one.label, out);
    if (!one.parent.empty()) text("parent", one.parent, out);
    out += fmt::format(",\"count\":{},\"selected\":{}", one.count, one.selected);
    if (one.excluded) out += ",\"excluded\":true";
    out += '}';
  });
  out += '}';
}

std::string share_or_null(std::uint32_t count, std::uint32_t all) {
  return all == 0 ? "null" : fmt::format("{:.6g}", static_cast<double>(count) / all);
}

void write_cross(const search::Cross& cross, std::string& out) {
  out += '{';
  text("rows", cross.rows, out);
  text("columns", cross.columns, out);
  out += fmt::format(",\"exact\":true,\"distinct_rows\":{},\"distinct_columns\":{}", cross.distinct_rows,
                     cross.distinct_columns);
  list("row_values", cross.row_values, out);
  list("column_values", cross.column_values, out);
  array("counts", cross.counts, out,
        [&](const std::vector<std::uint32_t>& row) { out += fmt::format("[{}]", fmt::join(row, ",")); });
  if (!cross.row_totals.empty()) {
    out += fmt::format(",\"row_totals\":[{}]", fmt::join(cross.row_totals, ","));
    std::size_t row = 0;
    array("shares", cross.counts, out, [&](const std::vector<std::uint32_t>& counts) {
      out += '[';
      for (std::size_t i = 0; i < counts.size(); ++i)
        out += (i ? "," : "") + share_or_null(counts[i], cross.row_totals[row]);
      out += ']';
      ++row;
    });
  }
  out += '}';
}

void write_words(const std::vector<search::CharacteristicWord>& words, std::string& out) {
  array("terms", words, out, [&](const search::CharacteristicWord& one) {
    out += '{';
    text("word", one.word, out);
    out += fmt::format(",\"count\":{},\"all\":{},\"weight\":{:.6g}}}", one.count, one.all, one.weight);
  });
}

std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::bad_usage: return "usage";
    case ErrorCode::bad_query: return "query";
    case ErrorCode::bad_input: return "input";
    case ErrorCode::limit: return "limit";
    case ErrorCode::io: return "io";
    case ErrorCode::index: return "index";
  }
  return "";
}

void write_error(const std::optional<Error>& error, std::string& out) {
  key("error", out);
  if (!error) {
    out += "null";
    return;
  }
  out += '{';
  text("code", name_of(error->code), out);
  text("message", error->message, out);
  text_or_null("hint", error->hint, out);
  out += '}';
}

}  // namespace

std::string marked_html(const search::Snippet& snippet) {
  std::string out = snippet.cut_before ? "\u2026 " : "";
  std::size_t at = 0;
  const std::string_view text = snippet.text;
  for (const auto& [start, end] : snippet.marks) {
    escape_html(text.substr(at, start - at), out);
    out += "<b>";
    escape_html(text.substr(start, end - start), out);
    out += "</b>";
    at = end;
  }
  escape_html(text.substr(at), out);
  return out + (snippet.cut_after ? " \u2026" : "");
}

void Hits::answer(const Answer& answer, std::string& out) const {
  for (const search::Hit& hit : answer.hits) {
    std::string line = "{";
    text("schema", "blotter.hit/1", line);
    text_or_null("qid", answer.qid, line);
    text("query", answer.query, line);
    line += ',';
    write_hit(hit, style_.snippets, line);
    out += line + "}\n";
  }
}

void Json::answer(const Answer& answer, std::string& out) const {
  std::string line = "{";
  text("schema", "blotter.result/1", line);
  text_or_null("qid", answer.qid, line);
  text("query", answer.query, line);
  line += fmt::format(",\"total\":{},\"total_exact\":{}", answer.total, answer.partial.empty());
  if (answer.total_stories) line += fmt::format(",\"total_stories\":{}", *answer.total_stories);
  line += fmt::format(",\"took_ms\":{:.3f}", answer.took_ms);
  if (!answer.partial.empty()) list("partial", answer.partial, line);
  array("hits", answer.hits, line, [&](const search::Hit& hit) {
    line += '{';
    write_hit(hit, style_.snippets, line);
    line += '}';
  });
  key("facets", line);
  line += '{';
  for (const search::FacetAnswer& facet : answer.facets) write_facet(facet, answer.partial.empty(), line);
  line += '}';
  if (!answer.histogram.empty()) {
    key("histogram", line);
    line += '{';
    text("unit", answer.histogram_unit, line);
    text("date", answer.histogram_date, line);
    line += ",\"exact\":true";
    array("periods", answer.histogram, line, [&](const search::Period& period) {
      line += '{';
      text_or_null("from", period.start, line);
      text_or_null("to", period.end, line);
      line += fmt::format(",\"count\":{}", period.count);
      if (answer.shares)
        line += fmt::format(",\"all\":{},\"share\":{}", period.all, share_or_null(period.count, period.all));
      line += '}';
    });
    line += '}';
  }
  if (!answer.crosses.empty())
    array("crosses", answer.crosses, line, [&](const search::Cross& cross) { write_cross(cross, line); });
  if (!answer.words.empty()) write_words(answer.words, line);
  text_or_null("suggestion", answer.suggestion, line);
  list("notes", answer.notes, line);
  if (!answer.reasons.empty()) list("reasons", answer.reasons, line);
  if (answer.explanation) {
    key("explanation", line);
    line += '{';
    text("tree", answer.explanation->tree, line);
    text("plan", answer.explanation->plan, line);
    text("xapian", answer.explanation->xapian, line);
    line += '}';
  }
  write_error(answer.error, line);
  out += line + "}\n";
}

}  // namespace blotter::present
