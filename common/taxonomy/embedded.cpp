#include "common/taxonomy/lexicon.hpp"

extern "C" {
extern const std::byte blotter_lexicon_begin;
extern const std::byte blotter_lexicon_end;
}

namespace blotter::taxonomy {

const Lexicon& embedded_lexicon() {
  static const Lexicon lexicon(std::span<const std::byte>(
      &blotter_lexicon_begin, static_cast<std::size_t>(&blotter_lexicon_end - &blotter_lexicon_begin)));
  return lexicon;
}

}  // namespace blotter::taxonomy
