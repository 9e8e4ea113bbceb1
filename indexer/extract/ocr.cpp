#include "indexer/extract/ocr.hpp"

#include "common/text/characters.hpp"
#include "common/text/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string_view>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>
#include <utility>

namespace blotter::extract {
namespace {

constexpr double points_per_inch = 72;
// Specks and ruled lines are read as letters, too; what is read so surely is a word.
constexpr float min_confidence = 60;
constexpr std::size_t min_word = 3;  // letters

std::size_t letters_in(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();)
    if (text::is_letter_or_digit(text::next_code_point(text, at))) ++letters;
  return letters;
}

}  // namespace

Ocr::Ocr() = default;
Ocr::~Ocr() = default;

std::vector<std::string> Ocr::load(const std::string& languages) {
  if (!api_ || languages_ != languages) {
    api_ = std::make_unique<tesseract::TessBaseAPI>();
    languages_.clear();
    if (api_->Init(nullptr, languages.c_str(), tesseract::OEM_LSTM_ONLY) != 0) return {};
    api_->SetPageSegMode(tesseract::PSM_AUTO);
    languages_ = languages;
  }
  std::vector<std::string> loaded;
  api_->GetLoadedLanguagesAsVector(&loaded);
  return loaded;
}

RecognisedPage Ocr::recognise(const GreyPicture& picture) {
  api_->SetImage(picture.pixels, picture.width, picture.height, 1, picture.bytes_per_row);
  return recognise_set(picture.width, picture.height, picture.resolution);
}

RecognisedPage Ocr::recognise(Pix& picture, int width, int height, int resolution) {
  api_->SetImage(&picture);
  return recognise_set(width, height, resolution);
}

RecognisedPage Ocr::recognise_set(int width, int height, int resolution) {
  api_->SetSourceResolution(resolution);
  const double scale = points_per_inch / resolution;
  RecognisedPage found;
  found.page = {width * scale, height * scale, {}};
  if (api_->Recognize(nullptr) != 0) throw std::runtime_error("its picture cannot be recognised");
  const std::unique_ptr<tesseract::ResultIterator> at(api_->GetIterator());
  if (!at) return found;
  do {
    const std::unique_ptr<char[]> raw(at->GetUTF8Text(tesseract::RIL_WORD));
    int left = 0, top = 0, right = 0, bottom = 0;
    if (!raw || !at->BoundingBox(tesseract::RIL_WORD, &left, &top, &right, &bottom)) continue;
    std::string word = text::repair_utf8(raw.get());
    const float confidence = at->Confidence(tesseract::RIL_WORD);
    const std::size_t letters = letters_in(word);
    found.confidence += static_cast<double>(confidence) * static_cast<double>(letters);
    found.letters += letters;
    found.has_words |= letters >= min_word && confidence >= min_confidence;
    // The height of the letters of the row, not of this word's: "as" is as high as "By".
    float row_height = 0, descenders = 0, ascenders = 0;
    at->RowAttributes(&row_height, &descenders, &ascenders);
    int x1 = 0, y1 = 0, x2 = 0, y2 = 0;
    double base = bottom * scale;
    double lower = base;
    if (row_height > 0 && at->Baseline(tesseract::RIL_WORD, &x1, &y1, &x2, &y2)) {
      base = (y1 + y2) * .5 * scale;
      lower = base - static_cast<double>(descenders) * scale;
    }
    const double letter_height =
        row_height > 0 ? std::round(static_cast<double>(row_height) * scale * 2) / 2 : (bottom - top) * scale;
    found.page.words.push_back({left * scale, lower - letter_height, right * scale, lower, std::move(word), true});
  } while (at->Next(tesseract::RIL_WORD));
  api_->Clear();
  return found;
}

void Transcript::add(RecognisedPage&& page) {
  pages_.push_back(std::move(page.page));
  letters_ += page.letters;
  confidence_ += page.confidence;
  has_words_ |= page.has_words;
}

reader::Extracted Transcript::answer() && {
  reader::Extracted found;
  LaidOut laid = lay_out(std::move(pages_));
  found.heading = std::move(laid.heading);
  found.text = std::move(laid.text);
  const double mean = letters_ > 0 ? confidence_ / static_cast<double>(letters_) : 0;
  found.confidence = static_cast<std::uint8_t>(std::lround(std::clamp(mean, 0., 100.)));
  found.lacks_text = !has_words_;
  return found;
}

}  // namespace blotter::extract
