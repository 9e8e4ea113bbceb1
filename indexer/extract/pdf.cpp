#include "indexer/extract/pdf.hpp"

#include "common/text/utf8.hpp"
#include "indexer/extract/page_layout.hpp"
#include "indexer/reader/limits.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
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

}  // namespace

reader::Extracted read_scan(std::string_view bytes, Ocr& ocr) {
  const std::unique_ptr<poppler::document> document = open_pdf(bytes);
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_gray8);
  renderer.set_render_hints(poppler::page_renderer::antialiasing | poppler::page_renderer::text_antialiasing);
  std::vector<Page> pages;
  for (int number = 0; number < document->pages(); ++number) {
    const std::unique_ptr<poppler::page> page(document->create_page(number));
    if (!page) continue;
    const double resolution = std::floor(resolution_for(page->page_rect()));
    if (resolution < 1) continue;
    const poppler::image image = renderer.render_page(page.get(), resolution, resolution);
    if (!image.is_valid()) continue;
    pages.push_back(ocr.recognise({reinterpret_cast<const unsigned char*>(image.const_data()), image.width(),
                                   image.height(), image.bytes_per_row(), static_cast<int>(resolution)}));
  }
  if (pages.empty()) throw std::runtime_error("damaged: it has no page");
  return ocr.answer(std::move(pages));
}

reader::Extracted read_pdf(std::string_view bytes) {
  const std::unique_ptr<poppler::document> document = open_pdf(bytes);
  std::vector<Page> pages;
  bool words = false;
  for (int number = 0; number < document->pages(); ++number) {
    const std::unique_ptr<poppler::page> page(document->create_page(number));
    if (!page) continue;
    pages.push_back(page_of(*page));
    words |= !pages.back().words.empty();
  }
  if (pages.empty()) throw std::runtime_error("damaged: it has no page");
  reader::Extracted found = lay_out(std::move(pages));
  found.title = utf8(document->info_key("Title"));
  found.author = utf8(document->info_key("Author"));
  found.created = day_of_property(utf8(document->info_key("CreationDate")));
  found.lacks_text = !words;
  return found;
}

}  // namespace blotter::extract
