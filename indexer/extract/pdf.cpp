#include "indexer/extract/pdf.hpp"

#include "common/text/utf8.hpp"
#include "indexer/extract/page_layout.hpp"
#include "indexer/reader/limits.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace blotter::extract {
namespace {

std::string utf8(const poppler::ustring& text) {
  const poppler::byte_array bytes = text.to_utf8();
  return text::repair_utf8(std::string_view(bytes.data(), bytes.size()));
}

// "D:20251113090000+06'00'" to "2025-11-13"; the day as its own offset has it.
std::string day_of_property(const std::string& property) {
  const std::string digits = property.starts_with("D:") ? property.substr(2) : property;
  if (digits.size() < 8 || digits.find_first_not_of("0123456789") < 8) return property;
  return digits.substr(0, 4) + '-' + digits.substr(4, 2) + '-' + digits.substr(6, 2);
}

Page page_of(const poppler::page& source) {
  const poppler::rectf size = source.page_rect();
  Page page{size.width(), size.height(), {}};
  for (const poppler::text_box& box : source.text_list()) {
    if (box.rotation() != 0) continue;  // stamps along the margin
    const poppler::rectf place = box.bbox();
    page.words.push_back(
        {place.left(), place.top(), place.right(), place.bottom(), utf8(box.text()), box.has_space_after()});
  }
  return page;
}

// May throw; the message says what is wrong with the document.
std::unique_ptr<poppler::document> open_pdf(std::string_view bytes) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document) throw std::runtime_error("damaged, or no PDF");
  if (document->is_locked()) throw std::runtime_error("encrypted");
  return document;
}

constexpr double scan_resolution = 300;

// Pixels per inch at which a page is read: fewer where it would have too many pixels.
double resolution_for(const poppler::rectf& size) {
  const double square_inches = std::max(size.width() * size.height() / (72. * 72.), 1e-6);
  return std::min(scan_resolution, std::sqrt(static_cast<double>(reader::Limits().picture_pixels) / square_inches));
}

// In shades of grey; not valid where the page has no size.
poppler::image draw(const poppler::page& page, double resolution) {
  if (resolution < 1) return {};
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hints(poppler::page_renderer::antialiasing | poppler::page_renderer::text_antialiasing);
  return renderer.render_page(&page, resolution, resolution);
}

// Where something is drawn beside the words of a page: points of a coarse drawing that differ from its ground.
class DrawnArea {
 public:
  DrawnArea(const poppler::image& drawing, const Page& page) : scale_(drawing.width() / std::max(page.width, 1.)) {
    const auto rows = static_cast<std::size_t>(drawing.height());
    const auto columns = static_cast<std::size_t>(drawing.width());
    std::array<std::size_t, 256> shades{};
    const auto shade_at = [&](std::size_t row, std::size_t column) {
      return static_cast<unsigned char>(
          drawing.const_data()[row * static_cast<std::size_t>(drawing.bytes_per_row()) + column]);
    };
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t column = 0; column < columns; ++column) ++shades[shade_at(row, column)];
    const auto ground = std::max_element(shades.begin(), shades.end()) - shades.begin();
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t column = 0; column < columns; ++column)
        if (std::abs(shade_at(row, column) - ground) > min_contrast && !is_in_word(row, column, page)) ++points_;
    share_ = rows * columns > 0 ? static_cast<double>(points_) / static_cast<double>(rows * columns) : 0;
  }
  [[nodiscard]] bool is_empty() const { return points_ == 0; }
  [[nodiscard]] double share() const { return share_; }

 private:
  static constexpr std::ptrdiff_t min_contrast = 12;

  [[nodiscard]] bool is_in_word(std::size_t row, std::size_t column, const Page& page) const {
    const double x = (static_cast<double>(column) + .5) / scale_;
    const double y = (static_cast<double>(row) + .5) / scale_;
    const double edge = 1 / scale_;
    return std::any_of(page.words.begin(), page.words.end(), [&](const Word& word) {
      return x > word.left - edge && x < word.right + edge && y > word.top - edge && y < word.bottom + edge;
    });
  }

  double scale_;  // points of the drawing per point of the page
  std::size_t points_ = 0;
  double share_ = 0;
};

// Whether a page with little text or none is a picture: a scan with a stamp on it, a page of outlines.  Logos and
// signatures cover less.
bool is_picture(const poppler::page& source) {
  constexpr double resolution = 9;
  constexpr double min_share = .05;
  const poppler::image drawing = draw(source, resolution);
  if (!drawing.is_valid()) return false;
  const Page page = page_of(source);
  const DrawnArea drawn(drawing, page);
  return page.words.empty() ? !drawn.is_empty() : drawn.share() >= min_share;
}

// The words of the text layer; a page that cannot be opened has none.
std::vector<Page> text_pages(const poppler::document& document) {
  std::vector<Page> pages;
  bool has_page = false;
  for (int number = 0; number < document.pages(); ++number) {
    const std::unique_ptr<poppler::page> page(document.create_page(number));
    pages.push_back(page ? page_of(*page) : Page{});
    has_page |= page != nullptr;
  }
  if (!has_page) throw std::runtime_error("damaged: it has no page");
  return pages;
}

// Returns the numbers of the pages that are pictures, from 0, in their order.
std::vector<std::uint32_t> picture_pages(const poppler::document& document, const LaidOut& laid) {
  constexpr std::size_t little_text = 300;  // bytes
  constexpr int max_drawn = 20;             // of one document: to draw a scan takes long
  std::vector<std::uint32_t> numbers;
  int drawn = 0;
  for (std::uint32_t number = 0; number < laid.page_bytes.size(); ++number) {
    const std::size_t size = laid.page_bytes[number];
    if (size >= little_text) continue;
    bool found = size == 0;
    if (drawn++ < max_drawn) {
      const std::unique_ptr<poppler::page> page(document.create_page(static_cast<int>(number)));
      found = page && is_picture(*page);
    }
    if (found) numbers.push_back(number);
  }
  return numbers;
}

void add_properties(const poppler::document& document, reader::Extracted& found) {
  found.title = utf8(document.info_key("Title"));
  found.author = utf8(document.info_key("Author"));
  found.created = day_of_property(utf8(document.info_key("CreationDate")));
}

RecognisedPage recognise(const poppler::document& document, std::uint32_t number, Ocr& ocr) {
  const std::unique_ptr<poppler::page> page(document.create_page(static_cast<int>(number)));
  if (!page) return {};
  const double resolution = std::floor(resolution_for(page->page_rect()));
  const poppler::image image = draw(*page, resolution);
  if (!image.is_valid()) return {};
  return ocr.recognise({reinterpret_cast<const unsigned char*>(image.const_data()), image.width(), image.height(),
                        image.bytes_per_row(), static_cast<int>(resolution)});
}

std::size_t text_bytes(const Page& page) {
  return std::accumulate(page.words.begin(), page.words.end(), std::size_t{0},
                         [](std::size_t sum, const Word& word) { return sum + word.text.size(); });
}

}  // namespace

reader::Extracted read_scan(std::string_view bytes, Ocr& ocr) {
  const std::unique_ptr<poppler::document> document = open_pdf(bytes);
  std::vector<Page> pages = text_pages(*document);
  const LaidOut laid = lay_out(std::vector<Page>(pages));
  std::vector<RecognisedPage> recognised(pages.size());
  for (const std::uint32_t number : picture_pages(*document, laid)) {
    RecognisedPage page = recognise(*document, number, ocr);
    // Of a photograph with a line below it, the line is all that there is to read.
    if (page.has_words && text_bytes(page.page) > 2 * laid.page_bytes[number]) recognised[number] = std::move(page);
  }
  Transcript transcript;
  for (std::size_t number = 0; number < pages.size(); ++number)
    if (recognised[number].has_words) transcript.add(std::move(recognised[number]));
    else transcript.add(std::move(pages[number]));
  reader::Extracted found = std::move(transcript).answer();
  if (laid.text.empty()) return found;
  add_properties(*document, found);
  found.lacks_text = false;
  return found;
}

reader::Extracted read_pdf(std::string_view bytes) {
  const std::unique_ptr<poppler::document> document = open_pdf(bytes);
  LaidOut laid = lay_out(text_pages(*document));
  reader::Extracted found;
  found.lacks_text = laid.text.empty();
  if (found.lacks_text) return found;
  found.picture_pages = picture_pages(*document, laid);
  found.heading = std::move(laid.heading);
  found.text = std::move(laid.text);
  add_properties(*document, found);
  return found;
}

}  // namespace blotter::extract
