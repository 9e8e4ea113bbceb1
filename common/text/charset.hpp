// Bytes in other encodings, by ICU's converters.  Names are those of the IANA registry ("windows-1251", "UTF-16LE").
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace blotter::text {

[[nodiscard]] bool is_charset(const std::string& name);

// Returns the encoding that ICU's detector finds likeliest, markup left out, or empty where it has no opinion worth
// having.
[[nodiscard]] std::string detect_charset(std::string_view bytes);

// Returns the whole text; what is ill-formed becomes U+FFFD.  An unknown name gives no text.
[[nodiscard]] std::string decode(std::string_view bytes, const std::string& charset);
[[nodiscard]] std::u16string decode_utf16(std::string_view bytes, const std::string& charset);
[[nodiscard]] std::string to_utf8(std::u16string_view text);

// Converts a text that comes in pieces, whose characters may be cut at any byte.
class CharsetConverter {
 public:
  // Null for a name that ICU does not know.
  [[nodiscard]] static std::unique_ptr<CharsetConverter> create(const std::string& charset);
  CharsetConverter(const CharsetConverter&) = delete;
  CharsetConverter& operator=(const CharsetConverter&) = delete;
  ~CharsetConverter();

  // Replaces `out` by the next piece in UTF-8; `last` gives out what is left.
  void convert(std::string_view piece, bool last, std::string& out);

 private:
  struct Implementation;
  explicit CharsetConverter(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace blotter::text
