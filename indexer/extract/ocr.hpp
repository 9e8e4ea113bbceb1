// Text of pictures, by tesseract.
#pragma once

#include "indexer/extract/page_layout.hpp"
#include "indexer/reader/extract/message.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

struct Pix;

namespace tesseract {
class TessBaseAPI;
}

namespace blotter::extract {

// A page in shades of grey, one byte per pixel, from the top left corner.
struct GreyPicture {
  const unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  int bytes_per_row = 0;
  int resolution = 0;  // pixels per inch
};

class Ocr {
 public:
  Ocr();
  ~Ocr();
  Ocr(const Ocr&) = delete;
  Ocr& operator=(const Ocr&) = delete;

  // Begins a document; loads the languages ("eng+rus") unless they are loaded.  Returns those that are installed.
  std::vector<std::string> load(const std::string& languages);

  // Return the words of a picture with their places in points.  load() comes first.
  [[nodiscard]] Page recognise(const GreyPicture& picture);
  [[nodiscard]] Page recognise(Pix& picture, int width, int height, int resolution);

  // Returns the text of the pages of the document, with its confidence; `lacks_text` when
  // nothing in them is surely a word.
  [[nodiscard]] reader::Extracted answer(std::vector<Page>&& pages);

 private:
  Page recognise_set(int width, int height, int resolution);

  std::unique_ptr<tesseract::TessBaseAPI> api_;
  std::string languages_;
  double confidence_ = 0;  // summed over letters
  std::size_t letters_ = 0;
  bool has_words_ = false;
};

}  // namespace blotter::extract
