#include "searcher/desk/write_hits.hpp"

#include "searcher/desk/export.hpp"
#include "searcher/desk/report.hpp"
#include "searcher/present/presenter.hpp"
#include "searcher/state/state_folder.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

namespace blotter::search {
namespace {

std::optional<OutputFormat> rows_of(std::string_view ending) {
  if (ending == ".csv") return OutputFormat::csv;
  if (ending == ".tsv") return OutputFormat::tsv;
  if (ending == ".jsonl") return OutputFormat::hits;
  return std::nullopt;
}

Result<std::uint32_t> write(const std::string& path, const std::string& text, const Answer& answer) {
  return replace_file(path, text).map([&] { return static_cast<std::uint32_t>(answer.hits.size()); });
}

Result<std::uint32_t> write_rows(Searcher& searcher, Request request, const std::string& path, OutputFormat format) {
  request.limit = no_limit;
  request.facets.clear();
  request.histogram = match::Unit::none;
  request.snippets = format == OutputFormat::hits;
  const Answer answer = searcher.run(request);
  if (answer.error) return tl::unexpected<Error>(*answer.error);
  std::string text;
  const auto presenter = present::make_presenter(format, {});
  presenter->begin(text);
  presenter->answer(answer, text);
  return write(path, text, answer);
}

Result<std::uint32_t> write_articles(Searcher& searcher, const Request& request, const std::string& path) {
  const Answer answer = find_ids(searcher, request, false);
  if (answer.error) return tl::unexpected<Error>(*answer.error);
  std::string text;
  const auto writer = make_article_writer("md");
  const Result<void> done = export_articles(searcher, answer, *writer, [&](std::string_view piece) {
    text += piece;
    return true;
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return write(path, text, answer);
}

}  // namespace

Result<std::uint32_t> write_hits(Searcher& searcher, const Request& request, const std::string& path) {
  const std::string ending = std::filesystem::path(path).extension().string();
  std::error_code error;
  if (std::filesystem::exists(path, error))
    return fail(ErrorCode::bad_usage, fmt::format("'{}' is there already", path), "give another name");
  if (const auto format = rows_of(ending)) return write_rows(searcher, request, path, *format);
  if (ending == ".md") return write_articles(searcher, request, path);
  if (ending != ".html")
    return fail(ErrorCode::bad_usage, fmt::format("'{}' does not end in .csv, .tsv, .jsonl, .md or .html", path),
                "the ending says the form");
  const Request asked = report_request(request, false, searcher.index().is_remote());
  const Report report = run_report(searcher, asked);
  if (report.answer.error) return tl::unexpected<Error>(*report.answer.error);
  return write(path, report_page(asked, report), report.answer);
}

}  // namespace blotter::search
