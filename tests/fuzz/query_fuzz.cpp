// Queries and lines of a batch, from bytes to answers: each is answered or refused, soon, and never worse.  The first
// byte chooses what the rest is: a query by each of the syntaxes, or a batch.
#include "searcher/answer/search.hpp"
#include "searcher/batch/batch_input.hpp"
#include "searcher/present/presenter.hpp"
#include "tests/support/small_index.hpp"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <string>

using namespace blotter;

namespace {

// Debian's Xapian frees some objects as a base of theirs.
constexpr const char* asan_options = "new_delete_type_mismatch=0";

constexpr std::uint8_t syntaxes = 3;
constexpr std::uint8_t batch_formats = 4;
constexpr double max_second = 5;  // sanitizers and a loaded machine allowed for; a release build takes milliseconds

search::Searcher& searcher() {
  setenv("ASAN_OPTIONS", asan_options, 0);  // for the indexer
  static const test::TemporaryFolder folder;
  static search::Searcher one(*match::Index::open({test::make_small_index(folder)}));
  return one;
}

void answer(const search::Request& request) {
  const auto start = std::chrono::steady_clock::now();
  const search::Answer answer = searcher().run(request);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  if (taken.count() > max_second) std::abort();
  // A refusal of what was typed names its position.
  if (answer.error && answer.error->message.empty()) std::abort();
  present::Style style;
  style.terminal = style.color = style.bulk = true;
  for (const search::OutputFormat format :
       {search::OutputFormat::text, search::OutputFormat::json, search::OutputFormat::csv}) {
    std::string out;
    present::make_presenter(format, style)->answer(answer, out);
  }
}

}  // namespace

extern "C" const char* __asan_default_options() { return asan_options; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::uint8_t kind = data[0] % (2 * syntaxes + batch_formats);
  search::Request request;
  request.explain = true;
  if (kind < 2 * syntaxes) {
    request.syntax = static_cast<query::Syntax>(kind % syntaxes);
    request.match_any = kind >= syntaxes;
    request.query = text;
    answer(request);
    return 0;
  }
  static constexpr const char* names[batch_formats] = {"q", "q.tsv", "q.jsonl", "q.topics"};
  std::istringstream input(text);
  search::BatchReader reader(input, names[kind - 2 * syntaxes], request);
  for (int i = 0; i < 20; ++i) {
    const std::optional<search::BatchItem> item = reader.next();
    if (!item) break;
    if (!item->error) answer(item->request);
  }
  return 0;
}
