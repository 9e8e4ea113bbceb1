#include "indexer/extract/picture.hpp"

#include "indexer/reader/limits.hpp"

#include <fmt/format.h>

#include <leptonica/allheaders.h>
#include <memory>
#include <stdexcept>
#include <utility>

namespace blotter::extract {
namespace {

struct Destroyer {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using PixPointer = std::unique_ptr<Pix, Destroyer>;

constexpr int usual_resolution = 300;  // of a scan that does not state its own

struct Size {
  std::int32_t width = 0, height = 0;
};

// What the picture takes once it is unpacked, before it is.
void check_size(const Size& size) {
  const std::uint64_t limit = reader::Limits().picture_pixels;
  if (size.width <= 0 || size.height <= 0) throw std::runtime_error("damaged: it has no size");
  if (static_cast<std::uint64_t>(size.width) * static_cast<std::uint64_t>(size.height) > limit)
    throw std::runtime_error(fmt::format("larger than {} pixels (limit picture_pixels)", limit));
}

RecognisedPage recognise(const PixPointer& pix, Ocr& ocr) {
  if (!pix) throw std::runtime_error("damaged picture");
  const int stated = pixGetYRes(pix.get());
  return ocr.recognise(*pix, pixGetWidth(pix.get()), pixGetHeight(pix.get()),
                       stated >= 70 && stated <= 2400 ? stated : usual_resolution);
}

void add_pages_of_tiff(const unsigned char* bytes, std::size_t size, Ocr& ocr, Transcript& transcript) {
  for (std::int32_t number = 0;; ++number) {
    Size found;
    if (readHeaderMemTiff(bytes, size, number, &found.width, &found.height, nullptr, nullptr, nullptr, nullptr,
                          nullptr) != 0)
      break;
    check_size(found);
    transcript.add(recognise(PixPointer(pixReadMemTiff(bytes, size, number)), ocr));
  }
  if (!transcript.has_pages()) throw std::runtime_error("damaged picture");
}

}  // namespace

reader::Extracted read_picture(std::string_view bytes, Ocr& ocr) {
  (void)setMsgSeverity(L_SEVERITY_NONE);
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  std::int32_t format = IFF_UNKNOWN;
  Size size;
  if (pixReadHeaderMem(data, bytes.size(), &format, &size.width, &size.height, nullptr, nullptr, nullptr) != 0)
    throw std::runtime_error("damaged picture");
  Transcript transcript;
  if (L_FORMAT_IS_TIFF(format)) {
    add_pages_of_tiff(data, bytes.size(), ocr, transcript);
    return std::move(transcript).answer();
  }
  if (format != IFF_PNG && format != IFF_JFIF_JPEG) throw std::runtime_error("no PNG, JPEG or TIFF");
  check_size(size);
  transcript.add(recognise(PixPointer(pixReadMem(data, bytes.size())), ocr));
  return std::move(transcript).answer();
}

}  // namespace blotter::extract
