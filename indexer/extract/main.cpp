// blotter-extract: documents whose parsers are not ours, read in a process of their own.
#include "indexer/extract/ocr.hpp"
#include "indexer/extract/pdf.hpp"
#include "indexer/extract/picture.hpp"
#include "indexer/extract/serve.hpp"
#include "indexer/extract/word.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace blotter::extract {
namespace {

reader::Extracted read(const Request& request, Ocr& ocr) {
  reader::Extracted found;
  if (reader::is_recognised(request.kind)) {
    const std::vector<std::string> loaded = ocr.load(request.languages);
    if (loaded.empty() && request.kind != reader::ExtractKind::languages)
      throw std::runtime_error("tesseract has no data of its language");
    if (request.kind == reader::ExtractKind::languages)
      for (const std::string& language : loaded) found.text += language + '\n';
  }
  switch (request.kind) {
    case reader::ExtractKind::pdf: return read_pdf(request.bytes);
    case reader::ExtractKind::word: return read_word(request.bytes);
    case reader::ExtractKind::scan: return read_scan(request.bytes, ocr);
    case reader::ExtractKind::picture: return read_picture(request.bytes, ocr);
    case reader::ExtractKind::languages:
    case reader::ExtractKind::status: break;
  }
  return found;
}

}  // namespace
}  // namespace blotter::extract

int main(int argc, char** argv) {
  blotter::extract::Ocr ocr;
  return blotter::extract::serve(
      argc, argv, [&ocr](const blotter::extract::Request& request) { return blotter::extract::read(request, ocr); });
}
