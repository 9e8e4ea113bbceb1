// What reading costs, beside what the parser below it costs on the same bytes.  BLOTTER_PAGES names a folder of HTML
// pages (default: the sample corpus) and BLOTTER_JSONL a file of articles.
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/reader.hpp"

#include <benchmark/benchmark.h>
#include <libxml/HTMLparser.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace blotter;
namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string setting(const char* name, const std::string& otherwise) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : otherwise;
}

const std::vector<std::string>& pages() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(setting("BLOTTER_PAGES", BLOTTER_CORPUS "/html")))
      if (entry.is_regular_file()) found.push_back(bytes_of(entry.path()));
    return found;
  }();
  return all;
}

std::int64_t total(const std::vector<std::string>& texts) {
  std::int64_t bytes = 0;
  for (const std::string& text : texts) bytes += static_cast<std::int64_t>(text.size());
  return bytes;
}

struct CountingSink final : reader::ArticleSink {
  std::size_t bytes = 0;
  void accept(Article&& article) override { bytes += article.body.size(); }
  void reject(std::string, Error) override {}
};

void libxml2_parse(benchmark::State& state) {
  constexpr int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
  for (auto _ : state)
    for (const std::string& page : pages())
      xmlFreeDoc(htmlReadMemory(page.data(), static_cast<int>(page.size()), nullptr, "UTF-8", options));
  state.SetBytesProcessed(state.iterations() * total(pages()));
}
BENCHMARK(libxml2_parse)->Unit(benchmark::kMillisecond);

void read_with(benchmark::State& state, const char* format, const std::vector<std::string>& texts) {
  const reader::Format* reader = reader::find_format(format);
  const reader::Limits limits;
  for (auto _ : state) {
    CountingSink sink;
    for (const std::string& text : texts) {
      reader::MemoryStream stream(text);
      (void)reader->read(stream, {"bench", 0, &limits, {}, {}}, sink);
    }
    benchmark::DoNotOptimize(sink.bytes);
  }
  state.SetBytesProcessed(state.iterations() * total(texts));
}

void html_to_article(benchmark::State& state) { read_with(state, "html", pages()); }
BENCHMARK(html_to_article)->Unit(benchmark::kMillisecond);

void json_lines(benchmark::State& state) {
  static const std::vector<std::string> file = {
      bytes_of(setting("BLOTTER_JSONL", BLOTTER_CORPUS "/jsonl/steppe-courier.jsonl"))};
  read_with(state, "jsonl", file);
}
BENCHMARK(json_lines)->Unit(benchmark::kMillisecond);

}  // namespace
