// Words whose stem Snowball gets wrong for news: it joins organ with organization, or parts орган from органа.
#pragma once

#include <string_view>

namespace blotter::text {

// Returns the stem of a normalised form in a language (ISO 639-1), or empty where the algorithm's own holds.
[[nodiscard]] std::string_view stem_exception(std::string_view form, std::string_view language);

// Returns the American stem that an English stem of British spelling is read as (labour: labor); the stem itself
// otherwise.
[[nodiscard]] std::string_view american_stem(std::string_view stem);

}  // namespace blotter::text
