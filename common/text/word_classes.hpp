// Per-character facts that tokenising needs, computed from ICU block by block as texts touch them.
#pragma once

#include <unicode/umachine.h>

#include <array>
#include <cstdint>
#include <memory>

namespace blotter::text {

// Word_Break classes (UAX #29, table 3), reduced to what the rules WB4 to WB13b distinguish.  `hard`
// characters need ICU's iterator: Hebrew, Katakana, emoji sequences, and the scripts that ICU segments by
// dictionary.
enum class WordClass : std::uint8_t {
  other,
  letter,
  numeric,
  extend_num_let,
  mid_letter,
  mid_num,
  mid_num_let,
  extend,
  hard
};

struct CharFacts {
  WordClass word_class = WordClass::other;
  // The one code point that NFKC_Casefold makes of it, or 0 when the word must go
  // through the normaliser: the character interacts with its neighbours or maps to none or to several.
  UChar32 fold = 0;
};

class CharTable {
 public:
  static constexpr UChar32 block_size = 256;

  // `c` is a code point, 0 to 0x10FFFF.
  [[nodiscard]] const CharFacts& of(UChar32 c) {
    auto& block = blocks_[static_cast<std::size_t>(c / block_size)];
    if (!block) block = make_block(c / block_size * block_size);
    return (*block)[static_cast<std::size_t>(c % block_size)];
  }

 private:
  using Block = std::array<CharFacts, block_size>;
  static std::unique_ptr<Block> make_block(UChar32 first);
  std::array<std::unique_ptr<Block>, 0x110000 / block_size> blocks_;
};

// The signs with which Uzbek Latin writes oʻ, gʻ and the glottal stop, and Ukrainian, French and English their
// apostrophe.
[[nodiscard]] constexpr bool is_apostrophe(UChar32 c) {
  switch (c) {
    case 0x27:
    case 0x60:
    case 0xB4:
    case 0x2B9:
    case 0x2BB:
    case 0x2BC:
    case 0x2BD:
    case 0x2BE:
    case 0x2BF:
    case 0x2C8:
    case 0x2CA:
    case 0x2CB:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0xA78C:
    case 0xFF07: return true;
    default: return false;
  }
}

// Returns the letter or digit that stands for `c`, which is in NFKC case folding, in every form; 0 when none does.  A
// stressed Cyrillic letter is the plain one; of the ways to write Arabic letters and digits there is one, without
// harakat and kashida.
[[nodiscard]] UChar32 same_letter(UChar32 c);

}  // namespace blotter::text
