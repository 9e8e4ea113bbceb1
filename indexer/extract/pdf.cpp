#include "indexer/extract/pdf.hpp"

#include "common/text/utf8.hpp"
#include "indexer/extract/page_layout.hpp"

#include <memory>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>
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

}  // namespace

reader::Extracted read_pdf(std::string_view bytes) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  reader::Extracted found;
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document) {
    found.error = "damaged, or no PDF";
    return found;
  }
  if (document->is_locked()) {
    found.error = "encrypted";
    return found;
  }
  found.title = utf8(document->info_key("Title"));
  found.author = utf8(document->info_key("Author"));
  found.created = day_of_property(utf8(document->info_key("CreationDate")));
  std::vector<Page> pages;
  bool words = false;
  for (int number = 0; number < document->pages(); ++number) {
    const std::unique_ptr<poppler::page> page(document->create_page(number));
    if (!page) continue;
    pages.push_back(page_of(*page));
    words |= !pages.back().words.empty();
  }
  if (pages.empty()) {
    found.error = "damaged: it has no page";
    return found;
  }
  found.lacks_text = !words;
  LaidOut laid_out = lay_out(std::move(pages));
  found.heading = std::move(laid_out.heading);
  found.text = std::move(laid_out.text);
  return found;
}

}  // namespace blotter::extract
