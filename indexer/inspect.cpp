#include "indexer/inspect.hpp"

#include "common/article_json.hpp"
#include "common/cli/exit_status.hpp"
#include "common/cli/output.hpp"
#include "common/cli/terminal.hpp"
#include "indexer/reader/extract/extractor.hpp"
#include "indexer/write/child_process.hpp"
#include "indexer/write/maintenance.hpp"
#include "indexer/write/verify.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace blotter {
namespace {

constexpr unsigned info_seconds = 600;

// What --info prints.
Result<std::string> info_text(const IndexOptions& options) {
  const Result<IndexInfo> info = index_info(options.database);
  if (!info) return tl::unexpected<Error>(info.error());
  const Result<reader::Extracted> confined = reader::extract(reader::ExtractKind::status, {}, {});
  const std::string extract = confined ? confined->text : "not there";
  std::string languages;
  for (const auto& [code, count] : info->languages) {
    if (!options.json) {
      languages += fmt::format(" {} {}", cli::printable(code), count);
      continue;
    }
    if (!languages.empty()) languages += ',';
    append_json_string(code, languages);
    languages += fmt::format(":{}", count);
  }
  if (options.json)
    return fmt::format(
        "{{\"articles\":{},\"terms\":{},\"average_length\":{:.1f},\"bytes\":{},\"reclaimable\":{},\"forgotten\":{},"
        "\"index_format\":\"{}"
        "\","
        "\"first\":\"{}\",\"last\":\"{}\",\"extract\":\"{}\","
        "\"languages\":{{{}}}}}\n",
        info->articles, info->terms, info->average_length, info->bytes, info->reclaimable, info->forgotten,
        info->schema, info->first_date, info->last_date, extract, languages);
  std::string text = fmt::format(
      "articles      {}\nterms         {}\nlength        {:.1f} words on average\nsize          {:.1f} MB\n",
      info->articles, info->terms, info->average_length, static_cast<double>(info->bytes) / 1e6);
  text += fmt::format("index format  {}\ndates         {} to {}\nlanguages    {}\n", info->schema,
                      info->first_date.empty() ? "none" : info->first_date,
                      info->last_date.empty() ? "none" : info->last_date, languages);
  text += fmt::format("extract       {}\n", extract);
  if (info->reclaimable > 0)
    text += fmt::format("reclaimable   {:.1f} MB, about, by --compact\n", static_cast<double>(info->reclaimable) / 1e6);
  if (info->forgotten > 0) text += fmt::format("forgotten     {}\n", info->forgotten);
  for (const std::string& facet : info->watch_facets) text += fmt::format("watch list    {}\n", cli::printable(facet));
  return text;
}

}  // namespace

int print_info(const IndexOptions& options) {
  // The tables of an index without checksums may crash Xapian.
  const Result<std::string> text = run_in_child("reading the index", info_seconds, [&] { return info_text(options); });
  if (!text) return cli::report_error(program_name, text.error());
  (void)cli::write_out(*text);
  return cli::exit_ok;
}

int verify(const IndexOptions& options) {
  const Result<Verification> found = verify_index(options.database);
  if (!found) return cli::report_error(program_name, found.error());
  for (const std::string& fault : found->faults) cli::write_stderr(cli::printable(fault) + '\n');
  if (!found->faults.empty())
    return cli::report_error(program_name,
                             {ErrorCode::index, fmt::format("the index '{}' is damaged", options.database),
                              "index the articles again into a new folder"});
  cli::write_stderr(fmt::format(
      "{}: no fault found{}\n", program_name,
      found->without_tables ? "; Xapian's own check of the tables was left out, which needs to write there" : ""));
  return cli::exit_ok;
}

}  // namespace blotter
