// blotter-extract: documents whose parsers are not ours, read in a process of their own.
#include "indexer/extract/pdf.hpp"
#include "indexer/extract/serve.hpp"
#include "indexer/extract/word.hpp"

int main(int argc, char** argv) {
  return blotter::extract::serve(argc, argv, [](blotter::reader::ExtractKind kind, std::string_view bytes) {
    return kind == blotter::reader::ExtractKind::word ? blotter::extract::read_word(bytes)
                                                      : blotter::extract::read_pdf(bytes);
  });
}
