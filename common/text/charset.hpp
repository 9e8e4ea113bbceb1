// Bytes in other encodings, by ICU's converters.  Names are those of the IANA registry ("windows-1251", "UTF-16LE").
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace blotter::text {

// Returns whether ICU can convert from the encoding of that name.
[[nodiscard]] bool is_charset(const std::string& name);

// Returns the name of the encoding that ICU's detector finds likeliest, markup left out; empty if it is less than 10 %
// sure.
[[nodiscard]] std::string detect_charset(std::string_view bytes);

// Returns the whole text in UTF-8; what is ill-formed becomes U+FFFD.  Empty if the name is unknown.
[[nodiscard]] std::string decode(std::string_view bytes, const std::string& charset);
// Returns the whole text in UTF-16; what is ill-formed becomes U+FFFD.  Empty if the name is unknown.
[[nodiscard]] std::u16string decode_utf16(std::string_view bytes, const std::string& charset);
// Returns the text in UTF-8; a lone surrogate becomes U+FFFD.
[[nodiscard]] std::string to_utf8(std::u16string_view text);

// Converts a text that comes in pieces, which may end within a character, to UTF-8.
class CharsetConverter {
 public:
  // Returns null for a name that ICU does not know.
  [[nodiscard]] static std::unique_ptr<CharsetConverter> create(const std::string& charset);
  CharsetConverter(const CharsetConverter&) = delete;
  CharsetConverter& operator=(const CharsetConverter&) = delete;
  ~CharsetConverter();

  // Replaces `out` by the piece in UTF-8, without a character that is not yet whole; with `last` by all that is left.
  // What is ill-formed becomes U+FFFD.
  void convert(std::string_view piece, bool last, std::string& out);

 private:
  struct Implementation;
  explicit CharsetConverter(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace blotter::text
