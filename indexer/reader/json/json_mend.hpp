// JSON as programs write it by mistake, made into JSON: the member that is wrong is mended, the article kept.
#pragma once

#include <string>
#include <string_view>

namespace blotter::reader {

// Strings: control characters and unknown escapes ("\'") become what they stand for, half a surrogate pair U+FFFD.
// Elsewhere: NaN, Infinity and the like become null, integers beyond 64 bits strings, a comma before a closing bracket
// goes.  Ill-formed UTF-8 is repaired.  What is broken otherwise stays broken.  Linear in `json`.
[[nodiscard]] std::string mend_json(std::string_view json);

}  // namespace blotter::reader
