// Parses any text as a query, in every syntax, and as dates.
#include "common/text/utf8.hpp"
#include "searcher/query/ast_print.hpp"
#include "searcher/query/dates.hpp"
#include "searcher/query/parser.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace blotter;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const query::Syntax syntax : {query::Syntax::full, query::Syntax::tolerant, query::Syntax::text}) {
    const Result<query::Parsed> parsed = query::parse(text, syntax);
    // What is no query says where; text is always one, but for its limits.
    if (parsed ? !text::is_utf8(query::to_text(parsed->root)) : parsed.error().message.empty()) std::abort();
    const bool limited = size > query::max_query || !text::is_utf8(text) ||
                         (!parsed && parsed.error().message.find("more than") != std::string::npos);
    if (syntax != query::Syntax::full && !parsed && !limited) std::abort();
  }
  for (const Result<query::DateRange>& range :
       {query::parse_date(text, 20250615), query::parse_date_range(text, 20250615)})
    if (range && range->from > range->to) std::abort();
  return 0;
}
