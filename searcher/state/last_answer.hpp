// The last answer that was printed for a person: --show and --open take the numbers of its hits, and --show marks the
// words of its query in them.
#pragma once

#include "common/error.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace blotter::search {

struct LastAnswer {
  std::vector<std::string> databases;
  std::string query;
  std::map<std::uint32_t, std::string> ids;  // by the number printed before the hit
};

// Remembers it if it can: a search does not fail over it.
void remember_answer(const LastAnswer& answer);
// ErrorCode::io when what is remembered cannot be read; empty when nothing is.
[[nodiscard]] Result<LastAnswer> last_answer();
// Returns the error that no article is named so, which says when the name is a number that hits are there from which
// to which number.
[[nodiscard]] Error with_hit_numbers(Error error, const std::string& name, const LastAnswer& answer);
// "12" as 12; nothing for what is not a hit's number.
[[nodiscard]] std::optional<std::uint32_t> hit_number(const std::string& text);

}  // namespace blotter::search
