// Feeds any bytes to the reader that BLOTTER_FUZZ_FORMAT names (none, or "auto": to recognition, archives and WARC),
// whole and in small pieces, and checks what a sink may rely on.
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

// Gives the bytes in pieces, as a pipe may; each is a copy of its own, so that a view kept too long is seen.
class Pieces final : public reader::ByteStream {
 public:
  Pieces(std::string_view bytes, std::size_t size) : bytes_(bytes), size_(size) {}
  Result<std::string_view> next() override {
    piece_.assign(bytes_.substr(0, size_));
    piece_.shrink_to_fit();
    bytes_.remove_prefix(piece_.size());
    return std::string_view(piece_);
  }

 private:
  std::string_view bytes_;
  std::size_t size_;
  std::string piece_;
};

const reader::Format* format_of_environment() {
  const char* name = std::getenv("BLOTTER_FUZZ_FORMAT");
  if (!name || std::string_view(name) == "auto") return nullptr;
  const reader::Format* format = reader::find_format(name);
  if (!format) std::abort();
  return format;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const reader::Format* const format = format_of_environment();
  reader::Limits limits;
  limits.article_bytes = 1 << 20;
  limits.unpacked_bytes = 16 << 20;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CheckingSink sink;
  Pieces stream(bytes, size % 3 == 0 ? 61 : 1 << 20);
  reader::ReadContext context{"fuzz", 0, &limits, {}, {}};
  if (format == nullptr) {
    (void)source::read_stream(stream, context, nullptr, limits, sink);
    return 0;
  }
  const reader::OcrSettings ocr{"eng"};
  context.ocr = &ocr;
  context.date_order = reader::order_of_dates(bytes);
  (void)format->read(stream, context, sink);
  return 0;
}
