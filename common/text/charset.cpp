#include "common/text/charset.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <utility>
#include <vector>

namespace blotter::text {
namespace {

struct Close {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};
using Converter = std::unique_ptr<UConverter, Close>;

Converter open_converter(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(name.c_str(), &status);
  return Converter(U_FAILURE(status) ? nullptr : converter);
}

icu::UnicodeString decoded(std::string_view bytes, const std::string& charset) {
  return {bytes.data(), static_cast<std::int32_t>(bytes.size()), charset.c_str()};
}

}  // namespace

bool is_charset(const std::string& name) { return open_converter(name) != nullptr; }

std::string detect_charset(std::string_view bytes) {
  constexpr std::int32_t min_confidence = 10;  // of 100
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, Close> detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return {};
  ucsdet_enableInputFilter(detector.get(), 1);
  ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return {};
  const char* name = ucsdet_getName(match, &status);
  const std::int32_t confidence = ucsdet_getConfidence(match, &status);
  return U_SUCCESS(status) && confidence >= min_confidence ? name : std::string();
}

std::string decode(std::string_view bytes, const std::string& charset) {
  std::string utf8;
  decoded(bytes, charset).toUTF8String(utf8);
  return utf8;
}

std::u16string decode_utf16(std::string_view bytes, const std::string& charset) {
  const icu::UnicodeString text = decoded(bytes, charset);
  return {text.getBuffer(), static_cast<std::size_t>(text.length())};
}

std::string to_utf8(std::u16string_view text) {
  std::string utf8;
  icu::UnicodeString(text.data(), static_cast<std::int32_t>(text.size())).toUTF8String(utf8);
  return utf8;
}

struct CharsetConverter::Implementation {
  Converter from;
  Converter to;
  std::vector<UChar> pivot;
  UChar* pivot_source = nullptr;
  UChar* pivot_target = nullptr;
};

CharsetConverter::CharsetConverter(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
CharsetConverter::~CharsetConverter() = default;

std::unique_ptr<CharsetConverter> CharsetConverter::create(const std::string& charset) {
  auto made = std::make_unique<Implementation>();
  made->from = open_converter(charset);
  made->to = open_converter("UTF-8");
  if (!made->from || !made->to) return nullptr;
  made->pivot.resize(8192);
  made->pivot_source = made->pivot_target = made->pivot.data();
  return std::unique_ptr<CharsetConverter>(new CharsetConverter(std::move(made)));
}

void CharsetConverter::convert(std::string_view piece, bool last, std::string& out) {
  Implementation& c = *implementation_;
  out.resize(piece.size() * 4 + 64);
  char* target = out.data();
  const char* source = piece.data();
  UErrorCode status = U_ZERO_ERROR;
  ucnv_convertEx(c.to.get(), c.from.get(), &target, out.data() + out.size(), &source, piece.data() + piece.size(),
                 c.pivot.data(), &c.pivot_source, &c.pivot_target, c.pivot.data() + c.pivot.size(), 0, last ? 1 : 0,
                 &status);
  out.resize(static_cast<std::size_t>(target - out.data()));
}

}  // namespace blotter::text
