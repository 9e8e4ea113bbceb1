// What tagging costs beside the whole analysis of the same articles (tokens, language, terms, record).  BLOTTER_JSONL
// names a file of articles (default: one of the sample corpus).
#include "common/text/tokeniser.hpp"
#include "indexer/document/document_builder.hpp"
#include "indexer/facets/tagger.hpp"
#include "indexer/reader/bytes.hpp"
#include "indexer/reader/reader.hpp"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

using namespace blotter;

struct KeepingSink final : reader::ArticleSink {
  std::vector<Article> articles;
  void accept(Article&& article) override { articles.push_back(std::move(article)); }
  void reject(std::string, Error) override {}
};

const std::vector<Article>& articles() {
  static const std::vector<Article> all = [] {
    const char* named = std::getenv("BLOTTER_JSONL");
    std::ifstream in(named != nullptr ? named : BLOTTER_CORPUS "/jsonl/steppe-courier.jsonl", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    KeepingSink sink;
    const reader::Limits limits;
    reader::MemoryStream stream(text);
    (void)reader::find_format("jsonl")->read(stream, {"bench", 0, &limits, {}, {}}, sink);
    for (Article& article : sink.articles) {
      article.facets.clear();
      if (article.language.empty()) article.language = "en";
    }
    return std::move(sink.articles);
  }();
  return all;
}

const facets::Tagger& tagger() {
  static const auto made = facets::Tagger::create();
  return *made;
}

void tagging(benchmark::State& state) {
  struct Streams {
    text::TokenStream title, body;
  };
  std::vector<Streams> streams(articles().size());
  text::Tokeniser tokeniser;
  for (std::size_t i = 0; i < streams.size(); ++i) {
    tokeniser.tokenise(articles()[i].title, streams[i].title);
    tokeniser.tokenise(articles()[i].body, streams[i].body);
  }
  facets::TaggerScratch scratch;
  Article article;
  for (auto _ : state)
    for (std::size_t i = 0; i < streams.size(); ++i) {
      article.language = articles()[i].language;
      article.facets.clear();
      tagger().tag(streams[i].title, streams[i].body, article, scratch);
      benchmark::DoNotOptimize(article.facets.data());
    }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(streams.size()));
}
BENCHMARK(tagging)->Unit(benchmark::kMillisecond);

// Tagging included.
void whole_analysis(benchmark::State& state) {
  text::Interner vocabulary;
  DocumentBuilder builder(tagger(), {}, vocabulary);
  IndexDocument document;
  for (auto _ : state)
    for (const Article& one : articles()) {
      Article article = one;
      builder.build(article, 1, {}, document);
      benchmark::DoNotOptimize(document.terms.data());
    }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(articles().size()));
}
BENCHMARK(whole_analysis)->Unit(benchmark::kMillisecond);

}  // namespace
