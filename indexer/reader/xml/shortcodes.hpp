// WordPress leftovers in text: shortcodes ("[caption …]…[/caption]", "[gallery ids=…]") and block comments.
#pragma once

#include <string>
#include <string_view>

namespace blotter::reader {

// Returns the text without shortcodes.  Of captions, galleries and embeds everything goes, of other known codes only
// the brackets; brackets that are not shortcodes ("[sic]", "[Reuters]") stay.
[[nodiscard]] std::string strip_shortcodes(std::string_view text);

}  // namespace blotter::reader
