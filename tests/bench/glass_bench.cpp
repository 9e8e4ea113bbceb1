// How fast the parts of the glass writer are, and the whole of it.
#include "common/store/glass/api_writer.hpp"
#include "common/store/glass/position_codec.hpp"
#include "common/store/glass/table_builder.hpp"
#include "common/store/glass/termlist_codec.hpp"
#include "common/store/glass/writer.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace blotter::glass {
namespace {

constexpr std::uint32_t vocabulary = 60000;
constexpr std::size_t words_a_document = 380;
constexpr double bytes_a_word = 6.3;  // of English news, with what stands between words

std::string word(std::uint32_t rank) {
  std::string out;
  for (std::uint32_t number = rank * 2654435761U % 4000000U + 30; number > 0; number /= 23)
    out += static_cast<char>('a' + number % 23);
  return out;
}

// Words of a document by a log-uniform law, which is near Zipf's; with their positions.
class Story {
 public:
  explicit Story(std::uint64_t seed) : random_(seed) {}

  // Terms of a document, each once: its rank, and where it stands.
  const std::vector<std::pair<std::uint32_t, std::vector<std::uint32_t>>>& next() {
    std::uniform_real_distribution<double> exponent(0.0, std::log(static_cast<double>(vocabulary)));
    std::vector<std::pair<std::uint32_t, std::uint32_t>> words(words_a_document);
    for (std::uint32_t i = 0; i < words.size(); ++i)
      words[i] = {static_cast<std::uint32_t>(std::exp(exponent(random_))) - 1, i + 1};
    std::sort(words.begin(), words.end());
    terms_.clear();
    for (const auto& [rank, position] : words) {
      if (terms_.empty() || terms_.back().first != rank) terms_.push_back({rank, {}});
      terms_.back().second.push_back(position);
    }
    return terms_;
  }

 private:
  std::mt19937_64 random_;
  std::vector<std::pair<std::uint32_t, std::vector<std::uint32_t>>> terms_;
};

// Fills runs with exact forms that have positions, and stems that have none, as the indexer does.
std::vector<Run> make_runs(std::size_t runs, std::size_t documents) {
  std::vector<Run> out(runs);
  Story story(1);
  const std::string text(2300, 'x');
  std::uint32_t docid = 0;
  for (Run& run : out) {
    std::vector<std::uint32_t> exact(vocabulary);
    std::vector<std::uint32_t> stem(vocabulary);
    for (std::uint32_t i = 0; i < vocabulary; ++i) {
      exact[i] = run.intern("XB" + word(i));
      stem[i] = run.intern("ZXB" + word(i));
    }
    for (std::size_t i = 0; i < documents / runs; ++i) {
      run.begin_document(++docid);
      for (const auto& [rank, positions] : story.next()) {
        run.add_posting(exact[rank], static_cast<std::uint32_t>(positions.size()), positions);
        run.add_posting(stem[rank], static_cast<std::uint32_t>(positions.size()));
      }
      run.set_value(0, "20250102");
      run.set_data(text);
      run.end_document();
    }
  }
  return out;
}

void set_text_rate(benchmark::State& state, std::size_t documents) {
  const double bytes = static_cast<double>(documents * words_a_document) * bytes_a_word;
  state.counters["text"] = benchmark::Counter(bytes * static_cast<double>(state.iterations()),
                                              benchmark::Counter::kIsRate, benchmark::Counter::kIs1000);
}

void encode_position_lists(benchmark::State& state) {
  std::vector<std::uint32_t> positions(static_cast<std::size_t>(state.range(0)));
  std::mt19937 random(1);
  std::uint32_t position = 0;
  for (std::uint32_t& p : positions) p = position += 1 + static_cast<std::uint32_t>(random() % 60);
  std::vector<char> out(encoded_positions_bound(positions.size()));
  for (auto _ : state) benchmark::DoNotOptimize(encode_positions(out.data(), positions));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(encode_position_lists)->Arg(2)->Arg(8)->Arg(100)->Arg(10000);

void encode_termlists(benchmark::State& state) {
  text::Interner terms_of_all;
  for (std::uint32_t i = 0; i < vocabulary; ++i) terms_of_all.intern("XB" + word(i));
  SortedTerms names;
  names.assign(terms_of_all);
  Story story(2);
  std::vector<std::vector<DocumentTerm>> documents(500);
  for (auto& document : documents) {
    for (const auto& [rank, positions] : story.next())
      document.push_back({rank % names.size(), static_cast<std::uint32_t>(positions.size())});
  }
  ByteBuffer out;
  std::vector<DocumentTerm> terms;
  std::vector<DocumentTerm> scratch;
  std::size_t next = 0;
  for (auto _ : state) {
    terms = documents[next++ % documents.size()];
    sort_terms(terms, scratch, names.size());
    encode_termlist(out, words_a_document, terms, names);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(encode_termlists);

void build_table(benchmark::State& state) {
  const std::string path = (std::filesystem::temp_directory_path() / "blotter-bench.glass").string();
  constexpr std::uint32_t entries = 200000;
  for (auto _ : state) {
    TableBuilder table(path, 0);
    std::array<char, 16> key{'X', 'B', 'w', 'o', 'r', 'd', 's', '\0'};
    for (std::uint32_t i = 1; i <= entries; ++i) {
      const char* end = put_sortable(key.data() + 8, i);
      table.add({key.data(), static_cast<std::size_t>(end - key.data())}, "abc");
    }
    benchmark::DoNotOptimize(table.finish(false));
  }
  std::filesystem::remove(path);
  state.SetItemsProcessed(state.iterations() * entries);
}
BENCHMARK(build_table);

void invert_documents(benchmark::State& state) {
  constexpr std::size_t documents = 2000;
  Story story(3);
  std::vector<std::vector<std::pair<std::uint32_t, std::vector<std::uint32_t>>>> stories;
  for (std::size_t i = 0; i < documents; ++i) stories.push_back(story.next());
  Run run;
  for (auto _ : state) {
    run.clear();
    std::vector<std::uint32_t> exact(vocabulary);
    for (std::uint32_t i = 0; i < vocabulary; ++i) exact[i] = run.intern("XB" + word(i));
    for (std::uint32_t i = 0; i < documents; ++i) {
      run.begin_document(i + 1);
      for (const auto& [rank, positions] : stories[i])
        run.add_posting(exact[rank], static_cast<std::uint32_t>(positions.size()), positions);
      run.end_document();
    }
  }
  set_text_rate(state, documents);
}
BENCHMARK(invert_documents)->Unit(benchmark::kMillisecond);

// From runs in memory to a database on disk; the argument is the number of threads.
void write_whole_database(benchmark::State& state) {
  constexpr std::size_t documents = 8000;
  const std::vector<Run> runs = make_runs(4, documents);
  const std::string dir = (std::filesystem::temp_directory_path() / "blotter-bench.db").string();
  for (auto _ : state) {
    std::filesystem::remove_all(dir);
    const auto done = write_database(dir, runs, {}, {.sync = false, .threads = static_cast<unsigned>(state.range(0))});
    if (!done) state.SkipWithError(done.error().message.c_str());
  }
  std::filesystem::remove_all(dir);
  set_text_rate(state, documents);
}
BENCHMARK(write_whole_database)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

// The same through the library's own interface, for comparison.
void write_through_the_library(benchmark::State& state) {
  constexpr std::size_t documents = 800;
  const std::vector<Run> runs = make_runs(1, documents);
  const std::string dir = (std::filesystem::temp_directory_path() / "blotter-bench.db").string();
  for (auto _ : state) {
    std::filesystem::remove_all(dir);
    const auto done = write_database_api(dir, runs[0], {});
    if (!done) state.SkipWithError(done.error().message.c_str());
  }
  std::filesystem::remove_all(dir);
  set_text_rate(state, documents);
}
BENCHMARK(write_through_the_library)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace blotter::glass
