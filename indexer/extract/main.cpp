// blotter-extract: documents whose parsers are not ours, read in a process of their own.
#include "indexer/extract/pdf.hpp"
#include "indexer/extract/serve.hpp"

int main(int argc, char** argv) {
  return blotter::extract::serve(argc, argv, [](blotter::reader::ExtractKind, std::string_view bytes) {
    return blotter::extract::read_pdf(bytes);
  });
}
