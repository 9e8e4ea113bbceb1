// Documents that blotter-extract reads: PDF by poppler, Word's binary documents, and pictures of text by tesseract.
#include "indexer/reader/extract/extracted_article.hpp"

namespace blotter::reader {
namespace {

int recognise_pdf(const Sniff& sniff) {
  // Some have a few bytes in front.
  return sniff.head.substr(0, 1024).find("%PDF-") != std::string_view::npos ? 95 : 0;
}

// Workbooks, presentations and messages are compound files, too; the name of the stream distinguishes them, where it is
// near enough.
int recognise_doc(const Sniff& sniff) {
  using namespace std::string_view_literals;
  if (!sniff.head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv)) return 0;
  const bool names_it = sniff.head.find("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"sv) != std::string_view::npos;
  return names_it || sniff.extension == "doc" || sniff.extension == "dot" ? 95 : 0;
}

int recognise_picture(const Sniff& sniff) {
  using namespace std::string_view_literals;
  for (const std::string_view start : {"\x89PNG\r\n\x1A\n"sv, "\xFF\xD8\xFF"sv, "II*\0"sv, "MM\0*"sv})
    if (sniff.head.starts_with(start)) return 95;
  return 0;
}

Result<void> read_pdf(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  return read_extracted(ExtractKind::pdf, stream, context, sink);
}
Result<void> read_doc(ByteStream& stream, const ReadContext& context, ArticleSink& sink) {
  return read_extracted(ExtractKind::word, stream, context, sink);
}

}  // namespace

extern const Format picture_format;
constinit const Format picture_format{"picture",
                                      "picture of text (--ocr): PNG, JPEG, TIFF",
                                      "png jpg jpeg tif tiff",
                                      recognise_picture,
                                      read_picture,
                                      false,
                                      true,
                                      true};
extern const Format pdf_format;
constinit const Format pdf_format{"pdf", "PDF; of pictures with --ocr", "pdf", recognise_pdf, read_pdf, false, true};
extern const Format doc_format;
constinit const Format doc_format{"doc", "Word document of Word 97 to 2003", "doc dot", recognise_doc, read_doc, false,
                                  true};

}  // namespace blotter::reader
