// Feeds any bytes to one reader (or, as "source", to recognition, archives and WARC) and checks what a sink may rely
// on.
#include "common/article_json.hpp"
#include "common/text/utf8.hpp"
#include "indexer/reader/bytes.hpp"
#include "indexer/source/source.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace blotter;

struct CheckingSink final : reader::ArticleSink {
  void accept(Article&& article) override {
    std::string json;
    append_json(article, json);
    if (!text::is_utf8(json) || !text::is_utf8(article.body) || (article.title.empty() && article.body.empty()))
      std::abort();
  }
  void reject(std::string, Error) override {}
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view name = BLOTTER_FUZZ_FORMAT;
  reader::Limits limits;
  limits.article_bytes = 1 << 20;
  limits.unpacked_bytes = 16 << 20;
  reader::MemoryStream stream(std::string_view(reinterpret_cast<const char*>(data), size));
  CheckingSink sink;
  (void)source::read_stream(stream, {"fuzz", 0, &limits, {}, {}}, reader::find_format(name), limits, sink);
  return 0;
}
