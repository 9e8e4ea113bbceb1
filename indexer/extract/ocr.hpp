// Text of pictures, by tesseract.
#pragma once

#include "indexer/extract/page_layout.hpp"
#include "indexer/reader/extract/message.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
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

// What was read off one picture.
struct RecognisedPage {
  Page page;
  std::size_t letters = 0;
  double confidence = 0;   // in percent, summed over letters
  bool has_words = false;  // something in it is surely a word
};

class Ocr {
 public:
  Ocr();
  ~Ocr();
  Ocr(const Ocr&) = delete;
  Ocr& operator=(const Ocr&) = delete;

  // Loads the languages ("eng+rus") unless they are loaded.  Returns those that are installed.
  std::vector<std::string> load(const std::string& languages);

  // Return the words of a picture with their places in points.  load() comes first.
  [[nodiscard]] RecognisedPage recognise(const GreyPicture& picture);
  [[nodiscard]] RecognisedPage recognise(Pix& picture, int width, int height, int resolution);

 private:
  RecognisedPage recognise_set(int width, int height, int resolution);

  std::unique_ptr<tesseract::TessBaseAPI> api_;
  std::string languages_;
};

// Gathers the pages of a document, of which all or some were read off pictures.
class Transcript {
 public:
  void add(Page&& page) { pages_.push_back(std::move(page)); }
  void add(RecognisedPage&& page);
  [[nodiscard]] bool has_pages() const { return !pages_.empty(); }
  // Returns the text of the pages with the confidence of what was recognised; `lacks_text` when nothing in a picture is
  // surely a word.
  [[nodiscard]] reader::Extracted answer() &&;

 private:
  std::vector<Page> pages_;
  std::size_t letters_ = 0;
  double confidence_ = 0;
  bool has_words_ = false;
};

}  // namespace blotter::extract
